"""The simulator: a profile judged by the draft and the current edition side by side. It stores nothing."""

from http import HTTPStatus

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from hireguide.editing.documents.simulator import Trial, build_trial
from hireguide.editing.forms.simulator import SourceForm, TryForm
from hireguide.editing.selectors.trying import Book, books_at_hand, row_urls
from hireguide.editing.views.access import VIEW, staff_page
from hireguide.rulebooks.selectors import open_draft
from hireguide.web.htmx import render_page, targets
from hireguide.web.private import private_page

VIEW_DIAGNOSES = "diagnoses.view_diagnosis"
PART = "try"
"""The id of what htmx swaps: the questions and the outcome."""


@private_page
@staff_page(VIEW)
@require_http_methods(["GET", "HEAD", "POST"])
def try_it(request: HttpRequest) -> HttpResponse:
    """A visit shows the questions, a post what follows from the answers posted, or from where they are said to be."""
    draft = open_draft()
    books = books_at_hand(draft)
    posted = request.POST if request.method == "POST" else None
    source = _source_form(request, books, posted)
    taken = source.answers if source.is_valid() else None
    form = TryForm((posted or {}) if taken is None else taken)
    faults = _faults(source, form)
    trial: Trial | None = None
    if posted is not None and books and not faults:
        trial = build_trial(books, form.facts, row_urls(draft))
    context = {
        "title": "Error: Try it" if faults else "Try it",
        "faults": faults,
        "draft": draft,
        "books": books,
        "form": form,
        "source": source if source.errors else _source_form(request, books, None),
        "trial": trial,
        "taken": taken is not None,
        "only": {name: bool(posted and posted.get(f"only_{name}")) for name in ("differs", "holds")},
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if faults else HTTPStatus.OK
    return render_page(request, "editing/try.html", context, status, "part" if targets(request, PART) else "panel")


def _source_form(request: HttpRequest, books: tuple[Book, ...], data: object) -> SourceForm:
    examples = books[-1].rulebook.examples if books else ()
    may_read = request.user.has_perm(VIEW_DIAGNOSES)
    return SourceForm(data, examples=examples, may_read_diagnoses=may_read)


def _faults(*forms: BaseForm) -> list[dict[str, str]]:
    """What is wrong in several forms, for one summary: each with the control that it leads to."""
    return [
        {"message": str(message), "anchor": form[name].id_for_label if name in form.fields else ""}
        for form in forms
        for name, messages in form.errors.items()
        for message in messages
    ]

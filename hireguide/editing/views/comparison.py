"""Any two editions, or the draft, side by side."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from hireguide.editing.documents.effect import Effect, effect_of
from hireguide.editing.forms.comparison import DRAFT, CompareForm
from hireguide.editing.selectors.comparison import editions
from hireguide.editing.selectors.gates import Content, content_of, edition_content
from hireguide.editing.views.access import VIEW, staff_page
from hireguide.rulebooks.models import Edition, RulebookDraft
from hireguide.rulebooks.selectors import get_edition, open_draft
from hireguide.web.htmx import render_page


@staff_page(VIEW)
@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """What `b` says otherwise than `a`, and whom it changes; without either, the draft beside the current edition."""
    known, draft = list(editions()), open_draft()
    usual = _usual(known, draft)
    chosen = {name: request.GET.get(name, code) for name, code in usual.items()}
    form = CompareForm(chosen, editions=known, draft=draft)
    title, status = "Compare rulebooks", HTTPStatus.OK
    effect: Effect | None = None
    if usual["b"] and form.is_valid():
        one, other = (_content(form.cleaned_data[name], draft) for name in ("a", "b"))
        if one.rulebook and other.rulebook:
            effect = effect_of(one.rulebook, other.rulebook)
            title = f"Compare {_named(chosen['a'])} with {_named(chosen['b'])}"
    elif usual["b"]:
        title, status = f"Error: {title}", HTTPStatus.UNPROCESSABLE_ENTITY
    context = {"title": title, "form": form, "effect": effect, "is_bare": not usual["b"]}
    return render_page(request, "editing/compare.html", context, status)


def _usual(known: list[Edition], draft: RulebookDraft | None) -> dict[str, str]:
    """What is compared unless somebody chooses: the newest two things that there are; "" where there are not two."""
    newest = [DRAFT] * bool(draft) + [str(edition.number) for edition in known[:2]]
    return {"a": newest[1], "b": newest[0]} if len(newest) > 1 else {"a": "", "b": ""}


def _content(name: str, draft: RulebookDraft | None) -> Content:
    """What a choice of the form says."""
    return content_of(draft) if draft and name == DRAFT else edition_content(get_edition(int(name)))


def _named(name: str) -> str:
    return "the draft" if name == DRAFT else f"edition {name}"

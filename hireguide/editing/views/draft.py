"""The home of the work on the rules: the draft and how it stands; begun and given up from here."""

from datetime import datetime
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from hireguide.editing.documents.comparison import Differences, differences, kind_rows
from hireguide.editing.documents.edits import edit_rows
from hireguide.editing.documents.gates import gate_rows
from hireguide.editing.forms.draft import StartForm
from hireguide.editing.forms.publishing import SeenForm
from hireguide.editing.selectors.comparison import editions
from hireguide.editing.selectors.edits import audit_entries
from hireguide.editing.selectors.gates import Content, content_of, standing_of
from hireguide.editing.services.drafts import abandon_draft, begin_draft
from hireguide.editing.services.publishing import DraftChangedError
from hireguide.editing.views.access import CHANGE, VIEW, signed_in, staff_page
from hireguide.rulebooks.models import Edition, RulebookDraft
from hireguide.rulebooks.selectors import current_edition, get_edition, open_draft, rulebook_of
from hireguide.rulebooks.services import DraftIsClosedError, DraftIsOpenError
from hireguide.web.htmx import render_page

_LATEST = 10


@staff_page(VIEW)
@require_safe
def draft(request: HttpRequest) -> HttpResponse:
    """The open draft with its gates and what it changes; without one the way to begin. Below, what was before."""
    opened = open_draft()
    context = {
        "title": opened.title if opened else "No draft is open",
        "draft": opened,
        "editions": editions()[:_LATEST],
        "entries": audit_entries()[:_LATEST],
        **(_work(opened) if opened else {}),
    }
    return render_page(request, "editing/draft.html", context)


def _work(opened: RulebookDraft) -> dict[str, Any]:
    """How an open draft stands, and how much of it differs from the edition that it starts from."""
    standing = standing_of(opened)
    against = opened.base or standing.current
    rulebook, changes = standing.content.rulebook, _changes(against, standing.content)
    return {
        "against": against,
        "standing": standing,
        "gates": gate_rows(standing.gates),
        "changes": changes,
        "kinds": kind_rows(rulebook, changes) if rulebook else (),
    }


@staff_page(CHANGE)
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Begin a draft from an edition; refused while one is open, whoever began that in the meantime."""
    known, opened = list(editions()), open_draft()
    posted = request.POST if request.method == "POST" else None
    form = StartForm(posted, editions=known)
    if posted is not None and opened is None and form.is_valid():
        try:
            return _begin(request, form)
        except DraftIsOpenError as error:
            opened = error.draft
    status = HTTPStatus.OK if posted is None else HTTPStatus.CONFLICT if opened else HTTPStatus.UNPROCESSABLE_ENTITY
    title = _titled("Start a draft", is_error=status != HTTPStatus.OK)
    context = {"form": form, "opened": opened, "editions": known, "title": title}
    return render_page(request, "editing/start.html", context, status)


def _begin(request: HttpRequest, form: StartForm) -> HttpResponseRedirect:
    data = form.cleaned_data
    edition = get_edition(int(data["edition"]))
    begin_draft(edition, title=data["title"], intent=data["intent"], by=signed_in(request), at=timezone.now())
    messages.success(request, f"The draft says what edition {edition.number} says. Now change it, part by part.")
    return redirect("editing:draft")


@staff_page(CHANGE)
@require_http_methods(["GET", "HEAD", "POST"])
def give_up(request: HttpRequest) -> HttpResponse:
    """Ask before the draft is given up, naming what is lost; then close it, its rows staying as a record."""
    opened = open_draft()
    if opened is None:
        return _no_draft(request)
    form = SeenForm(request.POST if request.method == "POST" else None)
    if not (form.is_valid() and form.cleaned_data["draft"] == opened.pk):
        return _give_up_page(request, opened)
    try:
        abandon_draft(opened, by=signed_in(request), at=timezone.now(), digest=form.cleaned_data["digest"])
    except DraftIsClosedError:
        return _no_draft(request)
    except DraftChangedError as error:
        return _give_up_page(request, error.draft, changed=form.cleaned_data["seen"])
    messages.success(request, f"“{opened.title}” was given up. What founders see has not changed.")
    return redirect("editing:draft")


def _give_up_page(request: HttpRequest, opened: RulebookDraft, *, changed: datetime | None = None) -> HttpResponse:
    """What would be lost, as the draft is now; `changed` is when somebody looked who missed edits since."""
    content, against = content_of(opened), opened.base or current_edition()
    context = {
        "against": against,
        "title": _titled(f"Give up “{opened.title}”", is_error=changed is not None),
        "draft": opened,
        "changes": _changes(against, content),
        "form": SeenForm(initial={"draft": opened.pk, "digest": content.digest, "seen": timezone.now()}),
        "edits": edit_rows(opened, changed) if changed else None,
    }
    status = HTTPStatus.CONFLICT if changed else HTTPStatus.OK
    return render_page(request, "editing/give_up.html", context, status)


def _changes(against: Edition | None, content: Content) -> Differences | None:
    """What a draft says otherwise than an edition: the one that it starts from, the current one where it came from a
    file; None before the first."""
    if against is None or content.rulebook is None:
        return None
    return differences(rulebook_of(against), content.rulebook)


def _no_draft(request: HttpRequest) -> HttpResponseRedirect:
    messages.info(request, "No draft is open: it was published or given up in the meantime, or there was none.")
    return redirect("editing:draft")


def _titled(title: str, *, is_error: bool) -> str:
    return f"Error: {title}" if is_error else title

"""The grid and both gaps' thresholds on one page, saved at once."""

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from hireguide.editing.views.access import VIEW, signed_in, staff_page
from hireguide.rulebooks.forms import STEP, GridForm, Late, closed_draft, late_of
from hireguide.rulebooks.models import RulebookDraft
from hireguide.rulebooks.selectors import open_draft
from hireguide.rulebooks.services import ChangedMeanwhileError, DraftIsClosedError, store_rows
from hireguide.rules import RulebookError
from hireguide.web.htmx import render_page

_RIGHTS = ("rulebooks.change_cell", "rulebooks.change_band")


@staff_page(VIEW)
@require_http_methods(["GET", "HEAD", "POST"])
def grid(request: HttpRequest) -> HttpResponse:
    """The grid of the open draft, to edit or only to read."""
    draft, may_write = open_draft(), request.user.has_perms(_RIGHTS)
    if request.method == "POST" and not may_write:
        raise Http404("There is no such page.")
    if request.method == "POST" and (closed := closed_draft(request.POST, draft)):
        return _late(request, closed, draft)
    if draft is None:
        return _page(request, None, None, may_write=may_write)
    if request.method == "POST":
        return _posted(request, draft)
    return _page(request, draft, GridForm(draft), may_write=may_write)


def _posted(request: HttpRequest, draft: RulebookDraft) -> HttpResponse:
    """Store the rows that were changed, or show the form again with what stands against it."""
    form = GridForm(draft, request.POST)
    if STEP in request.POST:
        return _page(request, draft, form.unjudged())
    if not form.is_valid():
        return _page(request, draft, form)
    form.save_over(request.POST.get("over", ""))
    try:
        if form.changed:
            store_rows(draft, form.changed, by=signed_in(request), at=timezone.now())
    except ChangedMeanwhileError as error:
        return _page(request, draft, form, message=str(error))
    except RulebookError as error:  # others wrote to the draft since it was read
        form.place(error.faults)
        return _page(request, draft, form)
    except DraftIsClosedError as error:
        return _late(request, error.draft, open_draft())
    messages.success(request, _said(len(form.changed)))
    return redirect("editing:grid")


def _late(request: HttpRequest, closed: RulebookDraft, draft: RulebookDraft | None) -> HttpResponse:
    """What was typed into a draft that has closed, in the grid of the open one where there is one; nothing stored."""
    late = late_of(closed)
    if draft is None:
        return _page(request, None, GridForm(closed, request.POST).unjudged(), late=late)
    form = GridForm(draft, request.POST).carried_over()
    if STEP in request.POST:
        form.unjudged()
    return _page(request, draft, form, late=late)


def _said(count: int) -> str:
    if not count:
        return "Nothing had changed, so nothing was stored."
    return f"Stored: {count} {'part' if count == 1 else 'parts'} of the grid changed."


def _page(
    request: HttpRequest,
    draft: RulebookDraft | None,
    form: GridForm | None,
    *,
    may_write: bool = True,
    message: str = "",
    late: Late | None = None,
) -> HttpResponse:
    conflicts = form.conflicts() if form is not None and message else []
    if form is not None and late and draft and form.is_valid():
        conflicts = form.conflicts(everywhere=True)
    bad = form is not None and bool(late or message or form.said)
    status = HTTPStatus.CONFLICT if late or message else HTTPStatus.UNPROCESSABLE_ENTITY if bad else HTTPStatus.OK
    context = {
        "title": f"{'Error: ' if bad else ''}The grid",
        "draft": draft,
        "form": form,
        "may_write": may_write,
        "message": message,
        "late": late,
        "conflicts": conflicts,
        "over": " ".join(one.over for one in conflicts),
        "preview_url": reverse("editing:preview", args=("grid",)),
    }
    return render_page(request, "editing/grid.html", context, status)

"""The replay of the open draft: its page, how far it is, start and stop, and the changes as a file."""

from contextlib import suppress
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from hireguide.editing.documents.replay import ReplayPage, build_page, csv_lines, read_choice
from hireguide.editing.models import Replay
from hireguide.editing.selectors.replay import findings, replay_of
from hireguide.editing.services.replay import NothingToCompareError, stop_replay
from hireguide.editing.tasks import begin_replay
from hireguide.editing.views.access import CHANGE, VIEW, signed_in, staff_page
from hireguide.rulebooks.selectors import open_draft
from hireguide.rulebooks.services import DraftIsClosedError
from hireguide.web.htmx import render_page, targets, wants_panel

PAGE = "editing/replay.html"
LIVE_PART = "editing/_replay_live.html"
CHANGES = "replay-changes"
"""The id of what htmx swaps when a choice of changes is made."""

_OPEN_DIAGNOSES = "diagnoses.view_diagnosis"


@staff_page(VIEW)
@require_safe
def replay(request: HttpRequest) -> HttpResponse:
    """The page of the replay of what the open draft says now."""
    if targets(request, CHANGES):
        return render_page(request, LIVE_PART, _context(request), partial="changes")
    return render_page(request, PAGE, _context(request))


@staff_page(VIEW)
@require_safe
def progress(request: HttpRequest) -> HttpResponseBase:
    """The part of the page that moves on, for htmx; to others, the page."""
    if not wants_panel(request):
        return redirect("editing:replay")
    return render_page(request, PAGE, _context(request), partial="live")


@staff_page(CHANGE)
@require_POST
def start(request: HttpRequest) -> HttpResponse:
    """Have a worker replay the draft as it is now, or go on with it."""
    draft = open_draft()
    if draft is not None:
        with suppress(DraftIsClosedError, NothingToCompareError):  # the page says which it is, and what to do
            begin_replay(draft, by=signed_in(request), at=timezone.now())
    return redirect("editing:replay")


@staff_page(CHANGE)
@require_POST
def stop(request: HttpRequest, replay_id: int) -> HttpResponse:
    """Stop the replay; what it has found so far stays."""
    stop_replay(get_object_or_404(Replay, pk=replay_id), by=signed_in(request), at=timezone.now())
    return redirect("editing:replay")


@staff_page(VIEW)
@require_safe
def changes_file(request: HttpRequest) -> HttpResponseBase:
    """The chosen changes as CSV, written as it is read."""
    draft = open_draft()
    found = replay_of(draft) if draft else None
    if found is None or found.is_under_way:
        return redirect("editing:replay")
    choice = read_choice(request.GET, findings(found))
    root = request.build_absolute_uri("/").rstrip("/")
    lines = csv_lines(found, choice, may_open=request.user.has_perm(_OPEN_DIAGNOSES), root=root)
    name = f"replay-{found.pk}-beside-edition-{found.against.number}.csv"
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8", headers=disposition)


def _context(request: HttpRequest) -> dict[str, Any]:
    may_open = request.user.has_perm(_OPEN_DIAGNOSES)
    page: ReplayPage = build_page(open_draft(), request.GET, now=timezone.now(), may_open=may_open)
    return {"title": "Replay", "page": page, "may_change": request.user.has_perm(CHANGE)}

"""What a change does before anyone else sees it: of the whole draft, or of a form that is not stored yet."""

from collections.abc import Iterator, Sequence
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_http_methods, require_safe

from hireguide.editing.documents.impact import build_impact
from hireguide.editing.selectors.impact import impact_of
from hireguide.editing.views.access import VIEW, staff_page
from hireguide.rulebooks.forms import STEP, Said, closed_draft, form_of, typed_into, unsaved_grid, unsaved_row
from hireguide.rulebooks.models import RulebookDraft, Situation
from hireguide.rulebooks.selectors import (
    current_edition,
    document_moved,
    document_without,
    draft_rulebook,
    open_draft,
    read_document,
    rows_of,
    rulebook_of,
)
from hireguide.rules import Rulebook, RulebookError
from hireguide.web.htmx import render_page, targets
from hireguide.web.private import private_page

PAGE, PANEL = "editing/impact.html", "impact"
_GRID = "grid"
_OPEN_DIAGNOSES = "diagnoses.view_diagnosis"
_REMOVE = "remove"  # the button of the page that asks whether to delete a row
_MOVE = "move"  # the buttons of the list of situations; their value is the way
_NOT_KEPT = {"csrfmiddlewaretoken", STEP, _REMOVE, "_save", "_continue", "_addanother"}


@private_page
@staff_page(VIEW)
@require_safe
def impact(request: HttpRequest) -> HttpResponse:
    """What the open draft does in the place of the current edition."""
    draft, edition = open_draft(), current_edition()
    context: dict[str, Any] = {"title": "What the draft does", "draft": draft, "edition": edition}
    if draft and edition:
        context |= _found(request, draft, rulebook_of(edition), draft_rulebook(draft))
    return render_page(request, PAGE, context)


@private_page
@staff_page(VIEW)
@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: HttpRequest, part: str, pk: int | None = None) -> HttpResponseBase:
    """What a posted form of the draft would do if it were saved, or a row's removal or move; nothing is stored."""
    way = request.POST.get(_MOVE, "")
    if pk is not None and part == Situation.part and way in ("up", "down"):
        return _preview_move(request, pk, way)
    removes = pk is not None and _REMOVE in request.POST
    address = _address(part, pk, "delete" if removes else "change")
    if request.method != "POST":
        return redirect(address)
    draft = open_draft()
    context: dict[str, Any] = {"title": "What this change does", "draft": draft, "form_url": address}
    context |= {"posted": list(_posted(request)), "step": STEP, "removes": removes}
    if draft is None or _has_gone(request, draft, part, pk):
        return _answer(request, context | {"has_gone": True}, HTTPStatus.CONFLICT)
    after, faults = _without(draft, part, pk) if removes else _typed(draft, part, pk, request)
    if after is None:
        return _answer(request, context | {"faults": faults}, HTTPStatus.UNPROCESSABLE_ENTITY)
    return _answer(request, context | _found(request, draft, draft_rulebook(draft), after), HTTPStatus.OK)


def _preview_move(request: HttpRequest, pk: int, way: str) -> HttpResponse:
    """What it would do if a situation were looked at earlier, or later, than the one beside it."""
    draft = open_draft()
    form_url = reverse("admin:rulebooks_situation_move", args=[pk, way])
    context: dict[str, Any] = {"title": "What this move does", "draft": draft, "form_url": form_url, "way": way}
    if draft is None:
        return _answer(request, context | {"has_gone": True}, HTTPStatus.CONFLICT)
    row = get_object_or_404(rows_of(draft, Situation), pk=pk)
    after = read_document(document_moved(draft, row, up=way == "up"))
    context |= {"row": row, **_found(request, draft, draft_rulebook(draft), after)}
    return _answer(request, context, HTTPStatus.OK)


def _has_gone(request: HttpRequest, draft: RulebookDraft, part: str, pk: int | None) -> bool:
    """Whether what was posted is of a draft that has closed, or of a row that has gone; the form's page tells which."""
    if closed_draft(request.POST, draft):
        return True
    if pk is None or part == _GRID:
        return False
    kind = form_of(part).model
    return not rows_of(draft, kind).filter(pk=pk).exists() and typed_into(kind, str(pk))[0] is not None


def _typed(
    draft: RulebookDraft, part: str, pk: int | None, request: HttpRequest
) -> tuple[Rulebook | None, Sequence[Said]]:
    """The draft with what was typed in it, or what is wrong with that."""
    unsaved = unsaved_grid(draft, request.POST) if part == _GRID else unsaved_row(draft, part, pk, request.POST)
    form = unsaved[0]
    return (None, form.said) if form.said else (form.rulebook, ())


def _without(draft: RulebookDraft, part: str, pk: int | None) -> tuple[Rulebook | None, Sequence[Said]]:
    """The draft without a row, or what stands against that; Http404 where it has no such row."""
    row = get_object_or_404(rows_of(draft, form_of(part).model), pk=pk)
    try:
        return read_document(document_without(draft, row)), ()
    except RulebookError as error:
        return None, [Said(str(fault), "") for fault in error.faults]


def _address(part: str, pk: int | None, page: str) -> str:
    """Where the form that is previewed lives; Http404 for a part that has none."""
    if part == _GRID:
        return reverse("editing:grid")
    name = form_of(part).model._meta.model_name  # noqa: SLF001 - Django's own
    return reverse(f"admin:rulebooks_{name}_{page}", args=[pk]) if pk else reverse(f"admin:rulebooks_{name}_add")


def _found(request: HttpRequest, draft: RulebookDraft, before: Rulebook, after: Rulebook) -> dict[str, Any]:
    may_open = request.user.has_perm(_OPEN_DIAGNOSES)
    return {"impact": build_impact(impact_of(before, after), draft, may_open=may_open)}


def _posted(request: HttpRequest) -> Iterator[tuple[str, str]]:
    """What was typed, name by name, for a page of its own to keep."""
    for name, values in request.POST.lists():
        if name not in _NOT_KEPT:
            yield from ((name, str(value)) for value in values)


def _answer(request: HttpRequest, context: dict[str, Any], status: HTTPStatus) -> HttpResponse:
    """The panel alone for htmx, without a title: the form's page keeps its own. A whole page to others."""
    if not targets(request, PANEL):
        if status >= HTTPStatus.BAD_REQUEST:
            context["title"] = f"Error: {context['title']}"
        return render_page(request, PAGE, context, status)
    response = HttpResponse(render_to_string(f"{PAGE}#{PANEL}", context, request), status=status)
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    return response

"""Files: a draft or an edition taken out, and a file brought in, which shows what it would do before it does it."""

from collections.abc import Callable
from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from hireguide.editing.documents.impact import build_impact
from hireguide.editing.documents.imports import ImportPreview, fault_list, preview_of
from hireguide.editing.forms.files import ImportForm
from hireguide.editing.models import WaitingImport
from hireguide.editing.resources import read_upload
from hireguide.editing.selectors.impact import impact_of
from hireguide.editing.selectors.imports import get_waiting, incoming_of, incoming_rulebook, seen
from hireguide.editing.services.imports import DraftHasMovedError, apply_import, forget_import, keep_import
from hireguide.editing.views.access import CHANGE, VIEW, signed_in, staff_page
from hireguide.editing.views.confirming import holding
from hireguide.rulebooks.documents.jdm import jdm_text
from hireguide.rulebooks.documents.table import TooLongForACellError, evidence_csv, evidence_xlsx
from hireguide.rulebooks.models import Edition, RulebookDraft
from hireguide.rulebooks.selectors import current_edition, draft_rulebook, get_edition, open_draft, rulebook_of
from hireguide.rules import Rulebook, rulebook_json
from hireguide.web.htmx import render_page
from hireguide.web.tables.faults import FileFaultsError

DRAFT = "draft"
OPEN_DIAGNOSES = "diagnoses.view_diagnosis"
_JSON = "application/json"
_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Each kind of file: how it is made, its content type, and how its name ends.
_KINDS: dict[str, tuple[Callable[[Rulebook], str | bytes], str, str]] = {
    "json": (rulebook_json, _JSON, ".json"),
    "csv": (evidence_csv, "text/csv; charset=utf-8", "-evidence.csv"),
    "xlsx": (evidence_xlsx, _WORKBOOK, "-evidence.xlsx"),
    "jdm": (jdm_text, _JSON, ".jdm.json"),
}


@staff_page(VIEW)
@require_safe
def export(request: HttpRequest, which: str, kind: str) -> HttpResponse:
    """The open draft (`which` is "draft") or an edition (its number) as a file."""
    rulebook, name = _chosen(which)
    make, content_type, end = _KINDS[kind]
    try:
        content = make(rulebook)
    except TooLongForACellError as error:
        messages.error(request, str(error))
        return redirect("editing:draft")
    attachment = f'attachment; filename="{name}{end}"'
    return HttpResponse(content, content_type, headers={"Content-Disposition": attachment})


def _chosen(which: str) -> tuple[Rulebook, str]:
    """The rulebook that is asked for, and what its file is called."""
    if which == DRAFT:
        draft = open_draft()
        if draft is None:
            raise Http404("No draft is open.")
        return draft_rulebook(draft), DRAFT
    try:
        return rulebook_of(get_edition(int(which))), f"edition-{which}"
    except Edition.DoesNotExist:
        raise Http404("There is no such edition.") from None


@staff_page(VIEW)
@require_http_methods(["GET", "HEAD", "POST"])
def import_file(request: HttpRequest) -> HttpResponse:
    """Choose a file to take out, or bring one in; read, it waits for a yes on the page that shows what it would do."""
    if request.method != "POST":
        return _import_page(request, ImportForm())
    who = holding(request, CHANGE)
    form = ImportForm(request.POST, request.FILES)
    if not form.is_valid():
        return _import_page(request, form)
    file = form.cleaned_data["file"]
    try:
        incoming = read_upload(file.name, file)
        incoming_rulebook(incoming, open_draft())
    except FileFaultsError as error:
        return _import_page(request, form, name=file.name, refused=error)
    waiting = keep_import(incoming, by=who, at=timezone.now())
    return redirect("editing:import_confirm", waiting.pk)


@staff_page(CHANGE)
@require_http_methods(["GET", "HEAD", "POST"])
def import_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what a file would do; with a yes to just that, do it."""
    try:
        waiting = get_waiting(pk, by=signed_in(request))
    except WaitingImport.DoesNotExist:
        messages.info(request, "That file is no longer waiting: it was imported, dropped, or another took its place.")
        return redirect("editing:import")
    if request.method == "POST" and "drop" in request.POST:
        forget_import(waiting)
        return redirect("editing:import")
    try:
        if request.method == "POST":
            return _apply(request, waiting)
        return _preview_page(request, waiting)
    except DraftHasMovedError as error:
        return _preview_page(request, waiting, moved=str(error))
    except FileFaultsError as error:
        return _import_page(request, ImportForm(), name=waiting.name, refused=error)


def _apply(request: HttpRequest, waiting: WaitingImport) -> HttpResponse:
    """Import what was shown."""
    draft = open_draft()
    note = f"{waiting.name}: {_preview(waiting, draft)[0].summary}"
    shown, who = request.POST.get("shown", ""), signed_in(request)
    apply_import(waiting, shown=shown, note=note, by=who, at=timezone.now())
    messages.success(request, f"Imported {note}.")
    return redirect("editing:draft")


def _preview(waiting: WaitingImport, draft: RulebookDraft | None) -> tuple[ImportPreview, Rulebook | None, Rulebook]:
    """What the file changes, what stands now (None before anything does), and what would stand."""
    after = incoming_rulebook(incoming_of(waiting), draft)
    edition = current_edition()
    before = draft_rulebook(draft) if draft else rulebook_of(edition) if edition else None
    return preview_of(before or after, after), before, after


def _preview_page(request: HttpRequest, waiting: WaitingImport, *, moved: str = "") -> HttpResponse:
    """What the file would do to the draft as it is now. A yes counts for just this."""
    draft = open_draft()
    preview, before, after = _preview(waiting, draft)
    impact = None
    if draft and before and preview.changes:
        impact = build_impact(impact_of(before, after), draft, may_open=request.user.has_perm(OPEN_DIAGNOSES))
    context = {
        "title": f"{'Error: ' if moved else ''}Import {waiting.name}",
        "waiting": waiting,
        "draft": draft,
        "shown": seen(draft),
        "preview": preview,
        "impact": impact,
        "is_first": before is None,
        "after": after,
        "moved": moved,
    }
    status = HTTPStatus.CONFLICT if moved else HTTPStatus.OK
    return render_page(request, "editing/import_confirm.html", context, status)


def _import_page(
    request: HttpRequest, form: ImportForm, *, name: str = "", refused: FileFaultsError | None = None
) -> HttpResponse:
    """The page that takes a file, with all that is wrong with the last one."""
    is_error = bool(form.errors or refused)
    context = {
        "title": f"{'Error: ' if is_error else ''}Files in and out",
        "form": form,
        "draft": open_draft(),
        "edition": current_edition(),
        "name": name,
        "wrong": fault_list(refused.faults) if refused else None,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if is_error else HTTPStatus.OK
    return render_page(request, "editing/import.html", context, status)

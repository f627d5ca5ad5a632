"""Many companies from a table: brought, shown with all that is wrong, imported in the background after a yes."""

from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hireguide.advising.documents import tables
from hireguide.advising.documents.imports import build_page
from hireguide.advising.forms.imports import TableForm
from hireguide.advising.models import PortfolioImport
from hireguide.advising.resources.companies import MOST_ROWS, read_companies
from hireguide.advising.selectors.imports import (
    faulty_rows,
    import_for,
    imports_of,
    names_taken,
    waiting_for_a_yes,
)
from hireguide.advising.services.imports import (
    NothingIsPublishedError,
    NothingToImportError,
    RowsAreFaultyError,
    drop_import,
    stop_import,
    store_import,
)
from hireguide.advising.tasks import begin_import, forget_later
from hireguide.advising.views.access import desk_page, signed_in
from hireguide.advising.wording.columns import column_words
from hireguide.rulebooks.selectors import current_edition, rulebook_of
from hireguide.web.htmx import render_page, wants_panel
from hireguide.web.tables.faults import FileFaultsError
from hireguide.workspaces.models import Membership
from hireguide.workspaces.selectors import membership_for

LEAVE_OUT = "leave_out"
_SHOWN = 5
_MOST_FAULTS = 100
_REFUSALS: dict[type[Exception], str] = {
    RowsAreFaultyError: "Mend the rows with errors and bring the file again, or choose to leave them out",
    NothingToImportError: "No row can be imported. Mend the file and bring it again",
    NothingIsPublishedError: "No rulebook has been published yet, so there is nothing to judge the answers by. "
    "Ask whoever runs this site",
}


@desk_page
@require_http_methods(["GET", "HEAD", "POST"])
def bring(request: HttpRequest, workspace_id: str) -> HttpResponseBase:
    """Take a table; read, it waits on a page of its own for a yes."""
    member = membership_for(signed_in(request), workspace_id, write=True)
    if request.method != "POST":
        return _bring_page(request, member, TableForm())
    form = TableForm(request.POST, request.FILES)
    if not form.is_valid():
        return _bring_page(request, member, form)
    file, edition = form.cleaned_data["file"], current_edition()
    taken = names_taken(member.user, member.workspace)
    try:
        companies = read_companies(file.name, file, taken=taken, rulebook=rulebook_of(edition) if edition else None)
    except FileFaultsError as error:
        return _bring_page(request, member, form, name=file.name, refused=error)
    now = timezone.now()
    job = store_import(member.workspace, file.name, companies, edition=edition, by=member.user, at=now)
    forget_later(at=now)
    return redirect("advising:import_job", job.public_id)


@desk_page
@require_safe
def template(request: HttpRequest, workspace_id: str, kind: str) -> HttpResponseBase:
    """The empty table to fill in."""
    membership_for(signed_in(request), workspace_id)
    return table_file(tables.template(), "companies", kind)


@desk_page
@require_safe
def job(request: HttpRequest, import_id: str) -> HttpResponseBase:
    """An import: what was read and what is wrong with it, then how far it is, then what came of it."""
    return _job_page(request, import_for(signed_in(request), import_id))


@desk_page
@require_safe
def progress(request: HttpRequest, import_id: str) -> HttpResponseBase:
    """The part of the page that moves on, for htmx; to others, the page."""
    found = import_for(signed_in(request), import_id)
    if not wants_panel(request):
        return redirect("advising:import_job", found.public_id)
    return _job_page(request, found, partial="live")


@desk_page
@require_POST
def confirm(request: HttpRequest, import_id: str) -> HttpResponseBase:
    """The yes: a worker goes at it. Rows with errors are left out only where that was chosen."""
    user = signed_in(request)
    found = import_for(user, import_id, write=True)
    try:
        begin_import(found, leave_out=LEAVE_OUT in request.POST, by=user, at=timezone.now())
    except tuple(_REFUSALS) as error:
        return _job_page(request, found, refused=_REFUSALS[type(error)])
    return redirect("advising:import_job", found.public_id)


@desk_page
@require_POST
def stop(request: HttpRequest, import_id: str) -> HttpResponseBase:
    """Stop an import that is under way: nothing has been imported then."""
    user = signed_in(request)
    found = stop_import(import_for(user, import_id, write=True), by=user)
    return redirect("advising:import_job", found.public_id)


@desk_page
@require_POST
def drop(request: HttpRequest, import_id: str) -> HttpResponseBase:
    """Forget an import that nobody works at, with the rows that became no clients."""
    user = signed_in(request)
    found = import_for(user, import_id, write=True)
    if drop_import(found, by=user, at=timezone.now()):
        return redirect("advising:import", found.workspace_id)
    return redirect("advising:import_job", found.public_id)


@desk_page
@require_safe
def refused(request: HttpRequest, import_id: str, kind: str) -> HttpResponseBase:
    """The rows with errors as a file, each with what is wrong: to be mended and brought again."""
    rows = faulty_rows(import_for(signed_in(request), import_id))
    if not rows.exists():
        raise Http404("No row of this import was refused, or they are no longer kept.")
    return table_file(tables.refused_table(rows), "companies-to-mend", kind)


def table_file(table: tables.Table, name: str, kind: str) -> HttpResponse:
    """A table as a file to download, called `name`."""
    content, content_type = tables.as_file(table, kind)
    disposition = f'attachment; filename="{slugify(name)}.{kind}"'
    return HttpResponse(content, content_type=content_type, headers={"Content-Disposition": disposition})


def _bring_page(
    request: HttpRequest,
    member: Membership,
    form: TableForm,
    *,
    name: str = "",
    refused: FileFaultsError | None = None,
) -> HttpResponse:
    """The page that takes a file, with all that is wrong with the last one."""
    is_error = bool(form.errors or refused)
    faults = refused.faults if refused else ()
    context: dict[str, Any] = {
        "title": f"{'Error: ' if is_error else ''}Import companies",
        "membership": member,
        "form": form,
        "name": name,
        "faults": faults[:_MOST_FAULTS],
        "more_faults": max(len(faults) - _MOST_FAULTS, 0),
        "columns": column_words(),
        "most_rows": MOST_ROWS,
        "waiting": waiting_for_a_yes(member.user, member.workspace),
        "imports": imports_of(member.user, member.workspace)[:_SHOWN],
        "has_edition": current_edition() is not None,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if is_error else HTTPStatus.OK
    return render_page(request, "advising/import.html", context, status)


def _job_page(
    request: HttpRequest, found: PortfolioImport, *, refused: str = "", partial: str = "panel"
) -> HttpResponse:
    """The page of an import; `refused` says what there is against the yes that was said."""
    context = {
        "title": f"{'Error: ' if refused else ''}Import {found.name}",
        "membership": membership_for(signed_in(request), found.workspace_id),
        "page": build_page(found, request.GET.get("page"), now=timezone.now()),
        "refused": refused,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK
    return render_page(request, "advising/import_job.html", context, status, partial)

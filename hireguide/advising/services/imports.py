"""Writes of an import beside the work on it: a table is stored, gets its yes, is stopped, dropped, purged."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.http import Http404

from hireguide.accounts.models import User
from hireguide.advising.models import PortfolioImport, PortfolioRow
from hireguide.advising.selectors.imports import ROWS_KEPT, Company, Counts, counts_of
from hireguide.rulebooks.models import Edition
from hireguide.workspaces.models import Activity, Workspace
from hireguide.workspaces.selectors import hold_account, hold_workspace
from hireguide.workspaces.services import note

State = PortfolioImport.State
UNDER_WAY = (State.WAITING, State.RUNNING)
_BATCH = 1_000
_LONGEST_NAME = 200


class RowsAreFaultyError(Exception):
    """A yes was said to all rows, and some of them can't be imported."""


class NothingToImportError(Exception):
    """There is no row that could be imported."""


class NothingIsPublishedError(Exception):
    """There are answers to judge, and no edition to judge them by."""


@transaction.atomic
def store_import(
    workspace: Workspace, name: str, companies: Sequence[Company], *, edition: Edition | None, by: User, at: datetime
) -> PortfolioImport:
    """Store a table that was read and checked with `edition`, until somebody says yes to it. What else `by` brought to
    this workspace and waits for a yes goes. Raises as `hold_workspace`.
    """
    hold_workspace(workspace, by=by)
    hold_account(by)
    PortfolioImport.objects.filter(workspace=workspace, by=by, state=State.CHECKED).delete()
    job = PortfolioImport.objects.create(
        workspace=workspace, name=name[:_LONGEST_NAME], edition=edition, by=by, begun_at=at
    )
    rows = (
        PortfolioRow(
            batch=job,
            number=company.number,
            details=company.details,
            profile=company.profile,
            dont_know=list(company.dont_know),
            cells=company.cells,
            faults=[list(fault) for fault in company.faults],
        )
        for company in companies
    )
    PortfolioRow.objects.bulk_create(rows, batch_size=_BATCH)
    return job


@transaction.atomic
def confirm_import(job: PortfolioImport, *, leave_out: bool, by: User) -> PortfolioImport:
    """Let a worker make clients of the rows; with `leave_out` only of those with which nothing is wrong. One that is
    under way or done stays as it is; one that was stopped goes on where it was. Whoever says yes is who adds them.

    Raises RowsAreFaultyError, NothingToImportError, NothingIsPublishedError, Http404 where the import has gone, and as
    `hold_workspace`.
    """
    held = _held(job, by=by)
    if held.state not in (State.CHECKED, State.STOPPED):
        return held
    counts = counts_of(held)
    _refuse(held, counts, leave_out=leave_out)
    held.state, held.total, held.by, held.trouble = State.WAITING, counts.answered, by, ""
    held.save(update_fields=["state", "total", "by", "trouble"])
    hold_account(by)
    return held


@transaction.atomic
def stop_import(job: PortfolioImport, *, by: User) -> PortfolioImport:
    """Stop an import that waits or runs: no client has been made yet. A finished one stays finished. Raises Http404
    where it has gone, and as `hold_workspace`.
    """
    held = _held(job, by=by)
    if held.state in UNDER_WAY:
        set_aside(held, State.STOPPED)
    return held


@transaction.atomic
def drop_import(job: PortfolioImport, *, by: User, at: datetime) -> bool:
    """Forget an import that nobody works at, with its rows; clients that it made stay. Returns whether it was. Raises
    Http404 where it has gone, and as `hold_workspace`.
    """
    held = _held(job, by=by)
    if held.state in UNDER_WAY:
        return False
    held.delete()
    note(held.workspace, Activity.Kind.PORTFOLIO, f"dropped the import of {held.name}", who=by, at=at)
    return True


@transaction.atomic
def purge_imports(*, now: datetime) -> int:
    """Delete the imports whose rows have been kept long enough; clients that they made stay. Returns how many."""
    old = Q(finished_at__lte=now - ROWS_KEPT) | Q(
        begun_at__lte=now - ROWS_KEPT, state__in=(State.CHECKED, State.STOPPED)
    )
    jobs = PortfolioImport.objects.filter(old).exclude(state__in=UNDER_WAY)
    # Held first: whoever says yes meanwhile finds all of it, or nothing.
    held = list(jobs.select_for_update().order_by("pk").values_list("pk", flat=True))
    PortfolioRow.objects.filter(batch__in=held).delete()
    return PortfolioImport.objects.filter(pk__in=held).delete()[0]


def set_aside(job: PortfolioImport, state: PortfolioImport.State, trouble: str = "") -> None:
    """Nobody's to work at for now."""
    job.state, job.trouble, job.worker, job.leased_until = state, trouble, "", None
    job.save(update_fields=["state", "trouble", "worker", "leased_until"])


def _refuse(job: PortfolioImport, counts: Counts, *, leave_out: bool) -> None:
    """Raises where there is something against a yes."""
    if not counts.good:
        raise NothingToImportError
    if counts.faulty and not leave_out:
        raise RowsAreFaultyError
    if counts.answered and job.edition_id is None:
        raise NothingIsPublishedError


def _held(job: PortfolioImport, *, by: User) -> PortfolioImport:
    """The import as it is now, its row held until the transaction ends, after its workspace."""
    hold_workspace(job.workspace, by=by)
    held = PortfolioImport.objects.select_for_update(of=("self",)).select_related("workspace").filter(pk=job.pk).first()
    if held is None:
        raise Http404("This import was dropped meanwhile.")
    return held

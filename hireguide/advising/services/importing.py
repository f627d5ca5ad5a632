"""The work on an import: its rows judged step by step under a lease, then all clients made at once.

A step stores what it judged and how far it got in one transaction; the end is one transaction, too. So whoever is
killed, and whoever goes on, there are either none of the clients or all of them, each once.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from django.conf import settings
from django.db import DatabaseError, transaction
from django.db.models import Q
from django.http import Http404

from hireguide.advising.models import PortfolioImport, PortfolioRow
from hireguide.advising.selectors.imports import clashes, good_rows, rows_to_judge, taken_message
from hireguide.advising.services.imports import UNDER_WAY, State, set_aside
from hireguide.advising.wording.columns import written
from hireguide.diagnoses.selectors import foresee_under
from hireguide.diagnoses.services.many import Judged, keep_judged
from hireguide.rules import parse_profile
from hireguide.web.folding import folded
from hireguide.workspaces.models import Activity, Client, Membership
from hireguide.workspaces.selectors import hold_workspace
from hireguide.workspaces.services import ClientDetails, note
from hireguide.workspaces.services.many import add_clients

Clock = Callable[[], datetime]
STEP = 100
_CHUNK = 500
_LEFT = "Whoever began this import may no longer change this workspace. Nothing was imported"


class ImportBrokeOffError(Exception):
    """An import broke off: which, and by what kind of error. The queue stores and logs what is raised with all that led
    to it, and what broke holds names and answers: so that is not told."""


def run_import(import_id: int, *, worker: str, clock: Clock) -> PortfolioImport:
    """Go on with an import until it is finished, stopped or somebody else's; returns it as it is then.

    `worker` names who holds the lease, as nobody else does; while another holds it nothing is done. Raises
    ImportBrokeOffError where it can't be judged, when it is stopped and says why, or the database fails; and
    PortfolioImport.DoesNotExist where it went with its workspace.
    """
    try:
        return _worked_on(import_id, worker, clock)
    except (Http404, PortfolioImport.DoesNotExist):
        raise PortfolioImport.DoesNotExist from None
    except Exception as error:  # noqa: BLE001
        broke = type(error).__name__
    # Out of the handler, so that it has no context: what broke is gone with it.
    raise ImportBrokeOffError(f"The import {import_id} broke off ({broke}).")


def _worked_on(import_id: int, worker: str, clock: Clock) -> PortfolioImport:
    if not _take_lease(import_id, worker, clock()):
        return PortfolioImport.objects.get(pk=import_id)
    work = _Work(PortfolioImport.objects.select_related("edition", "workspace").get(pk=import_id), worker, clock)
    try:
        while work.step():
            pass
    except (Http404, DatabaseError):
        raise  # it went with its workspace; or nothing can be written now, and whoever finds the lease lapsed goes on
    except Exception as error:
        _give_up(work, error)
        raise
    work.job.refresh_from_db()
    return work.job


def lease() -> timedelta:
    """How long a worker may be silent before the import is anybody's."""
    return timedelta(seconds=settings.REPLAY_LEASE_SECONDS)


def _take_lease(import_id: int, worker: str, now: datetime) -> bool:
    """Whether the import is now this worker's to do: one statement, so that only one of two gets it."""
    free = Q(leased_until__isnull=True) | Q(leased_until__lte=now)
    waiting = PortfolioImport.objects.filter(free, pk=import_id, state__in=UNDER_WAY)
    return waiting.update(state=State.RUNNING, worker=worker, leased_until=now + lease()) == 1


@transaction.atomic
def _give_up(work: "_Work", error: Exception) -> None:
    """Stop an import that can't be judged: another try would break at the same row. What broke holds answers, and is
    not told."""
    held = work.held()
    if held is not None:
        trouble = f"It broke off after {held.done:,} rows ({type(error).__name__}). Nothing was imported"
        set_aside(held, State.STOPPED, trouble)


@dataclass
class _Work:
    """One worker's turn at an import."""

    job: PortfolioImport
    worker: str
    clock: Clock

    def step(self) -> bool:
        """Judge the next rows; where none is left, make the clients. False when there is nothing left to do here."""
        rows = list(rows_to_judge(self.job).filter(result__isnull=True)[:STEP])
        for row in rows:
            row.result = self._judged(row)
        with transaction.atomic():
            if not rows:
                # Nobody adds or renames a client between looking and making; `_finish` asks who said yes.
                hold_workspace(self.job.workspace, by=None)
            held = self.held()
            if held is None:
                return False
            if not rows:
                _finish(held, self.clock())
                return False
            # One statement, at half the price of bulk_update: each row is there, and keeps all but its result.
            PortfolioRow.objects.bulk_create(
                rows, update_conflicts=True, unique_fields=["id"], update_fields=["result"]
            )
            held.done += len(rows)
            held.leased_until = self.clock() + lease()
            held.save(update_fields=["done", "leased_until"])
            self.job = held
        return True

    def held(self) -> PortfolioImport | None:
        """The import, locked, if it is still this worker's and nobody has gone on with it; None if not."""
        running = PortfolioImport.objects.select_for_update(of=("self",)).select_related("edition", "workspace", "by")
        mine = running.filter(state=State.RUNNING, worker=self.worker, done=self.job.done)
        return mine.filter(pk=self.job.pk).first()

    def _judged(self, row: PortfolioRow) -> dict[str, Any]:
        edition = self.job.edition
        if edition is None:
            raise LookupError("An import with answers waits without an edition.")
        return foresee_under(edition, parse_profile(row.profile))


def _finish(job: PortfolioImport, now: datetime) -> None:
    """Make all clients with their diagnoses; or none, and say why."""
    if not _may_still(job):
        set_aside(job, State.STOPPED, _LEFT)
        return
    if _names_were_taken(job):
        return
    count = 0
    for rows in _chunks(good_rows(job).iterator(chunk_size=_CHUNK)):
        _make(job, rows, now)
        count += len(rows)
    good_rows(job).delete()
    set_aside(job, State.DONE)
    job.total = job.done = count
    job.finished_at = now
    job.save(update_fields=["total", "done", "finished_at"])
    clients = f"{count:,} client{'' if count == 1 else 's'}"
    note(job.workspace, Activity.Kind.PORTFOLIO, f"imported {clients} from {job.name}", who=job.by, at=now)


def _may_still(job: PortfolioImport) -> bool:
    member = Membership.objects.filter(workspace=job.workspace_id, user=job.by_id).first()
    return member is not None and member.may_write


def _names_were_taken(job: PortfolioImport) -> bool:
    """Whether clients have got names of rows since these were checked: then those rows are faulty, and ask again."""
    names = Client.objects.filter(workspace=job.workspace_id).order_by().values_list("name_folded", "name")
    taken = dict(names)
    found = clashes(job, taken)
    for row in found:
        row.faults = [["name", taken_message(taken[folded(row.details["name"])])]]
        row.cells = written(row.details, row.profile, row.dont_know)
        row.save(update_fields=["faults", "cells"])
    if found:
        which = "the name of 1 row" if len(found) == 1 else f"the names of {len(found):,} rows"
        set_aside(job, State.CHECKED, f"While it ran, clients were added that have {which}. Nothing was imported")
    return bool(found)


def _chunks(rows: Iterator[PortfolioRow]) -> Iterator[Sequence[PortfolioRow]]:
    while chunk := list(islice(rows, _CHUNK)):
        yield chunk


def _make(job: PortfolioImport, rows: Sequence[PortfolioRow], now: datetime) -> None:
    """Clients of some rows, and diagnoses of those that were judged."""
    told = [(dict(row.details), row) for row in rows]
    companies = [(details.pop("tags"), details) for details, _ in told]
    clients = add_clients(
        job.workspace, [(ClientDetails(**details), tags) for tags, details in companies], by=job.by, at=now
    )
    judged = [
        Judged(client, row.result, row.dont_know)
        for client, row in zip(clients, rows, strict=True)
        if row.result is not None
    ]
    if judged and job.edition is not None:
        keep_judged(judged, edition=job.edition, by=job.by, now=now)

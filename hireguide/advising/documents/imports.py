"""What the page of an import shows: what was read, what is wrong row by row, how far it is, what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.paginator import Page, Paginator

from hireguide.advising.models import PortfolioImport, PortfolioRow
from hireguide.advising.selectors.imports import Counts, counts_of, faulty_rows, first_rows
from hireguide.advising.wording.columns import NO_NAME
from hireguide.rulebooks.selectors import current_edition
from hireguide.rules import FIELDS

PAGE_SIZE = 50
_PATIENCE = timedelta(seconds=15)
_SHOWN = 80
State = PortfolioImport.State


@dataclass(frozen=True, slots=True)
class RowRead:
    """A row as it was read: its number, the client, and how many answers it gives."""

    number: int
    details: dict[str, Any]
    answers: int


@dataclass(frozen=True, slots=True)
class FaultyLine:
    """A row with which something is wrong: its number, its company as far as it could be read, and every fault."""

    number: int
    company: str
    faults: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class ImportPage:
    """An import as it is now. `faulty` is a page of the rows with which something is wrong, and `faulty_lines` says
    what; `first` are a few others. `is_silent` says that nobody seems to work on it, `is_outdated` that a newer edition
    than its own is published.
    """

    job: PortfolioImport
    counts: Counts
    faulty: Page[PortfolioRow]
    faulty_lines: tuple[FaultyLine, ...]
    first: tuple[RowRead, ...]
    percent: int
    is_silent: bool
    is_outdated: bool

    @property
    def is_under_way(self) -> bool:
        """Whether it waits for a worker or one is at it."""
        return self.job.state in (State.WAITING, State.RUNNING)

    @property
    def is_making(self) -> bool:
        """Whether all is judged, and the clients are being made."""
        return self.job.state == State.RUNNING and self.job.done >= self.job.total

    @property
    def announcement(self) -> str:
        """What there is to say aloud once it has ended."""
        if self.job.state == State.DONE:
            return f"The import is done: {self.job.total:,} client{'' if self.job.total == 1 else 's'} added"
        return "The import was stopped. Nothing was imported" if self.job.state == State.STOPPED else ""


def build_page(job: PortfolioImport, asked: str | None, *, now: datetime) -> ImportPage:
    """The page of an import; `asked` is the page of its faults that the address asks for."""
    edition = current_edition()
    waits = job.state in (State.CHECKED, State.STOPPED)
    faulty = Paginator(faulty_rows(job), PAGE_SIZE).get_page(asked)
    return ImportPage(
        job=job,
        counts=counts_of(job),
        faulty=faulty,
        faulty_lines=tuple(FaultyLine(row.number, _company(row), row.faults) for row in faulty),
        first=tuple(_read(first_rows(job))) if waits else (),
        percent=100 * job.done // job.total if job.total else 100,
        is_silent=_is_silent(job, now),
        is_outdated=waits and edition is not None and edition.pk != job.edition_id,
    )


def _read(rows: Sequence[PortfolioRow]) -> list[RowRead]:
    return [
        RowRead(row.number, row.details, len([*filter(FIELDS.__contains__, row.profile), *row.dont_know]))
        for row in rows
    ]


def _company(row: PortfolioRow) -> str:
    """What stands under “Company”, shortened; what can't be read, such as a formula, is kept nowhere."""
    if name := row.cells.get("name", ""):
        return name if len(name) <= _SHOWN else f"{name[:_SHOWN]}…"
    return "no name" if dict(row.faults).get("name", NO_NAME) == NO_NAME else "not readable"


def _is_silent(job: PortfolioImport, now: datetime) -> bool:
    if job.state == State.RUNNING:
        return job.leased_until is None or job.leased_until <= now
    return job.state == State.WAITING and now - job.begun_at > _PATIENCE

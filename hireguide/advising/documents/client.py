"""A client's diagnoses on a time line, and the path of its dot over the grid."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.dateformat import format as format_date
from django.utils.timezone import localtime

from hireguide.advising.documents.clients import Staleness, staleness
from hireguide.advising.models import FollowUp
from hireguide.diagnoses.documents.figures import listed, number, points
from hireguide.diagnoses.documents.reasons import cell_name, short_title
from hireguide.diagnoses.models import Diagnosis, Override
from hireguide.rules import GAPS, Rulebook
from hireguide.web.grid_path import PathPicture, Stop

Gaps = Mapping[str, Mapping[str, Any]]
Rulebooks = Mapping[str, Rulebook]
"""Digest → rulebook, of all editions that some diagnoses rest on."""

BANDS = {"none": "no gap", "some": "some gap", "large": "a large gap"}


@dataclass(frozen=True, slots=True)
class GapNow:
    """A gap at one time: its points and band, and what it gained or lost since the diagnosis before, or ""."""

    gap: str
    words: str
    since: str


@dataclass(frozen=True, slots=True)
class Instead:
    """A verdict that somebody put beside the rules'."""

    verdict: str
    title: str
    by: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One diagnosis on the time line. `number` counts from the client's first, as the dots of the picture do.

    `instead` is the override that stands. `before` is the public id of the diagnosis before it, "" for the first.
    `off_cell` is what the cell of its dot says where something else decided, else "".
    """

    number: int
    public_id: str
    made_at: datetime
    verdict: str
    title: str
    off_cell: str
    is_settled: bool
    edition: int
    kept_by: str
    gaps: tuple[GapNow, ...]
    instead: Instead | None
    more_overrides: int
    look_again: Staleness
    follow_ups: tuple[FollowUp, ...]
    same_answers: bool
    may_be_judged_again: bool
    before: str


@dataclass(frozen=True, slots=True)
class Path:
    """The dots of diagnoses that can be laid over one another, and the editions they rest on, in words; `key` tells
    paths apart."""

    key: str
    editions: str
    picture: PathPicture


@dataclass(frozen=True, slots=True)
class TimeLine:
    """Some of a client's diagnoses, the newest first, and a path for each grid that they were judged by."""

    entries: tuple[Entry, ...]
    paths: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Today:
    """What a time line is told by: the day, the digest of today's edition ("" before the first) and the rulebooks."""

    day: date
    current: str
    rulebooks: Rulebooks


def time_line(some: Sequence[Diagnosis], *, shown: int, first_number: int, today: Today) -> TimeLine:
    """From the newest `shown` of some diagnoses as `some_diagnoses` gives them; the newest has `first_number`."""
    judged = {(_answers_of(kept), kept.edition.digest) for kept in some}
    before: list[Diagnosis | None] = [*some[1:], None]
    numbered = [(first_number - place, kept) for place, kept in enumerate(some[:shown])]
    return TimeLine(
        entries=tuple(
            _entry(place, kept, earlier, today, was_judged=(_answers_of(kept), today.current) in judged)
            for (place, kept), earlier in zip(numbered, before, strict=False)
        ),
        paths=tuple(_paths(numbered, today.rulebooks)),
    )


def day_of(at: datetime) -> str:
    """A day in words."""
    return format_date(localtime(at), "j F Y")


def instead_of(overrides: Sequence[Override]) -> Instead | None:
    """The override that stands, of those of one diagnosis with the newest first."""
    if not overrides:
        return None
    newest = overrides[0]
    by = str(newest.by or "somebody who has left")
    return Instead(newest.verdict, short_title(newest.verdict), by, newest.at, newest.reason)


def grid_of(rulebook: Rulebook) -> tuple[Any, Any]:
    """What has to be the same for two dots to stand in one picture: the thresholds, and what each cell calls for."""
    names = {bands: (cell.verdict, cell_name(cell.verdict)) for bands, cell in rulebook.grid.items()}
    return rulebook.bands, names


def points_of(gaps: Gaps) -> dict[str, int]:
    """The points of both gaps."""
    return {gap: gaps[gap]["points"] for gap in GAPS}


def gap_words(reading: Mapping[str, Any]) -> str:
    """A gap's points and band."""
    return f"{points(reading['points'])}, {BANDS[reading['band']]}"


def _entry(place: int, kept: Any, before: Any | None, today: Today, *, was_judged: bool) -> Entry:
    overrides = list(kept.overrides.all())
    return Entry(
        number=place,
        public_id=kept.public_id,
        made_at=kept.made_at,
        verdict=kept.verdict,
        title=kept.title,
        off_cell=_off_cell(kept, today.rulebooks),
        is_settled=kept.settled,
        edition=kept.edition.number,
        kept_by=str(kept.made_by or ""),
        gaps=tuple(_gap(gap, kept, before, today.rulebooks) for gap in GAPS),
        instead=instead_of(overrides),
        more_overrides=max(len(overrides) - 1, 0),
        look_again=staleness(kept, today=today.day),
        follow_ups=tuple(kept.follow_ups.all()),
        same_answers=kept.again_of_id is not None,
        may_be_judged_again=bool(today.current) and kept.edition.digest != today.current and not was_judged,
        before=before.public_id if before else "",
    )


def _off_cell(kept: Any, rulebooks: Rulebooks) -> str:
    execution, strategy = (kept.gaps[gap]["band"] for gap in GAPS)
    verdict = rulebooks[kept.edition.digest].grid[execution, strategy].verdict
    return "" if verdict == kept.verdict else short_title(verdict)


def _gap(gap: str, kept: Any, before: Any | None, rulebooks: Rulebooks) -> GapNow:
    reading = kept.gaps[gap]
    return GapNow(gap, gap_words(reading), _since(gap, kept, before, rulebooks))


def _since(gap: str, kept: Any, before: Any | None, rulebooks: Rulebooks) -> str:
    if before is None:
        return ""
    one, other = rulebooks[before.edition.digest], rulebooks[kept.edition.digest]
    if grid_of(one) != grid_of(other):
        return "on another grid before"
    moved = kept.gaps[gap]["points"] - before.gaps[gap]["points"]
    return f"{'+' if moved > 0 else ''}{number(moved)} since the one before" if moved else "as before"


def _paths(numbered: Sequence[tuple[int, Any]], rulebooks: Rulebooks) -> Iterator[Path]:
    """A path for each grid, the newest first; its stops in the order of time."""
    left = list(numbered)
    while left:
        grid = grid_of(rulebooks[left[0][1].edition.digest])
        same = [each for each in left if grid_of(rulebooks[each[1].edition.digest]) == grid]
        left = [each for each in left if each not in same]
        stops = [Stop(str(place), day_of(kept.made_at), points_of(kept.gaps)) for place, kept in reversed(same)]
        editions = sorted({kept.edition.number for _, kept in same})
        yield Path(str(editions[-1]), editions_named(editions), PathPicture(*grid, stops))


def editions_named(numbers: Sequence[int]) -> str:
    """Editions by number, in words."""
    return f"edition{'s' if len(numbers) > 1 else ''} {listed([str(each) for each in numbers])}"


def _answers_of(kept: Diagnosis) -> int:
    """The first diagnosis of the same answers, by its number in the database."""
    return kept.again_of_id or kept.pk

"""A client today and what could become of it, side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hireguide.advising.documents.client import Gaps, gap_words, grid_of, points_of
from hireguide.diagnoses.documents.costs import costs
from hireguide.diagnoses.documents.notes import Citations
from hireguide.diagnoses.documents.what_if import Changed, facts_of, kept_changes, what_if_title
from hireguide.diagnoses.models import Diagnosis
from hireguide.rules import FIELDS, GAPS, Rulebook
from hireguide.web.grid_path import PathPicture, Stop

NO_COST = "No seat to fill, so nothing to pay for one."


@dataclass(frozen=True, slots=True)
class Column:
    """One of those side by side: today, whose `mark` is "", or a what-if. `name` is what it is called here, and
    `given_name` what somebody called it, or "". `changes` are what differs from the answers that it was made from;
    `aged` says that those are no longer today's.
    """

    mark: str
    name: str
    given_name: str
    public_id: str
    made_at: datetime
    edition: int
    verdict: str
    title: str
    because: str
    is_settled: bool
    gaps: tuple[tuple[str, str], ...]
    cost: str
    changes: tuple[Changed, ...]
    aged: bool
    is_drawn: bool


@dataclass(frozen=True, slots=True)
class Scenarios:
    """Today and the chosen what-ifs; `picture` holds those that today's grid can hold."""

    columns: tuple[Column, ...]
    picture: PathPicture

    @property
    def left_out(self) -> tuple[str, ...]:
        """What the picture cannot hold, by name."""
        return tuple(column.name for column in self.columns if not column.is_drawn)


def listed_name(what_if: Any) -> str:
    """What a what-if of a list is called, as `what_ifs_listed` gives it: its own name, else what is changed in it."""
    own, then = what_if.own, what_if.then
    return what_if.name or what_if_title([name for name in FIELDS if own.get(name) != then.get(name)])


def build_scenarios(today: tuple[Diagnosis, Rulebook], chosen: Sequence[tuple[Diagnosis, Rulebook]]) -> Scenarios:
    """From a client's newest diagnosis and some of its what-ifs, each whole, with its rulebook."""
    kept, rulebook = today
    columns = [_column("", kept, rulebook, today=today)]
    columns += [_column(str(place), what_if, book, today=today) for place, (what_if, book) in enumerate(chosen, 1)]
    results = [kept.result, *(what_if.result for what_if, _ in chosen)]
    stops = [
        Stop(column.mark or column.name, column.name, points_of(result["gaps"]))
        for column, result in zip(columns, results, strict=True)
        if column.is_drawn
    ]
    return Scenarios(tuple(columns), PathPicture(*grid_of(rulebook), stops, from_first=True))


def _column(mark: str, kept: Diagnosis, rulebook: Rulebook, *, today: tuple[Diagnosis, Rulebook]) -> Column:
    result = kept.result
    decided = result["decided_by"]
    changes = kept_changes(result, kept.own_result, kept.dont_know) if kept.own_result else ()
    own = kept.own_result or result
    return Column(
        mark=mark,
        name=(kept.name or what_if_title([change.field for change in changes])) if mark else "Today",
        given_name=kept.name,
        public_id=kept.public_id,
        made_at=kept.made_at,
        edition=kept.edition.number,
        verdict=kept.verdict,
        title=result["title"],
        because=decided["because"] if decided else "",
        is_settled=result["settled"],
        gaps=_gaps(result["gaps"]),
        cost=costs(result, rulebook, facts_of(result), Citations(rulebook.sources)).whole or NO_COST,
        changes=changes,
        aged=facts_of(own) != facts_of(today[0].result),
        is_drawn=grid_of(rulebook) == grid_of(today[1]),
    )


def _gaps(gaps: Gaps) -> tuple[tuple[str, str], ...]:
    return tuple((gap, gap_words(gaps[gap])) for gap in GAPS)

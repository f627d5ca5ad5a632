"""One company under two rulebooks: both verdicts, both places on the grid, and what each gap gains and loses."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from hireguide.diagnoses.documents.document import picture
from hireguide.diagnoses.documents.figures import number_range, points
from hireguide.rules import GAPS, Rulebook
from hireguide.web.grid import GridPicture

Result = Mapping[str, Any]

_BANDS = {"none": "no gap", "some": "some gap", "large": "a large gap"}


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one rulebook, called `name`, says of a company; `result` is as `judge_under` gives it."""

    name: str
    rulebook: Rulebook
    result: Result


@dataclass(frozen=True, slots=True)
class Line:
    """A reason that comes, goes or weighs otherwise; `before` are the points that it had, where it had others."""

    gap: str
    points: int
    text: str
    before: int | None = None


@dataclass(frozen=True, slots=True)
class GapMove:
    """One gap under both, in words, and the reasons that make the difference."""

    gap: str
    before: str
    after: str
    comes: tuple[Line, ...]
    goes: tuple[Line, ...]
    weighs: tuple[Line, ...]

    @property
    def is_same(self) -> bool:
        """Whether no reason comes, goes or weighs otherwise, and the points mean the same."""
        return self.before == self.after and not (self.comes or self.goes or self.weighs)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A grid with what it is called: "" where both places stand in one picture."""

    name: str
    picture: GridPicture


def drawn(before: Judgement, after: Judgement) -> tuple[Drawn, ...]:
    """Both places in one picture, or in one each where thresholds or cells differ: those can't be laid over another."""
    one, other = picture(before.result, before.rulebook), picture(after.result, after.rulebook)
    if (one.bands, one.cell_names) != (other.bands, other.cell_names):
        return Drawn(before.name, one), Drawn(after.name, other)
    return (Drawn("", replace(other, ranges=None, own=one.points, names=(before.name, after.name))),)


def gap_moves(before: Result, after: Result) -> tuple[GapMove, ...]:
    """Both gaps, each from one result to the other."""
    return tuple(_gap_move(gap, before, after) for gap in GAPS)


def standing(reading: Mapping[str, Any]) -> str:
    """A gap's points and band, and what open answers leave of them."""
    low, high = reading["range"]
    still_open = "" if low == high else f"; open answers leave {number_range(low, high)}"
    return f"{points(reading['points'])}, {_BANDS[reading['band']]}{still_open}"


def _gap_move(gap: str, before: Result, after: Result) -> GapMove:
    one, other = (
        {reason["rule"]: reason for reason in each["reasons"] if reason["gap"] == gap} for each in (before, after)
    )
    return GapMove(
        gap=gap,
        before=standing(before["gaps"][gap]),
        after=standing(after["gaps"][gap]),
        comes=tuple(_line(reason) for rule, reason in other.items() if rule not in one),
        goes=tuple(_line(reason) for rule, reason in one.items() if rule not in other),
        weighs=tuple(
            _line(reason, one[rule]["points"])
            for rule, reason in other.items()
            if rule in one and one[rule]["points"] != reason["points"]
        ),
    )


def _line(reason: Mapping[str, Any], before: int | None = None) -> Line:
    return Line(reason["gap"], reason["points"], reason["because"], before)

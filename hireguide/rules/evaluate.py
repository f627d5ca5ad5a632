"""The known reading: what the answers given say, unknown evidence adding nothing and unknown situations not holding."""

from dataclasses import dataclass

from hireguide.rules.compiled import Compiled
from hireguide.rules.conditions import BANDS
from hireguide.rules.faults import ImpossibleProfile
from hireguide.rules.fields import Facts
from hireguide.rules.rulebook import Cell, Situation


@dataclass(frozen=True, slots=True)
class Reading:
    """What fired (`boxes` that hold, `fired` rules), the points and band of both gaps, and what decided."""

    boxes: int
    fired: int
    points: tuple[int, int]
    bands: tuple[str, str]
    situation: Situation | None
    cell: Cell

    @property
    def verdict(self) -> str:
        """The verdict of the situation that decides, else of the cell."""
        return (self.situation or self.cell).verdict


def band(thresholds: tuple[int, int], points: int) -> str:
    """The band that points fall into.

    >>> band((4, 8), 3), band((4, 8), 4), band((4, 8), 8)
    ('none', 'some', 'large')
    """
    return BANDS[(points >= thresholds[0]) + (points >= thresholds[1])]


def read(compiled: Compiled, facts: Facts) -> Reading:
    """The known reading of `facts`; raises ImpossibleProfile where they cannot be true together."""
    boxes = compiled.standing(facts)
    fired = compiled.fired(boxes)
    refusing = fired & compiled.impossible
    if refusing:
        raise ImpossibleProfile(compiled.situation_of[refusing & -refusing].because)
    deciding = fired & compiled.situations
    situation = compiled.situation_of[deciding & -deciding] if deciding else None
    rulebook = compiled.rulebook
    execution, strategy = compiled.ledger.points(fired)
    bands = band(rulebook.bands["execution"], execution), band(rulebook.bands["strategy"], strategy)
    return Reading(boxes, fired, (execution, strategy), bands, situation, rulebook.grid[bands])

"""What the rules that hold come to, read off as fast as it goes."""

from typing import NamedTuple

from hireguide.rules.compiled import Compiled
from hireguide.rules.conditions import BANDS
from hireguide.rules.verdict import Reason


class Judged(NamedTuple):
    """One profile's outcome: the verdict (`impossible` where it is refused) and the points of both gaps.

    `fired`: the bits of the rules that hold by what is known.
    """

    verdict: str
    execution: int
    strategy: int
    fired: int
    compiled: Compiled

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """The evidence that holds, in the rulebook's order."""
        return self.compiled.ledger.reasons(self.fired)

    @property
    def situation(self) -> str | None:
        """The key of the situation that decides, or refuses; None where the grid decides."""
        held = self.fired & (self.compiled.impossible | self.compiled.situations)
        return self.compiled.situation_of[held & -held].key if held else None


_new = tuple.__new__  # what a named tuple's own makes of it, without the detour


class Scales:
    """Reads the boxes that hold as a verdict, as fast as it goes."""

    def __init__(self, compiled: Compiled) -> None:
        self.compiled = compiled
        self._heads = compiled.impossible | compiled.situations
        self._verdict_of = {bit: rule.verdict for bit, rule in compiled.situation_of.items()}
        grid = compiled.rulebook.grid
        self._grid = [[grid[execution, strategy].verdict for strategy in BANDS] for execution in BANDS]
        self._points = compiled.ledger.points
        self._several, self._single, self._guards = compiled.several, compiled.single, compiled.guards
        self._bands = *compiled.rulebook.bands["execution"], *compiled.rulebook.bands["strategy"]

    def weigh(self, boxes: int) -> Judged:
        """The outcome of the boxes that hold."""
        several = self._several
        fired = (boxes & self._single) | (((boxes & several) + several) & self._guards)
        execution, strategy = self._points(fired)
        held = fired & self._heads
        if held:
            verdict = self._verdict_of[held & -held]
        else:
            some, large, some_strategy, large_strategy = self._bands
            row = self._grid[(execution >= some) + (execution >= large)]
            verdict = row[(strategy >= some_strategy) + (strategy >= large_strategy)]
        return _new(Judged, (verdict, execution, strategy, fired, self.compiled))

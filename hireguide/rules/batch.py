"""Judging many profiles by one rulebook: verdict, points and the rules that fired; reasons when they are asked for."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from hireguide.rules.compiled import Compiled, compile_rulebook
from hireguide.rules.conditions import BANDS
from hireguide.rules.faults import ImpossibleProfile
from hireguide.rules.fields import Facts
from hireguide.rules.judging import judge
from hireguide.rules.rulebook import IMPOSSIBLE, Rulebook
from hireguide.rules.space import space_of
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


def judge_all(rulebook: Rulebook, profiles: Iterable[Facts]) -> Iterator[Judged]:
    """The outcomes of `profiles`, in order; `facts` as `parse_profile` gives them.

    What open answers leave possible counts as in `judge`, which the profiles that leave any pass through; a profile
    without completions is impossible, too.
    """
    compiled = compile_rulebook(rulebook)
    space = space_of(compiled)
    weigh, standing_of, whole = Scales(compiled).weigh, compiled.standing, space.whole
    for facts in profiles:
        standing = standing_of(facts)
        judged = weigh(standing)
        if judged.verdict != IMPOSSIBLE and not whole(facts, standing):
            judged = judged._replace(verdict=_verdict(rulebook, facts))
        yield judged


def _verdict(rulebook: Rulebook, facts: Facts) -> str:
    try:
        return judge(rulebook, facts).code
    except ImpossibleProfile:
        return IMPOSSIBLE


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

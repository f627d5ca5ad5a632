"""The fewest answers that alone settle a verdict: what meets every contrast, a set of answers that may change, all
others staying as they are, so that another verdict is possible."""

from collections.abc import Callable, Iterator, Sequence

from hireguide.rules.columns import counted
from hireguide.rules.covers import Covers, SpentError
from hireguide.rules.fields import CATALOGUE, LAW, Facts
from hireguide.rules.mixture import Mixture
from hireguide.rules.panel import panel_of
from hireguide.rules.reach import verdicts_left
from hireguide.rules.space import DEPENDENTS, Space

_BUDGET = 140
_TRIES = 200
_SEARCH, _DRAW = 1, 7  # what a search and a draw cost, in nodes, besides those looked at
_MOST_DRAWN = 48


def sufficient(space: Space, facts: Facts, verdict: str, budget: int = _BUDGET) -> tuple[tuple[str, ...] | None, bool]:
    """A smallest set of answers of `facts` that alone settles `verdict`, first in catalogue order; and whether that is
    proven: where it is not, there may be one that comes before it, or, with None, the `budget` of nodes did not suffice
    to find any."""
    return _Search(space, facts, verdict, budget).run()


class _Search:
    def __init__(self, space: Space, facts: Facts, verdict: str, budget: int) -> None:
        self.space, self.facts, self.verdict, self.budget = space, facts, verdict, budget
        asked = {*space.domains, LAW.field, LAW.limit}
        relevant = asked | {child for parent in asked for child in DEPENDENTS.get(parent, ())}
        self.names = [field.name for field in CATALOGUE if field.name in facts and field.name in relevant]
        self.mixture = Mixture(panel_of(space), facts, self.names)

    def run(self) -> tuple[tuple[str, ...] | None, bool]:
        """A smallest cover of all contrasts known is sufficient, or it leads to more of them; so is the first one."""
        covers = Covers(len(self.names), _TRIES)
        covers.add(self._drawn(()))
        found = None
        try:
            found = self._sufficing(covers, covers.some)
            found = self._sufficing(covers, covers.first, known=found)
        except SpentError:
            return (None if found is None else tuple(self._named(found))), False
        return tuple(self._named(found)), True

    def _sufficing(self, covers: Covers, cover: Callable[[], int], known: int = -1) -> int:
        """A smallest cover that is sufficient."""
        while (chosen := cover()) != known:
            more = self._more(list(self._named(chosen)))
            if not more:
                return chosen
            covers.add(more)
        return chosen

    def _named(self, places: int) -> Iterator[str]:
        return (name for place, name in enumerate(self.names) if places >> place & 1)

    def _more(self, chosen: Sequence[str]) -> list[int]:
        """Contrasts to these answers; none where they are sufficient."""
        drawn = list(self._drawn(chosen)) if chosen else []
        return drawn or ([self._grown(chosen)] if self._elsewhere(chosen) else [])

    def _elsewhere(self, names: Sequence[str]) -> bool:
        """Whether these answers alone leave another verdict possible."""
        known = {name: self.facts[name] for name in self.names if name in names}
        others, proven, spent = verdicts_left(self.space, known, {self.verdict}, max(self.budget, 1), enough=1)
        self.budget -= spent + _SEARCH
        if not proven or self.budget <= 0:
            raise SpentError
        return bool(others)

    def _grown(self, names: Sequence[str]) -> int:
        """The contrast to these answers and as many others as still leave another verdict possible: all that is left
        out when halves, quarters and so on of the others were added where they could be."""
        kept = set(names)
        waiting = [[name for name in self.names if name not in kept]]
        while waiting:
            some = waiting.pop()
            if self._elsewhere([*kept, *some]):
                kept.update(some)
            elif len(some) > 1:
                waiting += [some[len(some) // 2 :], some[: len(some) // 2]]
        return sum(1 << place for place, name in enumerate(self.names) if name not in kept)

    def _drawn(self, names: Sequence[str]) -> Iterator[int]:
        """Contrasts to these answers that a crowd shows, the smallest first, and none that holds another."""
        self.budget -= _DRAW
        poll, differing = self.mixture.keeping(names)
        left = poll.fit & ~poll.ballot.verdicts[self.verdict]
        counts = counted(differing)
        drawn = 0
        while left and drawn < _MOST_DRAWN:
            drawn += 1
            few = left
            for digit in reversed(counts):
                few = few & ~digit or few
            company = few & -few
            contrast = 0
            holding = left
            for place, column in enumerate(differing):
                if column & company:
                    contrast |= 1 << place
                    holding &= column
            left &= ~holding
            yield contrast

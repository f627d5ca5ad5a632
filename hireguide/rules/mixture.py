"""A crowd of which each company has some answers of one profile, at random, and answers the rest in its own way."""

from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache, reduce
from operator import or_
from random import Random

from hireguide.rules.ballot import Ballot
from hireguide.rules.compiled import bits_of
from hireguide.rules.fields import CATALOGUE, FIELDS, LAW, Facts
from hireguide.rules.panel import Panel, Poll
from hireguide.rules.space import DEPENDENTS
from hireguide.rules.steps import opens

_SEED = 2
_COUNTS = (LAW.field, LAW.limit)


class Mixture:
    """The crowd of a panel, mixed with the answers of `facts` to the questions `names`."""

    def __init__(self, panel: Panel, facts: Facts, names: Sequence[str]) -> None:
        self.panel, self.facts, self.names = panel, facts, names
        self._standing = {name: panel.space.mask(name, facts[name]) for name in names}
        self._alike = {name: self._giving_alike(name) for name in names}
        self._untouched: dict[int, int] = {}  # by box that no answers kept have to do with, the companies it accepts
        # The companies that keep to the law when they have one of the profile's counts.
        self._keeping = {name: panel.keeping({name: facts[name]}) for name in _COUNTS if name in names}

    def _giving_alike(self, name: str) -> int:
        """The companies whose own answer no rule tells from the profile's; the law might, between counts."""
        space, field = self.panel.space, FIELDS[name]
        crowd = self.panel.crowd
        opening = opens(space, field, self.facts[name])
        answers = zip(crowd.spans[name], crowd.raw[name], strict=True) if name not in _COUNTS else ()
        alike = (
            column
            for span, column in answers
            if space.mask(name, span.start) == self._standing[name] and opens(space, field, span.start) == opening
        )
        return reduce(or_, alike, 0)

    def keeping(self, names: Collection[str]) -> tuple[Poll, list[int]]:
        """What becomes of the companies when all keep these answers, and for each answer the companies that do not have
        it, nor one like it."""
        everybody = self.panel.crowd.all
        kept = {name: everybody if name in names else _kept(self.panel, name, most=not names) for name in self.names}
        asked = {parent: self._opening(parent, kept) for parent in self.panel.opening}
        fitting = self._lawful(kept.get(LAW.field, 0), kept.get(LAW.limit, 0))
        differing = []
        for name in self.names:
            asked_if = FIELDS[name].asked_if
            applying = asked[asked_if.field] if asked_if else everybody
            differing.append(everybody & ~((kept[name] | self._alike[name]) & applying))
            if name in names:
                fitting &= applying
        hanging = [child for name in names for child in DEPENDENTS.get(name, ())]
        touched = self.panel.asking((*names, *hanging)) if names else -1
        holding = {
            head: reduce(or_, [self._column(box, kept, asked, touched) for box in bits_of(group)])
            for head, group in self.panel.groups.items()
        }
        return Poll(Ballot(self.panel.space.compiled, self.panel.crowd, holding), fitting), differing

    def _column(self, box: int, kept: Mapping[str, int], asked: Mapping[str, int], touched: int) -> int:
        """The companies that a box accepts; where it is not among those `touched`, the same as the last time."""
        if box & touched:
            return self._holding(box, kept, asked)
        if box not in self._untouched:
            self._untouched[box] = self._holding(box, kept, asked)
        return self._untouched[box]

    def _opening(self, parent: str, kept: Mapping[str, int]) -> int:
        """The companies that are asked what hangs on a question."""
        opening = self.panel.opening[parent]
        if parent not in kept:
            return opening
        own = kept[parent] if opens(self.panel.space, FIELDS[parent], self.facts[parent]) else 0
        return opening & ~kept[parent] | own

    def _holding(self, box: int, kept: Mapping[str, int], asked: Mapping[str, int]) -> int:
        column = self.panel.crowd.all
        for name, accepted in self.panel.asks[box]:
            asked_if = FIELDS[name].asked_if
            column &= asked[asked_if.field] if asked_if else column
            if name in kept:
                column &= accepted | kept[name] if self._standing[name] & box else accepted & ~kept[name]
            else:
                column &= accepted
        return column

    def _lawful(self, count: int, limit: int) -> int:
        """The companies that keep to the law, where those of two columns keep the profile's counts."""
        of_count = self._keeping.get(LAW.field, 0)
        of_limit = self._keeping.get(LAW.limit, 0)
        return (
            count & limit | count & ~limit & of_count | limit & ~count & of_limit | self.panel.lawful & ~count & ~limit
        )


@lru_cache(maxsize=2048)
def _kept(panel: Panel, name: str, *, most: bool) -> int:
    """The companies that keep an answer: of those in the second quarter of the crowd half, then three quarters, then
    seven of eight; where they keep `most`, three quarters of those in the first quarter, and so on."""
    place = next(place for place, field in enumerate(CATALOGUE) if field.name == name)
    random = Random(_SEED + place)  # noqa: S311 - samples, not secrets
    size, quarter = panel.crowd.size, panel.crowd.size // 4
    kept = random.getrandbits(size) | random.getrandbits(size) if most else 0
    for start in range(quarter, size, quarter):
        kept |= random.getrandbits(size) >> start << start
    return kept

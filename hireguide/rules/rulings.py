"""The verdict alone of profiles that lie close together, as changed answers and open ones make it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from hireguide.rules.compiled import bits_of
from hireguide.rules.conditions import VERDICTS
from hireguide.rules.fields import FIELDS, LAW, Facts, Value, applies
from hireguide.rules.profile import broken_law
from hireguide.rules.reach import verdicts_left
from hireguide.rules.rulebook import IMPOSSIBLE
from hireguide.rules.scales import Scales
from hireguide.rules.space import Space

_MOST_NODES = 60  # of one search
_NODE = 8_000


@dataclass(slots=True)
class Allowance:
    """The work that the answers to one question about a profile may still take, in rows of tables judged."""

    left: int


def changed(facts: Facts, changes: Mapping[str, Value]) -> dict[str, Value]:
    """A profile with some answers changed; what was answered to questions that apply no more is set aside."""
    after = {**facts, **changes}
    return {name: value for name, value in after.items() if applies(FIELDS[name], after) is not False}


def answered(space: Space, facts: Facts) -> int:
    """The boxes that the answers leave standing, and that ask no question which is known not to apply."""
    boxes = space.judging
    for name in space.domains:
        if name in facts:
            boxes &= space.mask(name, facts[name])
        elif applies(FIELDS[name], facts) is False:
            boxes &= space.absent(name)
    return boxes


class Rulings:
    """What verdict a profile gets, open answers staying open."""

    def __init__(self, space: Space, allowance: Allowance) -> None:
        self.space = space
        self.allowance = allowance
        self.scales = Scales(space.compiled)

    def known(self, facts: Facts) -> str:
        """The verdict of the known reading, or `impossible`."""
        return self.scales.weigh(self.space.compiled.standing(facts)).verdict

    def verdict(self, facts: Facts) -> tuple[str | None, bool]:
        """The verdict of `facts`, None where they are refused; and whether that is proven."""
        known = self.known(facts)
        if known == IMPOSSIBLE or broken_law(facts):
            return None, True
        reached, proven = self._left(facts, {*VERDICTS} - {known})
        if not reached and proven:
            reached, proven = self._left(facts, {known})
        return known if known in reached else next((code for code in VERDICTS if code in reached), None), proven

    def _left(self, facts: Facts, skip: Collection[str]) -> tuple[frozenset[str], bool]:
        budget = max(1, min(_MOST_NODES, self.allowance.left // _NODE))
        reached, proven, spent = verdicts_left(self.space, facts, skip, budget)
        self.allowance.left -= spent * _NODE
        return reached, proven

    def likeness(self, facts: Facts, standing: int, known: int) -> tuple[object, ...]:
        """The same for profiles that get the same verdict, whatever completions do.

        `standing`: the boxes that the answers leave standing; `known`: those of them that ask nothing open.
        """
        compiled = self.space.compiled
        judged = self.scales.weigh(known)
        boxes = standing & ~known
        for head in bits_of(judged.fired & compiled.guards):
            boxes &= ~compiled.groups[head]
        points: tuple[int, int] | None = (judged.execution, judged.strategy)
        held = judged.fired & compiled.situations
        first = held & -held
        if first:
            boxes &= ~(self.space.deciding & -first | self.space.execution | self.space.strategy)
            points = None
        counts = facts.get(LAW.field), facts.get(LAW.limit)
        return boxes, first, points, counts if None in counts else None

"""The verdict alone on a profile with open answers. Mostly it is the known reading's, and one completion that gets it
proves as much: a few are built greedily, question by question; where none of them does there is a search."""

from collections.abc import Callable

from hireguide.rules.conditions import GAPS, VERDICTS
from hireguide.rules.faults import ImpossibleProfile
from hireguide.rules.fields import LAW, Facts
from hireguide.rules.judging import judge
from hireguide.rules.reach import verdicts_of
from hireguide.rules.rulebook import IMPOSSIBLE
from hireguide.rules.scales import Judged, Scales
from hireguide.rules.space import DEPENDENTS, Node, Space

_BUDGET = 2_000
_DEAR = 12  # What a situation too many costs, in points.
# Those on whose answers other questions' answers hang are answered first.
_FIRST = (LAW.limit, *DEPENDENTS)
Cost = Callable[[int], int]


class Completing:
    """Completes the profiles of one rulebook's space."""

    def __init__(self, space: Space, scales: Scales) -> None:
        compiled = space.compiled
        self._space = space
        self._weigh = scales.weigh
        self._heads = compiled.impossible | compiled.situations
        self._decisive = space.refusing | space.deciding
        self._raising = {(gap, sign): _boxes(space, gap, sign) for gap in GAPS for sign in (1, -1)}

    def verdict(self, facts: Facts, known: Judged) -> str:
        """The verdict that `judge` gives a profile of which this is the known reading, or `impossible`."""
        start = self._space.completions(facts)
        if start is not None:
            if self._built(start, known):
                return known.verdict
            others = [code for code in VERDICTS if code != known.verdict]
            found, proven, _ = verdicts_of(self._space, start, others, _BUDGET, 1)
            if proven and found:
                return known.verdict
            rest, sure, _ = verdicts_of(self._space, start, (known.verdict,), _BUDGET)
            if proven and sure:
                return next((code for code in VERDICTS if code in rest), IMPOSSIBLE)
        return judged(self._space, facts)

    def _built(self, start: Node, known: Judged) -> bool:
        """Whether a completion that is built gets the known verdict: one of which as few rules more hold as can be; or
        one whose points lean back to where those of the first went astray; or one with points as near as can be."""
        first = self._weigh(self._complete(start, int.bit_count))
        if first.verdict == known.verdict:
            return True
        astray = known.execution - first.execution, known.strategy - first.strategy
        return any(
            self._weigh(self._complete(start, cost)).verdict == known.verdict
            for cost in (self._leaning(astray), self._distance(known))
        )

    def _complete(self, node: Node, cost: Cost) -> int:
        """The boxes that hold in a completion with, question by question, the answer that leaves standing what costs
        least."""
        for name in _FIRST:
            if name in node.open:
                standing = node.standing
                costs = [cost(standing & entry.mask) for entry in node.open[name].answers]
                node = self._space.assigned(node, name, node.open[name].answers[costs.index(min(costs))])
        boxes = node.standing
        for domain in node.open.values():
            if domain.vary & boxes:
                boxes = min([boxes & entry.mask for entry in domain.answers], key=cost)
        return boxes

    def _leaning(self, astray: tuple[int, int]) -> Cost:
        """Counts what moves points further astray, less what moves them back."""
        bad, good = self._decisive, 0
        for gap, wanted in zip(GAPS, astray, strict=True):
            raising, lowering = self._raising[gap, 1], self._raising[gap, -1]
            bad |= (raising if wanted <= 0 else 0) | (lowering if wanted >= 0 else 0)
            good |= (raising if wanted > 0 else 0) | (lowering if wanted < 0 else 0)
        return lambda boxes: (boxes & bad).bit_count() - (boxes & good).bit_count()

    def _distance(self, known: Judged) -> Cost:
        """How far the points are from the known ones, if all that stands were to hold."""
        compiled, decisive = self._space.compiled, self._heads & ~known.fired
        fire, points = compiled.fired, compiled.ledger.points

        def cost(boxes: int) -> int:
            fired = fire(boxes)
            execution, strategy = points(fired)
            away = abs(execution - known.execution) + abs(strategy - known.strategy)
            return away + _DEAR * (fired & decisive).bit_count()

        return cost


def _boxes(space: Space, gap: str, sign: int) -> int:
    """The boxes of evidence that raises a gap, or with `sign` -1 lowers it."""
    compiled = space.compiled
    return sum(
        compiled.groups[head]
        for head, rule in compiled.evidence_of.items()
        if rule.gap == gap and rule.points * sign > 0
    )


def judged(space: Space, facts: Facts) -> str:
    """The verdict by judging in full, or `impossible`; raises ProfileError for more engineers than employees."""
    try:
        return judge(space.compiled.rulebook, facts).code
    except ImpossibleProfile:
        return IMPOSSIBLE

"""The verdict alone on a profile with open answers. Mostly it is the known reading's, and one completion that gets it
proves as much: a few are built greedily, question by question; where none of them does there is a search."""

from collections.abc import Callable, Iterator

from hireguide.rules.conditions import GAPS, VERDICTS
from hireguide.rules.faults import ImpossibleProfile
from hireguide.rules.fields import LAW, Facts
from hireguide.rules.judging import judge
from hireguide.rules.outlook import look
from hireguide.rules.reach import verdicts_of
from hireguide.rules.rulebook import IMPOSSIBLE
from hireguide.rules.scales import Judged, Scales
from hireguide.rules.space import DEPENDENTS, Node, Space

_BUDGET = 2_000
_TRIES = 200
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
        if start and any(self._weigh(boxes).verdict == known.verdict for boxes in self.built(start, known)):
            return known.verdict
        return searched(self._space, start, facts, known.verdict)

    def built(self, start: Node, known: Judged) -> Iterator[int]:
        """The boxes that hold in some completions, each built when it is asked for: one in which as few rules more hold
        as can be; one whose points lean back to where those of the first went astray; one with points as near as can
        be."""
        fewest = completed(self._space, start, int.bit_count)
        yield fewest
        for cost in self.costs(known, self._weigh(fewest)):
            yield completed(self._space, start, cost)

    def costs(self, known: Judged, first: Judged) -> tuple[Cost, Cost]:
        """By what a completion may be built that gets the known reading's verdict: what leans back to where the points
        of a `first` one went astray, and what stays near."""
        astray = known.execution - first.execution, known.strategy - first.strategy
        return self._leaning(astray), self._distance(known)

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


def searched(space: Space, start: Node | None, facts: Facts, known: str) -> str:
    """The verdict that `judge` gives a profile, or `impossible`; `start` are its completions, `known` is the verdict of
    its known reading. Raises ProfileError for more engineers than employees."""
    if start is not None:
        others = [code for code in VERDICTS if code != known]
        found, proven, _ = verdicts_of(space, start, others, _BUDGET, 1)
        if proven and found:
            return known
        rest, sure, _ = verdicts_of(space, start, (known,), _BUDGET)
        if proven and sure:
            return next((code for code in VERDICTS if code in rest), IMPOSSIBLE)
    return judged(space, facts)


def completed(space: Space, node: Node, cost: Cost) -> int:
    """The boxes that hold in a completion with, question by question, the answer that leaves standing what costs
    least."""
    for name in _FIRST:
        if name in node.open:
            standing = node.standing
            costs = [cost(standing & entry.mask) for entry in node.open[name].answers]
            node = space.assigned(node, name, node.open[name].answers[costs.index(min(costs))])
    boxes = node.standing
    for domain in node.open.values():
        if domain.vary & boxes:
            boxes = min([boxes & entry.mask for entry in domain.answers], key=cost)
    return boxes


def witness(space: Space, start: Node, verdict: str) -> int | None:
    """The boxes that hold in some completion that gets a verdict, searched for depth first; None where none is found in
    time."""
    others = [code for code in VERDICTS if code != verdict]
    waiting, tries = [start], _TRIES
    while waiting and tries:
        node, tries = waiting.pop(), tries - 1
        outlook = look(space, node, others)
        if outlook is None or not outlook.verdicts:
            continue
        name = next((name for name in _FIRST if name in outlook.node.open), None) or max(
            outlook.node.open, key=lambda name: (outlook.tangled & node.open[name].vary).bit_count(), default=None
        )
        if name is None:
            return completed(space, node, int.bit_count)
        waiting += [space.assigned(node, name, answers) for answers in node.open[name].answers]
    return None


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

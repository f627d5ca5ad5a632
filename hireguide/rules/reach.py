"""Which verdicts and points the completions of a profile can have: exact. A crowd of them shows what it has; for what
it lacks there is a search, by branch and bound over the masks."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from hireguide.rules.conditions import GAPS, VERDICTS
from hireguide.rules.fields import FIELDS, Facts
from hireguide.rules.knots import Puzzle
from hireguide.rules.outlook import Outlook, look
from hireguide.rules.panel import Poll, panel_of
from hireguide.rules.ranges import NEVER, Climb
from hireguide.rules.space import Node, Space, merged

_BUDGET = 2_000
_LEAST, _MOST = -1, 1


@dataclass(frozen=True, slots=True)
class Range:
    """The least and most points of a gap; where they are not `proven`, at least and at most these."""

    least: int
    most: int
    proven: bool


@dataclass(frozen=True, slots=True)
class Reach:
    """What completions can have; where `proven` is false, at most these verdicts. None: there is no completion."""

    verdicts: frozenset[str]
    ranges: tuple[Range, ...]
    proven: bool


def reach(space: Space, facts: Facts, budget: int = _BUDGET) -> Reach:
    """The verdicts and, in the order of the gaps, the ranges of points of all completions of `facts`.

    Searches have a `budget` of nodes: one for the verdicts, and one for each end of a range. When it is spent, the
    answer is what can't be ruled out.
    """
    start = space.completions(facts)
    if start is None:
        return Reach(frozenset(), (), proven=True)
    outlook = look(space, start, ())
    if outlook is None:
        return Reach(frozenset(), (), proven=True)
    if outlook.exact:
        return Reach(outlook.verdicts, tuple(_range(space, start, gap, None, budget) for gap in GAPS), proven=True)
    poll = panel_of(space).poll(facts, start)
    seen = poll.verdicts()
    search = _Search(space, budget)
    verdicts = seen | search.verdicts(outlook, seen)
    if not verdicts:
        return Reach(verdicts, (), search.proven)
    return Reach(verdicts, tuple(_range(space, start, gap, poll, budget) for gap in GAPS), search.proven)


def _range(space: Space, start: Node, gap: str, poll: Poll | None, budget: int) -> Range:
    """A gap's range: the crowd has seen some of it, and a search proves that there is no more, or finds it."""
    puzzle = Puzzle(space, start, gap)
    least, most = Climb(puzzle, _LEAST, budget), Climb(puzzle, _MOST, budget)
    ends = [
        climb.top(way * poll.ballot.extreme(gap, poll.fit, way) if poll and poll.fit else NEVER)
        for climb, way in ((least, _LEAST), (most, _MOST))
    ]
    return Range(-ends[0], ends[1], least.proven and most.proven)


def verdicts_left(
    space: Space, facts: Facts, skip: Collection[str], budget: int, enough: int = len(VERDICTS)
) -> tuple[frozenset[str], bool, int]:
    """The verdicts of completions but those to skip, or `enough` of them; whether that is proven, and the budget
    spent."""
    return verdicts_of(space, space.completions(facts), skip, budget, enough)


def verdicts_of(
    space: Space,
    start: Node | None,
    skip: Collection[str],
    budget: int,
    enough: int = len(VERDICTS),
    shown: Callable[[], frozenset[str]] = frozenset,
) -> tuple[frozenset[str], bool, int]:
    """The same of a node. `shown`: what else shows some of its verdicts, asked where one look does not tell."""
    if start is None:
        return frozenset(), True, 0
    outlook = look(space, start, skip)
    if outlook is None or not outlook.verdicts:
        return frozenset(), True, 1
    known = frozenset() if outlook.exact else shown() - frozenset(skip)
    if outlook.verdicts <= known:
        return known, True, 0
    search = _Search(space, budget)
    return known | search.verdicts(outlook, known.union(skip), enough), search.proven, budget - search.budget


@dataclass(slots=True)
class _Search:
    """The budget left, and whether all that was asked so far was proven."""

    space: Space
    budget: int
    proven: bool = True

    def verdicts(self, start: Outlook, skip: Collection[str], enough: int = len(VERDICTS)) -> frozenset[str]:
        """The verdicts of all completions but those to skip, or `enough` of them: depth first, each node done that can
        give no new one."""
        found = set(skip)
        enough += len(found)
        waiting = [start]
        self.budget -= 1
        while waiting and self.budget > 0:
            if len(found) >= enough:
                return frozenset(found).difference(skip)
            outlook = waiting.pop()
            if outlook.verdicts <= found:
                continue
            if outlook.exact:
                found |= outlook.verdicts
            else:
                waiting += sorted(self._looks(self._parts(outlook), found), key=_promise)
        unproven = set().union(*(outlook.verdicts for outlook in waiting)) - found
        self.proven = self.proven and not unproven
        return frozenset(found | unproven).difference(skip)

    def _looks(self, nodes: list[Node], skip: Collection[str]) -> list[Outlook]:
        self.budget -= len(nodes)
        return [outlook for node in nodes if (outlook := look(self.space, node, skip))]

    def _parts(self, outlook: Outlook) -> list[Node]:
        """A node split on the question that tangles most."""
        open_ = outlook.node.open
        weights = {
            name: (outlook.tangled & domain.vary).bit_count() + (name in outlook.links)
            for name, domain in open_.items()
        }
        name = _first_asked(outlook.node, max(weights, key=weights.__getitem__))
        return [
            self.space.assigned(outlook.node, name, answers)
            for answers in merged(open_[name].answers, outlook.undecided)
        ]


def _promise(outlook: Outlook) -> tuple[int, int]:
    return len(outlook.verdicts), -outlook.tangled.bit_count()


def _first_asked(node: Node, name: str) -> str:
    """The question that decides whether this one applies, while that is open; else this one."""
    asked_if = FIELDS[name].asked_if
    return asked_if.field if asked_if and node.open[name].may_not_apply else name

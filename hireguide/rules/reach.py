"""Which verdicts and points the completions of a profile can have: exact, by branch and bound over the masks."""

from collections.abc import Collection
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count

from hireguide.rules.conditions import VERDICTS
from hireguide.rules.fields import FIELDS, Facts
from hireguide.rules.outlook import Outlook, look
from hireguide.rules.space import Node, Space, merged

_BUDGET = 2_000
_LEAST, _MOST = (-1, 0), (1, 1)  # which way is better, and where the bound stands in a pair


@dataclass(frozen=True, slots=True)
class Reach:
    """What completions can have; where `proven` is false, at most this. No verdicts: there is no completion."""

    verdicts: frozenset[str]
    execution: tuple[int, int]
    strategy: tuple[int, int]
    proven: bool


def reach(space: Space, facts: Facts, budget: int = _BUDGET) -> Reach:
    """The verdicts and the range of points of all completions of `facts`.

    Five searches share a `budget` of nodes: one for the verdicts and one for each end of the two ranges. When it is
    spent, the answer is what can't be ruled out.
    """
    search = _Search(space, budget)
    start = space.completions(facts)
    verdicts = frozenset() if start is None else search.verdicts(start)
    if start is None or not verdicts:
        return Reach(frozenset(), (0, 0), (0, 0), search.proven)
    execution, strategy = (
        (search.end(start, gap, boxes, _LEAST), search.end(start, gap, boxes, _MOST))
        for gap, boxes in enumerate((space.execution, space.strategy))
    )
    return Reach(verdicts, execution, strategy, search.proven)


@dataclass(slots=True)
class _Search:
    """The budget left, and whether all that was asked so far was proven."""

    space: Space
    budget: int
    proven: bool = True

    def verdicts(self, start: Node) -> frozenset[str]:
        """The verdicts of all completions: depth first, each node done that can give no new one."""
        found: set[str] = set()
        waiting = self._looks([start], found)
        while waiting and self.budget > 0:
            outlook = waiting.pop()
            if outlook.verdicts <= found:
                continue
            if outlook.exact:
                found |= outlook.verdicts
            else:
                waiting += sorted(self._looks(self._parts(outlook), found), key=_promise)
        unproven = set().union(*(outlook.verdicts for outlook in waiting)) - found
        self.proven = self.proven and not unproven
        return frozenset(found | unproven)

    def end(self, start: Node, gap: int, boxes: int, end: tuple[int, int]) -> int:
        """One end of a gap's range: best first, so that the first exact node has it. Only the gap's evidence and what
        refuses profiles matter here; all other boxes are dropped."""
        better, place = end
        waiting: list[tuple[int, int, Outlook]] = []
        turn = count()
        nodes = [Node(start.known & (boxes | self.space.refusing), start.open)]
        while True:
            for outlook in self._looks(nodes, VERDICTS):
                heappush(waiting, (-better * outlook.bounds[2 * gap + place], next(turn), outlook))
            outlook = heappop(waiting)[-1]
            if outlook.exact or self.budget <= 0:
                self.proven = self.proven and outlook.exact
                return outlook.bounds[2 * gap + place]
            nodes = self._parts(outlook)

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

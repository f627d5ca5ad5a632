"""Whether a question can still matter: whether two completions that differ in its answer alone get different verdicts,
an impossible or refused one counting as a fifth verdict."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from hireguide.rules.fields import CATALOGUE, FIELDS, LAW, Facts, Value, applies
from hireguide.rules.outlook import Outlook, look
from hireguide.rules.panel import panel_of
from hireguide.rules.rulebook import IMPOSSIBLE
from hireguide.rules.rulings import changed
from hireguide.rules.space import Node, Space, by_effect
from hireguide.rules.steps import opens, values

_BUDGET = 40


def open_questions(facts: Facts) -> list[str]:
    """The questions without an answer that apply, or may, in catalogue order."""
    return [field.name for field in CATALOGUE if field.name not in facts and applies(field, facts) is not False]


def still_matter(space: Space, facts: Facts, budget: int = _BUDGET) -> Iterator[str]:
    """The open questions that can still matter, in catalogue order, and those, too, for which the `budget` of nodes is
    too small to show that they cannot.

    Answers that only set others aside or bring them up differ in nothing else here: those others are kept as they are.
    """
    allowance = Allowance(budget)
    start = space.completions(facts)
    if start is None:
        return
    for name in open_questions(facts):
        if name in (LAW.field, LAW.limit) and _may_be_refused(name, facts):
            yield name
        elif name in space.domains:
            twins = _Twins(space, facts, start, name)
            if twins.shown() or twins.differ(allowance):
                yield name


def _may_be_refused(name: str, facts: Facts) -> bool:
    """Whether some answer to one count breaks the law with what the other may be, while another keeps it."""
    other = facts.get(LAW.limit if name == LAW.field else LAW.field)
    if other is None:
        return True
    return int(other) < FIELDS[LAW.field].high if name == LAW.field else int(other) > 0


@dataclass(slots=True)
class Allowance:
    """The nodes that searches may still look at, together."""

    left: int


class _Twins:
    """Completions side by side that differ in one answer: a node for each of its answers, that share all the others."""

    def __init__(self, space: Space, facts: Facts, start: Node, name: str) -> None:
        self.space, self._facts, self._start, self._name = space, facts, start, name
        alike: dict[tuple[int, bool], Value] = {}
        standing = start.standing
        for value in values(space, FIELDS[name]):
            if facts.keys() <= changed(facts, {name: value}).keys():
                alike.setdefault((space.mask(name, value) & standing, opens(space, FIELDS[name], value)), value)
        self._answers = list(alike.values()) if len(alike) > 1 else []

    def shown(self) -> bool:
        """Whether a crowd has some that get another verdict when they change that answer."""
        panel = panel_of(self.space)
        own = panel.poll(self._facts, self._start)
        others = (panel.amended(own, self._facts, self._start, self._name, value) for value in self._answers)
        return any(own.ballot.unlike(other.ballot) & own.lawful & other.lawful for other in others)

    def differ(self, allowance: Allowance) -> bool:
        """Whether any of them get different verdicts, by a search."""
        after = ({**self._facts, self._name: value} for value in self._answers)
        return differ(self.space, [node for facts in after if (node := self.space.completions(facts))], allowance)


def differ(space: Space, twins: Sequence[Node], allowance: Allowance) -> bool:
    """Whether any completions of these nodes get different verdicts that share all answers but the one in which the
    nodes differ; true, too, once nothing is left of the allowance."""
    waiting = [twins] if len(twins) > 1 else []
    while waiting:
        nodes = waiting.pop()
        allowance.left -= len(nodes)
        if allowance.left <= 0:
            return True
        looks = [look(space, node, ()) for node in nodes]
        reached = [outcomes(space, outlook) for outlook in looks]
        if len(frozenset().union(*reached)) == 1:
            continue
        if all(len(each) == 1 for each in reached):
            return True
        name = _telling(nodes, looks)
        undecided = reduce(or_, (outlook.undecided for outlook in looks if outlook), 0)
        waiting += [parts for parts in _sharing(space, nodes, name, undecided) if len(parts) > 1]
    return False


def outcomes(space: Space, outlook: Outlook | None) -> frozenset[str]:
    """What a node's completions can get at most, `impossible` too; `outlook` as `look` gives it."""
    if outlook is None:
        return frozenset((IMPOSSIBLE,))
    refuses = space.compiled.fired(outlook.node.standing) & space.compiled.impossible
    return outlook.verdicts | {IMPOSSIBLE} if refuses else outlook.verdicts


def _telling(nodes: Sequence[Node], looks: Sequence[Outlook | None]) -> str:
    """The open question on which most hangs."""
    weights: Counter[str] = Counter()
    for node, outlook in zip(nodes, looks, strict=True):
        for name, domain in node.open.items() if outlook else ():
            weights[name] += (domain.vary & outlook.undecided).bit_count() if outlook else 0
    name = max(weights, key=weights.__getitem__)
    return next(_first(node, name) for node in nodes if name in node.open)


def _sharing(space: Space, nodes: Sequence[Node], name: str, boxes: int) -> Iterator[list[Node]]:
    """For each answer to an open question, as far as `boxes` tell answers apart, the parts of the nodes that can have
    it, and the nodes in which the question is not open."""
    answers = [by_effect(node.open[name].answers, boxes) if name in node.open else None for node in nodes]
    for effect in dict.fromkeys(effect for own in answers if own for effect in own):
        yield [
            node if own is None else space.assigned(node, name, own[effect])
            for node, own in zip(nodes, answers, strict=True)
            if own is None or effect in own
        ]


def _first(node: Node, name: str) -> str:
    """The question that decides whether this one applies, while that is open; else this one."""
    asked_if = FIELDS[name].asked_if
    return asked_if.field if asked_if and asked_if.field in node.open else name

"""A crowd of random companies that stands by for one rulebook. Asked about a profile, they take over what is known of
it and answer the rest as they are, so that each is a completion of it, or is passed over."""

from collections.abc import Container, Iterable, Mapping
from functools import lru_cache, reduce
from operator import or_

from hireguide.rules.ballot import Ballot
from hireguide.rules.compiled import bits_of
from hireguide.rules.conditions import VERDICTS
from hireguide.rules.crowd import Crowd
from hireguide.rules.fields import FIELDS, LAW, Facts, Value
from hireguide.rules.space import DEPENDENTS, Node, Space
from hireguide.rules.steps import opens

_SIZE = 8192
_SEED = 1


class Poll:
    """What becomes of the companies that complete one profile: those of `lawful` may exist as far as counts and
    questions that hang on others go, and those of `fit` are not refused either."""

    def __init__(self, ballot: Ballot, lawful: int) -> None:
        self.ballot = ballot
        self.lawful = lawful
        self.fit = lawful & ~ballot.refused

    def verdicts(self, companies: int = -1) -> frozenset[str]:
        """The verdicts that some of these companies get."""
        return frozenset(code for code in VERDICTS if self.ballot.verdicts[code] & self.fit & companies)


class Panel:
    """The crowd; `asks`: by box the questions that it asks, with the companies whose answer it accepts; `groups`: the
    boxes of each rule that judges; `opening`: by question the companies that are asked what hangs on it; `lawful`:
    those that keep to the law by their own counts."""

    def __init__(self, space: Space) -> None:
        self.space = space
        self.crowd = Crowd([space.compiled], _SIZE, _SEED)
        self.opening = {parent: self.crowd.opening(parent) for parent in DEPENDENTS}
        self.asks = {bit: list(self._accepting(bit)) for bit in bits_of(space.judging)}
        heads = space.compiled.impossible | space.compiled.situations | space.compiled.evidence
        self.groups = {head: group for head, group in space.compiled.groups.items() if head & heads}
        self.lawful = self.keeping({})
        everything = {
            name: self.opening[asked_if.field] for name in space.domains if (asked_if := FIELDS[name].asked_if)
        }
        # Of which companies each rule holds while nothing is known.
        self._holding_of_all = {
            head: self._holding(group, space.domains, everything) for head, group in self.groups.items()
        }
        self._touching: dict[str, Mapping[int, int]] = {}
        self._last: tuple[object, Poll] = (
            None,
            Poll(Ballot(space.compiled, self.crowd, dict.fromkeys(self.groups, 0)), 0),
        )

    def _accepting(self, box: int) -> Iterable[tuple[str, int]]:
        """The questions that a box asks, each with the companies whose answer it accepts."""
        for table in self.space.compiled.tables:
            if box & ~table.absent:
                name = table.field.name
                answers = zip(self.crowd.spans[name], self.crowd.raw[name], strict=True)
                yield name, _union(column for span, column in answers if table.mask(span.start) & box)

    def poll(self, facts: Facts, start: Node) -> Poll:
        """The poll on a profile, of which `start` are the completions; the last one is kept."""
        key = tuple(facts.items())
        last, poll = self._last
        if last != key:
            poll = self._polled(facts, start)
            self._last = key, poll
        return poll

    def _polled(self, facts: Facts, start: Node) -> Poll:
        standing, asked = start.standing, self._asked(facts, start)
        touched = self.asking((*facts, *(child for name in facts for child in DEPENDENTS.get(name, ()))))
        holding = dict(self._holding_of_all)
        for head, group in self.groups.items():
            if group & touched:
                holding[head] = self._holding(group & standing, start.open, asked)
        return Poll(Ballot(self.space.compiled, self.crowd, holding), self._fitting(facts))

    def _asked(self, facts: Facts, start: Node) -> dict[str, int]:
        """Of open questions that hang on open ones the companies of which they are asked."""
        return {
            name: self.opening[asked_if.field]
            for name in start.open
            if (asked_if := FIELDS[name].asked_if) and asked_if.field not in facts
        }

    def amended(self, poll: Poll, facts: Facts, start: Node, name: str, value: Value) -> Poll:
        """The poll on a profile with one answer more than that of `poll`, of which `start` are the completions."""
        opening = opens(self.space, FIELDS[name], value)
        standing, asked = start.standing & self.space.mask(name, value), self._asked(facts, start)
        for child in DEPENDENTS.get(name, ()):
            asked.pop(child, None)
            standing &= -1 if opening else self.space.absent(child)
        open_ = start.open.keys() - {name}
        holding = {head: self._holding(group & standing, open_, asked) for head, group in self._touched(name).items()}
        return Poll(poll.ballot.amended(holding), self._fitting({**facts, name: value}))

    def _touched(self, name: str) -> Mapping[int, int]:
        """The rules that ask a question, or one that hangs on it."""
        if name not in self._touching:
            asking = self.asking((name, *DEPENDENTS.get(name, ())))
            self._touching[name] = {head: group for head, group in self.groups.items() if group & asking}
        return self._touching[name]

    def asking(self, names: Iterable[str]) -> int:
        """The boxes that ask some of these questions."""
        return reduce(or_, [self.space.judging & ~self.space.absent(name) for name in names], 0)

    def _holding(self, boxes: int, open_: Container[str], asked: Mapping[str, int]) -> int:
        found = 0
        while boxes:
            box = boxes & -boxes
            boxes ^= box
            column = self.crowd.all
            for name, accepted in self.asks[box]:
                if name in open_:
                    column &= accepted
                    if name in asked:
                        column &= asked[name]
            found |= column
        return found

    def answering(self, facts: Facts, name: str, place: int) -> int:
        """The companies that give one of its answers to an open question."""
        asked_if = FIELDS[name].asked_if
        column = self.crowd.raw[name][place]
        return column & self.opening[asked_if.field] if asked_if and asked_if.field not in facts else column

    def silent(self, parent: str) -> int:
        """The companies that are not asked what hangs on a question."""
        return self.crowd.all & ~self.opening[parent]

    def _fitting(self, facts: Facts) -> int:
        """The companies that may exist with these answers: asked all that is known, and keeping to the law."""
        fitting = self.lawful if LAW.field not in facts and LAW.limit not in facts else self.keeping(facts)
        for parent, children in DEPENDENTS.items():
            if parent not in facts and any(child in facts for child in children):
                fitting &= self.opening[parent]
        return fitting

    def keeping(self, facts: Facts) -> int:
        """The companies with no more of one count than of the other; numbers that no rule tells apart may be any."""
        spans, raw = self.crowd.spans, self.crowd.raw
        if LAW.field in facts and LAW.limit in facts:
            return self.crowd.all
        if LAW.field in facts:
            limits = zip(spans[LAW.limit], raw[LAW.limit], strict=True)
            return _union(column for span, column in limits if int(span.end) >= int(facts[LAW.field]))
        if LAW.limit in facts:
            return self._counting(int(facts[LAW.limit]))
        limits = zip(spans[LAW.limit], raw[LAW.limit], strict=True)
        return _union(column & self._counting(int(span.end)) for span, column in limits)

    def _counting(self, most: int) -> int:
        counts = zip(self.crowd.spans[LAW.field], self.crowd.raw[LAW.field], strict=True)
        return _union(column for span, column in counts if int(span.start) <= most)


def _union(columns: Iterable[int]) -> int:
    return reduce(or_, columns, 0)


@lru_cache(maxsize=32)
def panel_of(space: Space) -> Panel:
    """The panel of a space, drawn once."""
    return Panel(space)

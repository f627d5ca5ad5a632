"""The completions of a profile as a search walks them: what is known, and what each open question may still be."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from hireguide.rules.compiled import Compiled, Table
from hireguide.rules.conditions import GAPS
from hireguide.rules.domains import Answers, Domain
from hireguide.rules.fields import CATALOGUE, FIELDS, LAW, Facts, Field, Value, applies
from hireguide.rules.plane import Plane

DEPENDENTS: Mapping[str, tuple[str, ...]] = {
    parent.name: tuple(field.name for field in CATALOGUE if field.asked_if and field.asked_if.field == parent.name)
    for parent in CATALOGUE
    if any(field.asked_if and field.asked_if.field == parent.name for field in CATALOGUE)
}

Effect = tuple[int, bool, bool]  # of answers: the boxes they leave standing, what hangs on them, whether they are any


@dataclass(frozen=True, slots=True)
class Node:
    """A part of the completions: `known` holds the boxes that the answers so far leave standing."""

    known: int
    open: Mapping[str, Domain]

    @property
    def standing(self) -> int:
        """The boxes that some completion may leave standing."""
        standing = self.known
        for domain in self.open.values():
            standing &= domain.any
        return standing


class Space:
    """All profiles, as one rulebook's judging rules tell them apart."""

    def __init__(self, compiled: Compiled) -> None:
        self.compiled = compiled
        self.plane = Plane(compiled)
        self.refusing = _boxes(compiled, compiled.impossible)
        self.deciding = _boxes(compiled, compiled.situations)
        self.execution, self.strategy = (
            _boxes(compiled, sum(mask for _, mask in compiled.weights[gap])) for gap in GAPS
        )
        self.judging = self.refusing | self.deciding | self.execution | self.strategy
        self.tables = {table.field.name: table for table in compiled.tables}
        self.several = [(group, self._asked(group)) for group in compiled.several_of.values()]
        self.domains = {field.name: domain for field in CATALOGUE if (domain := self._domain(field))}

    def _domain(self, field: Field) -> Domain | None:
        """A question's whole domain; none for one that no judging rule asks and on which no such question hangs."""
        asked = self._asks(field.name) or any(map(self._asks, DEPENDENTS.get(field.name, ())))
        if not asked:
            return None
        table = self.tables.get(field.name)
        answers = [self._answers(field, table, start, end) for start, end in _cells(field, table)]
        if field.asked_if:
            answers.append(Answers(self.absent(field.name), asked=False))
        return Domain(merged(answers, self.judging))

    def _asked(self, boxes: int) -> list[str]:
        """The questions that some boxes ask."""
        return [name for name, table in self.tables.items() if boxes & ~table.absent]

    def _asks(self, name: str) -> bool:
        return name in self.tables and bool(self.judging & ~self.tables[name].absent)

    def _answers(self, field: Field, table: Table | None, start: Value, end: Value) -> Answers:
        mask = self.mask(field.name, start)
        hanging = DEPENDENTS.get(field.name)
        opens = hanging is None or bool(applies(FIELDS[hanging[0]], {field.name: start}))
        low, high = (start, end) if field.kind == "integer" else (0, 0)
        return Answers(mask, int(low), int(high), opens)

    def mask(self, name: str, value: Value) -> int:
        """The judging boxes that an answer leaves standing."""
        return self.tables[name].mask(value) & self.judging if name in self.tables else self.judging

    def absent(self, name: str) -> int:
        """The judging boxes that do not ask a field."""
        return self.tables[name].absent & self.judging if name in self.tables else self.judging

    def whole(self, facts: Facts, standing: int) -> bool:
        """Whether every question that matters is answered, or known not to apply, and there may be such a company.

        `standing`: the boxes that the answers leave standing.
        """
        if self.compiled.lacking(standing):
            return False
        limit = facts.get(LAW.limit)
        if limit is None:
            return True
        count = facts.get(LAW.field)
        return (_engineers(facts)[0] if count is None else int(count)) <= int(limit)

    def completions(self, facts: Facts) -> Node | None:
        """All completions of a profile; None where the counts of people and engineers leave none."""
        known, open_ = self.judging, dict(self.domains)
        for name, value in facts.items():
            if name in open_:
                known &= self.mask(name, value)
                del open_[name]
        for parent, children in DEPENDENTS.items():
            if parent in facts:
                asked = applies(FIELDS[children[0]], facts) is True
                known = self._settle(known, open_, parent, {asked})
        least, most = _engineers(facts)
        if least > most:
            return None
        self._narrow(open_, LAW.field, "low_at_most", most)
        self._narrow(open_, LAW.limit, "high_at_least", least)
        return Node(self._keep_to(facts, known, open_), open_)

    def _keep_to(self, facts: Facts, known: int, open_: dict[str, Domain]) -> int:
        """Narrows open questions to what answers say that hang on them."""
        for parent, children in DEPENDENTS.items():
            if any(child in facts for child in children):
                self._narrow(open_, parent, "opens")
            if parent in open_:
                known = self._settle(known, open_, parent, open_[parent].opens)
        return known

    def assigned(self, node: Node, name: str, answers: Answers) -> Node:
        """The part of a node where an open question has these answers."""
        known, open_ = node.known & answers.mask, dict(node.open)
        del open_[name]
        known = self._settle(known, open_, name, {answers.opens})
        if name == LAW.field:
            self._narrow(open_, LAW.limit, "high_at_least", answers.low)
        if name == LAW.limit and LAW.field in open_:
            self._narrow(open_, LAW.field, "low_at_most", answers.high)
            known = self._settle(known, open_, LAW.field, open_[LAW.field].opens)
        return Node(known, open_)

    @staticmethod
    def _narrow(open_: dict[str, Domain], name: str, test: str, bound: int = 0) -> None:
        if name in open_:
            open_[name] = open_[name].narrowed(test, bound)

    def _settle(self, known: int, open_: dict[str, Domain], parent: str, opens: Collection[bool]) -> int:
        """Drops what hangs on `parent` where it can't apply, and narrows it to its answers where it must."""
        for child in DEPENDENTS.get(parent, ()):
            if child in open_ and False not in opens:
                open_[child] = open_[child].narrowed("asked")
            elif child in open_ and True not in opens:
                known &= self.absent(child)
                del open_[child]
        return known


@lru_cache(maxsize=32)
def space_of(compiled: Compiled) -> Space:
    """The space of a compiled rulebook, made once."""
    return Space(compiled)


def _engineers(facts: Facts) -> tuple[int, int]:
    """The least and most engineers that the answers leave."""
    count, limit = facts.get(LAW.field), facts.get(LAW.limit)
    least = int(any(child in facts for child in DEPENDENTS[LAW.field])) if count is None else int(count)
    return least, int(limit) if limit is not None else FIELDS[LAW.limit].high


def _cells(field: Field, table: Table | None) -> list[tuple[Value, Value]]:
    """First and last value of each run of a question's answers that no rule tells apart."""
    if field.kind != "integer":
        return [(value, value) for value in field.values]
    starts = (field.low, *(table.cuts if table else (1,)))
    return list(zip(starts, (*(start - 1 for start in starts[1:]), field.high), strict=True))


def merged(answers: Iterable[Answers], boxes: int) -> list[Answers]:
    """One entry for all answers that agree on `boxes` and on what hangs on them.

    It spans their numbers: where rules don't care, the fewest engineers and the most people leave the most room.
    """
    return list(by_effect(answers, boxes).values())


def by_effect(answers: Iterable[Answers], boxes: int) -> dict[Effect, Answers]:
    """The same, by what the answers have in common."""
    found: dict[Effect, Answers] = {}
    for entry in answers:
        key = entry.mask & boxes, entry.opens, entry.asked
        twin = found.get(key, entry)
        low, high = min(entry.low, twin.low), max(entry.high, twin.high)
        found[key] = Answers(entry.mask, low, high, entry.opens, entry.asked)
    return found


def _boxes(compiled: Compiled, heads: int) -> int:
    """The boxes of some rules."""
    return sum(group for head, group in compiled.groups.items() if head & heads)

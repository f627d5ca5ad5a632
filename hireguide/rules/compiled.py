"""A rulebook in the form that judges fast: per field a table from answer to the bit mask of rules it leaves standing.

Every rule is a union of boxes (see `When.boxes`), every box is a bit, and an answer's mask holds the boxes that it does
not contradict: the boxes that hold are the AND of the masks of all answers. A rule of one box is that bit; a rule of
several has them side by side and a guard bit above them, which `Compiled.fired` sets where any of them holds. Bits go
by rank: impossible situations, other situations in their order, evidence, advice.
"""

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from hireguide.rules.conditions import CONCLUSIONS, GAPS, Condition, When, accepts
from hireguide.rules.document import rulebook_digest
from hireguide.rules.fields import CATALOGUE, Facts, Field, Value
from hireguide.rules.rows import Ledger, Row, reader, rows
from hireguide.rules.rulebook import IMPOSSIBLE, Advice, Evidence, Rulebook, Situation
from hireguide.rules.verdict import Reason

Weights = tuple[tuple[int, int], ...]  # (points, mask of the rules that give them)
AnyRule = TypeVar("AnyRule", Situation, Evidence, Advice)
_MOST_KEPT = 32


@dataclass(frozen=True, slots=True)
class Table:
    """What each answer to one field leaves standing; `absent` is for no answer: the boxes that do not ask.

    An integer's range is cut into cells that start at 0 and at each of `cuts`; `masks` has one mask a cell.
    """

    field: Field
    cuts: tuple[int, ...]
    masks: tuple[int, ...]
    by_value: Mapping[Value, int]
    absent: int

    def mask(self, value: Value) -> int:
        """The boxes that a known answer does not contradict."""
        return self.masks[bisect_right(self.cuts, int(value))] if self.cuts else self.by_value[value]


@dataclass(frozen=True, eq=False)
class Compiled:
    """The masks of one rulebook. A rule is found by its bit, and by the same bit in `groups` its boxes are."""

    rulebook: Rulebook
    situation_of: Mapping[int, Situation]
    evidence_of: Mapping[int, Evidence]
    reason_of: Mapping[int, Reason]
    advice_of: Mapping[int, Advice]
    groups: Mapping[int, int]
    several_of: Mapping[int, int]
    single: int
    several: int
    guards: int
    impossible: int
    situations: int
    evidence: int
    advice: int
    weights: Mapping[str, Weights]
    tables: tuple[Table, ...]
    conclusions: tuple[Table, ...]

    @cached_property
    def _rows(self) -> tuple[tuple[Row, ...], int]:
        heads = self.impossible | self.situations | self.evidence
        judging = sum(group for head, group in self.groups.items() if head & heads)
        tables = {table.field.name: (table.mask, table.absent) for table in self.tables}
        return rows(tables, judging, 1 << (self.single | self.guards).bit_length())

    @cached_property
    def ledger(self) -> Ledger:
        """The evidence, added up fast."""
        return Ledger(self.reason_of)

    @cached_property
    def standing(self) -> Callable[[Facts], int]:
        """Of the facts of a profile the boxes that hold, as far as answers are known; and above them the questions that
        judging still wants."""
        return reader(self._rows[0])

    def lacking(self, standing: int) -> bool:
        """Whether a question is open that judging asks."""
        return bool(standing & self._rows[1])

    def fired(self, boxes: int) -> int:
        """The bits of the rules of which a box holds.

        Adding ones to a group of box bits carries into the guard bit above exactly where one of them is set.
        """
        return (boxes & self.single) | (((boxes & self.several) + self.several) & self.guards)

    def points(self, fired: int, gap: str) -> int:
        """The points that the fired rules give to a gap."""
        total = 0
        for points, mask in self.weights[gap]:
            total += points * (fired & mask).bit_count()
        return total

    def span(self, fired: int, maybe: int, gap: str) -> tuple[int, int]:
        """The least and most points of a gap where rules have fired and others may too."""
        least = most = 0
        for points, mask in self.weights[gap]:
            sure, perhaps = points * (fired & mask).bit_count(), points * (maybe & mask).bit_count()
            least += sure + min(perhaps, 0)
            most += sure + max(perhaps, 0)
        return least, most


def bits_of(mask: int) -> Iterator[int]:
    """The single bits of a mask, lowest first.

    >>> list(bits_of(0b1010))
    [2, 8]
    """
    while mask:
        bit = mask & -mask
        yield bit
        mask ^= bit


def compile_rulebook(rulebook: Rulebook) -> Compiled:
    """The compiled form of a rulebook, kept for the last 32 digests."""
    digest = rulebook_digest(rulebook)
    compiled = _KEPT.get(digest)
    if compiled is None:
        compiled = _KEPT[digest] = compile_afresh(rulebook)
        if len(_KEPT) > _MOST_KEPT:
            _KEPT.popitem(last=False)
    return compiled


_KEPT: OrderedDict[str, Compiled] = OrderedDict()


def compile_afresh(rulebook: Rulebook) -> Compiled:
    """The compiled form of a rulebook that is needed once, and not kept."""
    layout = _Layout()
    refusing = layout.place([rule for rule in rulebook.situations if rule.verdict == IMPOSSIBLE])
    deciding = layout.place([rule for rule in rulebook.situations if rule.verdict != IMPOSSIBLE])
    evidence = layout.place(rulebook.evidence)
    advice = layout.place(rulebook.advice)
    asked = {condition.field for _, box in layout.boxes for condition in box}
    return Compiled(
        rulebook=rulebook,
        situation_of=refusing | deciding,
        evidence_of=evidence,
        reason_of={bit: _reason(rule) for bit, rule in evidence.items()},
        advice_of=advice,
        groups=layout.groups,
        several_of={head: group for head, group in layout.groups.items() if head != group and head not in advice},
        single=layout.single,
        several=layout.several,
        guards=layout.guards,
        impossible=sum(refusing),
        situations=sum(deciding),
        evidence=sum(evidence),
        advice=sum(advice),
        weights={gap: _weights(evidence, gap) for gap in GAPS},
        tables=tuple(_table(field, layout) for field in CATALOGUE if field.name in asked),
        conclusions=tuple(_table(field, layout) for field in CONCLUSIONS.values()),
    )


class _Layout:
    """Which bit is whose, as rules are placed one after the other."""

    def __init__(self) -> None:
        self.groups: dict[int, int] = {}
        self.boxes: list[tuple[int, tuple[Condition, ...]]] = []
        self.single = self.several = self.guards = 0
        self._next = 1

    def place(self, rules: Sequence[AnyRule]) -> dict[int, AnyRule]:
        """Gives each rule its bits; returns the rules by the bit that says a rule fired."""
        return {self._head(rule.when): rule for rule in rules}

    def _head(self, when: When) -> int:
        boxes = tuple(when.boxes())
        bits = [self._take() for _ in boxes]
        self.boxes += zip(bits, boxes, strict=True)
        head = bits[0]
        if len(bits) == 1:
            self.single |= head
        else:
            head = self._take()
            self.several |= sum(bits)
            self.guards |= head
        self.groups[head] = sum(bits)
        return head

    def _take(self) -> int:
        self._next <<= 1
        return self._next >> 1


def _reason(rule: Evidence) -> Reason:
    return Reason(rule.key, rule.gap, rule.points, rule.because, rule.sources)


def _weights(evidence: Mapping[int, Evidence], gap: str) -> Weights:
    masks: dict[int, int] = {}
    for bit, rule in evidence.items():
        if rule.gap == gap:
            masks[rule.points] = masks.get(rule.points, 0) | bit
    return tuple(masks.items())


def _table(field: Field, layout: _Layout) -> Table:
    asking = [(bit, [c for c in box if c.field == field.name]) for bit, box in layout.boxes]
    absent = sum(bit for bit, conditions in asking if not conditions)

    def mask(value: Value) -> int:
        return absent | sum(
            bit for bit, conditions in asking if conditions and all(accepts(c, value) for c in conditions)
        )

    if field.kind != "integer":
        by_value = {value: mask(value) for value in field.values}
        return Table(field, (), tuple(by_value.values()), by_value, absent)
    cuts = _cuts(field, [condition for _, conditions in asking for condition in conditions])
    return Table(field, cuts, tuple(mask(start) for start in (field.low, *cuts)), {}, absent)


def _cuts(field: Field, conditions: Sequence[Condition]) -> tuple[int, ...]:
    """Where an integer's cells start, after the first: at each literal and just above it, and where questions begin."""
    starts = {1}
    for condition in conditions:
        literals = condition.value if isinstance(condition.value, tuple) else (condition.value,)
        starts |= {int(literal) + above for literal in literals for above in (0, 1)}
    return tuple(sorted(start for start in starts if field.low < start <= field.high))

"""What a rulebook says of a whole crowd of companies, worked out for all of them at once."""

from collections.abc import Mapping
from functools import reduce
from operator import or_
from typing import Protocol

from hireguide.rules.columns import add, at_least, summed
from hireguide.rules.compiled import Compiled, bits_of
from hireguide.rules.conditions import BANDS, GAPS, VERDICTS
from hireguide.rules.crowd import Columns, Crowd
from hireguide.rules.rulebook import IMPOSSIBLE

OUTCOMES = (*VERDICTS, IMPOSSIBLE)
# Points of a gap that everybody has, and what each has above them, as binary digits, each a column.
Slices = tuple[int, list[int]]


class Companies(Protocol):
    """Many companies, a bit each; `all` are all of them."""

    @property
    def all(self) -> int: ...


class Jury:
    """One rulebook before one crowd: which answers each box of its rules accepts is looked up once."""

    def __init__(self, compiled: Compiled, crowd: Crowd, heads: int | None = None) -> None:
        """Only the rules in `heads` are asked, if given; else all that judge."""
        self.compiled = compiled
        self.crowd = crowd
        judging = compiled.impossible | compiled.situations | compiled.evidence
        self._groups = {head: group for head, group in compiled.groups.items() if head & (judging | (heads or 0))}
        boxes = sum(self._groups.values())
        self._asks: dict[int, list[tuple[str, list[int]]]] = {bit: [] for bit in bits_of(boxes)}
        for table in compiled.tables:
            name = table.field.name
            masks = [table.mask(span.start) for span in crowd.spans[name]]
            for bit in bits_of(boxes & ~table.absent):
                self._asks[bit].append((name, [place for place, mask in enumerate(masks) if mask & bit]))

    def vote(self, columns: Columns | None = None) -> "Ballot":
        """What the rules say when the companies answer like this; the crowd's own answers where none are given."""
        columns = columns or self.crowd.columns
        boxes = {bit: self.accepted(bit, columns) for bit in self._asks}
        holding = {head: reduce(or_, (boxes[bit] for bit in bits_of(group))) for head, group in self._groups.items()}
        return Ballot(self.compiled, self.crowd, holding)

    def accepted(self, box: int, columns: Columns) -> int:
        """The companies of which one box of a rule holds."""
        accepted = self.crowd.all
        for name, places in self._asks[box]:
            answers = columns[name]
            accepted &= reduce(or_, (answers[place] for place in places), 0)
        return accepted


class Ballot:
    """The outcome. Columns of companies: `holding` by rule's bit; `decided` by the situation that decides;
    `free`, left to the grid; `bands` by gap; `grid` by their cell's verdict; `verdicts` by what becomes of them."""

    def __init__(
        self,
        compiled: Compiled,
        crowd: Companies,
        holding: Mapping[int, int],
        slices: Mapping[str, Slices] | None = None,
    ) -> None:
        self.compiled = compiled
        self.crowd = crowd
        self.holding = holding
        self._slices = slices or {gap: self._sum(gap) for gap in GAPS}
        self.refused = reduce(or_, (holding[head] for head in bits_of(compiled.impossible)), 0)
        self.decided: dict[int, int] = {}
        self.free = self.crowd.all & ~self.refused
        for head in bits_of(compiled.situations):
            self.decided[head] = self.free & holding[head]
            self.free &= ~holding[head]
        self.bands = {gap: self.banded(gap) for gap in GAPS}
        self.grid = self.placed(self.bands)
        self.verdicts = {code: self.free & column for code, column in self.grid.items()} | {IMPOSSIBLE: self.refused}
        for head, column in self.decided.items():
            self.verdicts[compiled.situation_of[head].verdict] |= column

    def amended(self, holding: Mapping[int, int]) -> "Ballot":
        """The outcome were some rules to hold of other companies: what is the same is not worked out again."""
        slices = {gap: self._summed(gap, holding) for gap in GAPS}
        return Ballot(self.compiled, self.crowd, {**self.holding, **holding}, slices)

    def _summed(self, gap: str, holding: Mapping[int, int]) -> Slices:
        """The points of a gap with other companies of some rules."""
        common, digits = self._slices[gap]
        digits = list(digits)
        for head, column in holding.items():
            rule, before = self.compiled.evidence_of.get(head), self.holding[head]
            if rule is None or rule.gap != gap or column == before:
                continue
            more, less = column & ~before, before & ~column
            if rule.points < 0:
                more, less = less, more
            if less:
                common -= abs(rule.points)
            for each in (more, less and self.crowd.all & ~less):
                for place in range(abs(rule.points).bit_length()) if each else ():
                    if abs(rule.points) >> place & 1:
                        add(digits, place, each)
        return common, digits

    def _sum(self, gap: str) -> Slices:
        """Points of a gap that everybody has, and what each has above them, as binary digits, each a column."""
        everybody = self.crowd.all
        common, piles = 0, list[list[int]]()
        for head, rule in self.compiled.evidence_of.items():
            column = self.holding[head]
            if rule.gap != gap or not column:
                continue
            if rule.points < 0 or column == everybody:
                common += rule.points
                column = everybody & ~column
            points = abs(rule.points)
            piles += [[] for _ in range(points.bit_length() - len(piles))]
            for place in range(points.bit_length()) if column else ():
                if points >> place & 1:
                    piles[place].append(column)
        return common, summed(piles)

    def at_least(self, gap: str, points: int) -> int:
        """The companies with so many points or more."""
        common, digits = self._slices[gap]
        return at_least(digits, points - common, self.crowd.all)

    def extreme(self, gap: str, among: int, way: int) -> int:
        """The most points that any of some companies has, or with `way` -1 the least."""
        points, digits = self._slices[gap]
        for place in reversed(range(len(digits))):
            having = among & digits[place] if way > 0 else among & ~digits[place]
            points += (1 << place) * (bool(having) == (way > 0))
            among = having or among
        return points

    def banded(self, gap: str, less: int = 0) -> Mapping[str, int]:
        """The companies in each band of a gap, were their points fewer by `less`."""
        low, high = self.compiled.rulebook.bands[gap]
        some, large = self.at_least(gap, low + less), self.at_least(gap, high + less)
        return dict(zip(BANDS, (self.crowd.all & ~some, some & ~large, large), strict=True))

    def placed(self, bands: Mapping[str, Mapping[str, int]]) -> dict[str, int]:
        """The companies by the verdict of their cell."""
        found = dict.fromkeys(VERDICTS, 0)
        for (execution, strategy), cell in self.compiled.rulebook.grid.items():
            found[cell.verdict] |= bands["execution"][execution] & bands["strategy"][strategy]
        return found

    def unlike(self, other: "Ballot") -> int:
        """The companies that get another outcome by the other ballot."""
        return self.crowd.all & ~reduce(or_, (self.verdicts[code] & other.verdicts[code] for code in OUTCOMES))

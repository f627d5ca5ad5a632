"""The verdicts of all sets of steps of a table, judged together: one operation on columns asks all of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, reduce
from operator import and_, or_

from hireguide.rules.columns import at_least, summed
from hireguide.rules.compiled import Compiled, bits_of
from hireguide.rules.conditions import BANDS, GAPS, VERDICTS
from hireguide.rules.position import Position, Taken
from hireguide.rules.sets import Columns, Sets


@dataclass(slots=True)
class _Table:
    """The sets of one number of steps from one place on; `fit`: those whose moves go together."""

    all: int
    columns: Columns
    fit: int
    boxes: dict[int, int] = field(default_factory=dict)


class Hearing:
    """Judges the sets of steps of one position.

    By place, of the movers from there on: `here`, the boxes that they leave standing where they stand, `any`, those
    that some places of theirs do, `vary`, those that hang on them.
    """

    def __init__(self, position: Position, sets: Sets) -> None:
        self._position = position
        self._sets = sets
        self._compiled = position.space.compiled
        self._tables: dict[tuple[int, int], _Table] = {}
        self.here, self.any, self.vary = [-1], [-1], [0]
        for seat in reversed(position.movers):
            some = reduce(or_, (place.mask for place in seat.places))
            every = reduce(and_, (place.mask for place in seat.places))
            self.here.insert(0, self.here[0] & seat.here.mask)
            self.any.insert(0, self.any[0] & some)
            self.vary.insert(0, self.vary[0] | (some & ~every))

    def verdicts(self, place: int, steps: int, mask: int, taken: Taken) -> Mapping[str, int]:
        """For each verdict the sets of so many steps from a place on that give it, after the moves `taken`.

        `mask`: the boxes that all else leaves standing.
        """
        compiled = self._compiled
        table = self._table(place, steps)
        live = mask & self.any[place]
        sure = compiled.fired(live & ~self.vary[place])
        maybe = compiled.fired(live) & ~sure
        free = table.fit & ~self._barred(table, place, taken)
        found = dict.fromkeys(VERDICTS, 0)
        for head in bits_of((sure | maybe) & (compiled.impossible | compiled.situations)):
            held = free & self._holds(table, place, live, head) if head & maybe else free
            free &= ~held
            code = compiled.situation_of[head].verdict
            if code in found:
                found[code] |= held
            if not free:
                return found
        bands = [self._banded(gap, table, place, live, sure, maybe, free) for gap in GAPS]
        for (execution, strategy), cell in compiled.rulebook.grid.items():
            found[cell.verdict] |= bands[0][execution] & bands[1][strategy]
        return found

    def _banded(
        self, gap: str, table: _Table, place: int, live: int, sure: int, maybe: int, free: int
    ) -> Mapping[str, int]:
        """The sets among `free` in each band of a gap; points are counted as binary digits that are columns each."""
        weights = _weights(self._compiled)[gap]
        least = self._compiled.points(sure, gap)
        piles: list[list[int]] = [[], [], []]
        for head in bits_of(maybe & weights.heads):
            column = free & self._holds(table, place, live, head)
            points, places = weights.of[head]
            if points < 0 or column == free:
                least += points if column else 0
                column = column and free ^ column
            for digit in places if column else ():
                piles[digit].append(column)
        digits = summed(piles)
        low, high = self._compiled.rulebook.bands[gap]
        some, large = at_least(digits, low - least, free), at_least(digits, high - least, free)
        return dict(zip(BANDS, (free & ~some, some & ~large, large), strict=True))

    def _table(self, place: int, steps: int) -> _Table:
        table = self._tables.get((place, steps))
        if table is None:
            everyone = (1 << self._sets.count(place, steps)) - 1
            table = _Table(everyone, self._sets.columns(place, steps), everyone)
            for first, second in self._position.clashes:
                if first[0] >= place:
                    table.fit &= ~(self._at(table, place, *first) & self._at(table, place, *second))
            self._tables[place, steps] = table
        return table

    def standing(self, place: int, moves: Taken) -> int:
        """The boxes that one set of moves from a place on leaves standing."""
        went = {seat.name: move for seat, move in moves}
        movers = self._position.movers[place:]
        return reduce(and_, (went.get(seat.name, seat.here).mask for seat in movers), -1)

    def _barred(self, table: _Table, start: int, taken: Taken) -> int:
        """The sets that don't go with the moves taken."""
        barred = 0
        went = {seat.name: move for seat, move in taken}
        for (one, first), (two, second) in self._position.clashes:
            seat = self._position.movers[one]
            if one < start <= two and went.get(seat.name, seat.here) is seat.places[first]:
                barred |= self._at(table, start, two, second)
        return barred

    @staticmethod
    def _at(table: _Table, start: int, mover: int, number: int) -> int:
        """The sets in which a mover is at one of its places, the first being where it stands."""
        columns = table.columns[mover - start]
        return columns[number - 1] if number else table.all & ~reduce(or_, columns)

    def _holds(self, table: _Table, place: int, live: int, head: int) -> int:
        """The sets with which a rule holds."""
        boxes = table.boxes
        alone = boxes.get(head)
        if alone is not None:
            return alone
        column = 0
        for box in bits_of(self._compiled.groups[head] & live):
            if box not in boxes:
                boxes[box] = self._box(table, place, box)
            column |= boxes[box]
        return column

    def _box(self, table: _Table, start: int, box: int) -> int:
        """The sets that a box accepts."""
        accepted = table.all
        for hold in self._position.holds.get(box, ()):
            if hold.mover >= start:
                columns = table.columns[hold.mover - start]
                changing = reduce(or_, [columns[number] for number in hold.moves])
                accepted &= ~changing if hold.here else changing
        return accepted


@dataclass(frozen=True, slots=True)
class _Weights:
    """The evidence of a gap: the bits of its rules, and for each its points and the binary digits that they have."""

    heads: int
    of: Mapping[int, tuple[int, Sequence[int]]]


@lru_cache(maxsize=32)
def _weights(compiled: Compiled) -> Mapping[str, _Weights]:
    found = {}
    for gap in GAPS:
        points = {head: rule.points for head, rule in compiled.evidence_of.items() if rule.gap == gap}
        places = {head: [place for place in range(3) if abs(each) >> place & 1] for head, each in points.items()}
        found[gap] = _Weights(sum(points), {head: (each, places[head]) for head, each in points.items()})
    return found

"""All sets of so many steps at once: a column is one integer with a bit for each set, in catalogue order."""

from collections.abc import Iterator, Sequence

from hireguide.rules.position import Position
from hireguide.rules.steps import Move, Seat

Columns = Sequence[Sequence[int]]  # by mover from a place on, and by its move


class Sets:
    """The sets of steps that the movers of a position from some place on can take, as tables built from one another.

    The sets in which a mover moves come before those in which it stays, first move first; that is catalogue order.
    """

    def __init__(self, position: Position) -> None:
        self.position = position
        self._movers = position.movers
        self._most = [0]
        for seat in reversed(self._movers):
            self._most.insert(0, self._most[0] + max(move.steps for move in seat.moves))
        self._counts: dict[tuple[int, int], int] = {}
        self._flat: dict[tuple[int, int], list[int]] = {}

    def count(self, place: int, steps: int) -> int:
        """How many sets there are with exactly so many steps."""
        if steps == 0:
            return 1
        if steps < 0 or steps > self._most[place]:
            return 0
        key = place, steps
        if key not in self._counts:
            self._counts[key] = sum(self.count(place + 1, left) for left in self._parts(place, steps))
        return self._counts[key]

    def _parts(self, place: int, steps: int) -> list[int]:
        """The steps left to the other movers, for each move of the first and for its staying."""
        return [*(steps - move.steps for move in self._movers[place].moves), steps]

    def columns(self, place: int, steps: int) -> Columns:
        """For each mover from a place on, for each of its moves, the sets that make it."""
        flat = iter(self._columns(place, steps))
        return [[next(flat) for _ in seat.moves] for seat in self._movers[place:]]

    def _columns(self, place: int, steps: int) -> list[int]:
        key = place, steps
        if key not in self._flat:
            self._flat[key] = self._built(place, steps)
        return self._flat[key]

    def _built(self, place: int, steps: int) -> list[int]:
        if place == len(self._movers):
            return []
        own, offset = [], 0
        later = [0] * sum(len(seat.moves) for seat in self._movers[place + 1 :])
        for left in self._parts(place, steps):
            size = self.count(place + 1, left)
            own.append(((1 << size) - 1) << offset)
            if left > 0 and size:
                later = [old | new << offset for old, new in zip(later, self._columns(place + 1, left), strict=True)]
            offset += size
        return own[:-1] + later

    def taken(self, place: int, steps: int, row: int) -> Iterator[tuple[Seat, Move]]:
        """The moves of one set, by its bit's number."""
        while steps:
            seat = self._movers[place]
            number = 0
            parts = self._parts(place, steps)
            while row >= (size := self.count(place + 1, parts[number])):
                row -= size
                number += 1
            if number < len(seat.moves):
                yield seat, seat.moves[number]
            place, steps = place + 1, parts[number]

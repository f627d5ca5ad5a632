"""Sets of points of both gaps as one integer each: a bit for every pair, so that adding points is a shift."""

from collections.abc import Iterable, Mapping

from hireguide.rules.compiled import Compiled, bits_of
from hireguide.rules.conditions import BANDS, GAPS, VERDICTS
from hireguide.rules.evaluate import band


class Plane:
    """The plane of all points that one rulebook can give.

    `cells`: the pairs of each cell; `regions`: per verdict of the grid the pairs that get it; `shift_of`: how far a
    piece of evidence, by its bit, moves a set (negative is to the right).
    """

    def __init__(self, compiled: Compiled) -> None:
        spans = [_span(points * mask.bit_count() for points, mask in compiled.weights[gap]) for gap in GAPS]
        (self._least, most), (self._least_strategy, most_strategy) = spans
        self._stride = most_strategy - self._least_strategy + 1
        self._evidence = compiled.evidence
        self.shift_of: Mapping[int, int] = {
            bit: rule.points * (self._stride if rule.gap == "execution" else 1)
            for bit, rule in compiled.evidence_of.items()
        }
        rows = self._bands(compiled, "execution", range(self._least, most + 1))
        columns = self._bands(compiled, "strategy", range(self._least_strategy, most_strategy + 1))
        cells, regions = {}, dict.fromkeys(VERDICTS, 0)
        for (execution, strategy), cell in compiled.rulebook.grid.items():
            column = sum(1 << place for place in columns[strategy])
            cells[execution, strategy] = sum(column << place * self._stride for place in rows[execution])
            regions[cell.verdict] |= cells[execution, strategy]
        self.cells: Mapping[tuple[str, str], int] = cells
        self.regions: Mapping[str, int] = regions

    def start(self, fired: int) -> int:
        """The set of the one pair that fired rules give."""
        nothing = -self._least * self._stride - self._least_strategy
        return 1 << (nothing + sum(self.shift_of[bit] for bit in bits_of(fired & self._evidence)))

    def moves(self, fired: int, maybe: int) -> set[int]:
        """The shifts by fired rules, and by any of those that may fire too."""
        moves = {sum(self.shift_of[bit] for bit in bits_of(fired & self._evidence))}
        for bit in bits_of(maybe):
            moves |= {move + self.shift_of[bit] for move in moves}
        return moves

    def spread(self, pairs: int, shifts: Iterable[int]) -> int:
        """The set of all pairs moved by each of the shifts."""
        return self.walked(pairs, (shifts,))

    @staticmethod
    def walked(pairs: int, moves: Iterable[Iterable[int]]) -> int:
        """The set of all pairs moved by one of each of some shifts, one after the other."""
        for shifts in moves:
            moved = 0
            for shift in shifts:
                moved |= pairs << shift if shift >= 0 else pairs >> -shift
            pairs = moved
        return pairs

    @staticmethod
    def _bands(compiled: Compiled, gap: str, points: range) -> Mapping[str, list[int]]:
        places: dict[str, list[int]] = {name: [] for name in BANDS}
        for place, count in enumerate(points):
            places[band(compiled.rulebook.bands[gap], count)].append(place)
        return places


def _span(points: Iterable[int]) -> tuple[int, int]:
    given = tuple(points)
    return sum(count for count in given if count < 0), sum(count for count in given if count > 0)

"""The plane of points that moves can lead to: sets of points, and of changes of points, as one integer each."""

from collections.abc import Iterable, Mapping, Sequence

from hireguide.rules.conditions import BANDS, GAPS, VERDICTS
from hireguide.rules.evaluate import band
from hireguide.rules.position import Position

Shift = tuple[int, int]  # points of execution and of strategy


class Canvas:
    """The plane of points that a position's moves can lead to, with room for changes of them; a set of points or of
    changes is one integer."""

    def __init__(self, position: Position, heads: int, sure: int) -> None:
        """`heads`: the rules that hang on the moves; `sure`: the boxes that stand whatever moves."""
        compiled = position.space.compiled
        self._bands = compiled.rulebook.bands
        self._grid = compiled.rulebook.grid
        evidence, certain = heads & compiled.evidence, compiled.fired(sure)
        self._spans = [compiled.span(certain, evidence, gap) for gap in GAPS]
        self._rooms = [most - least for least, most in self._spans]
        self._width = 2 * self._rooms[1] + 1
        self.all = (1 << (2 * self._rooms[0] + 1) * self._width) - 1
        self.still = 1 << self._rooms[0] * self._width + self._rooms[1]

    def step(self, shift: Shift) -> int:
        """How far a change of points moves a set, negative to the right."""
        return shift[0] * self._width + shift[1]

    def spread(self, pairs: int, sure: Shift, maybe: Iterable[Shift]) -> int:
        """The set moved by what is sure, and by any of what may be."""
        pairs = _moved(pairs, self.step(sure))
        for shift in maybe:
            pairs |= _moved(pairs, self.step(shift))
        return pairs & self.all

    def reached(self, points: Shift, changes: int) -> int:
        """The points that changes lead to."""
        return _moved(changes, self.step((points[0] - self._spans[0][0], points[1] - self._spans[1][0])))

    def regions(self, shift: Shift = (0, 0)) -> Mapping[str, int]:
        """Per verdict of the grid the points that get it, once moved by a shift."""
        rows, columns = (self._places(gap, number, shift[number]) for number, gap in enumerate(GAPS))
        found = dict.fromkeys(VERDICTS, 0)
        for (execution, strategy), cell in self._grid.items():
            column = sum(1 << place for place in columns[strategy])
            found[cell.verdict] |= sum(column << place * self._width for place in rows[execution])
        return found

    def _places(self, gap: str, number: int, shift: int) -> Mapping[str, Sequence[int]]:
        places: dict[str, list[int]] = {name: [] for name in BANDS}
        low, high = self._spans[number]
        for points in range(low, high + 1):
            places[band(self._bands[gap], points + shift)].append(points - low + self._rooms[number])
        return places


def _moved(pairs: int, step: int) -> int:
    return pairs << step if step >= 0 else pairs >> -step

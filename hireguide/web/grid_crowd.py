"""Many companies on the one grid: a bubble for those that stand near each other, with their number. Pure, as `grid`."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import sqrt

from hireguide.web.grid import BANDS, THIRD, Bands, Cells, GridPicture, Scale

PARTS = 3
"""Into so many columns and rows a cell is parted; companies in one part of it are one bubble."""
SMALLEST, WITH_NUMBER, LARGEST = 4.5, 7.5, 10.5
_THOUSAND = 1000
_FIRST_X, _STEP_X = 20.0, 30.0
_FIRST_Y, _STEP_Y = 45.0, 21.5
"""Within a cell, from its upper left: its name stands above the bubbles."""

Spot = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Bubble:
    """So many companies in one place."""

    x: float
    y: float
    radius: float
    count: int

    @property
    def words_y(self) -> float:
        """The line that the number stands on."""
        return round(self.y + 3.4, 1)

    @property
    def label(self) -> str:
        """The number, as it fits: from a thousand on in thousands; one company is a dot without."""
        if self.count < 2:
            return ""
        return str(self.count) if self.count < _THOUSAND else f"{round(self.count / _THOUSAND)}k"


@dataclass(frozen=True, slots=True)
class CrowdCell:
    """One of the nine with the number of its companies."""

    execution: str
    strategy: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class CrowdPicture:
    """The grid with many companies. `crowd`: place → how many stand there; places are what `spot` gives.

    `bands` and `cell_names` are those of the grid that is drawn, as `GridPicture` takes them.
    """

    bands: Bands
    cell_names: Cells
    crowd: Mapping[Spot, int]

    @property
    def grid(self) -> GridPicture:
        """The grid behind the bubbles."""
        return GridPicture(self.bands, self.cell_names)

    @property
    def total(self) -> int:
        """How many companies there are."""
        return sum(self.crowd.values())

    @property
    def bubbles(self) -> tuple[Bubble, ...]:
        """The bubbles, the largest first, so that none hides a smaller one."""
        most = max(self.crowd.values(), default=1)
        found = (_bubble(spot, count, most) for spot, count in self.crowd.items() if count)
        return tuple(sorted(found, key=lambda bubble: (-bubble.count, bubble.y, bubble.x)))

    @property
    def is_rounded(self) -> bool:
        """Whether a number is told in thousands."""
        return any(count >= _THOUSAND for count in self.crowd.values())

    @property
    def rows(self) -> tuple[tuple[str, tuple[CrowdCell, ...]], ...]:
        """The numbers as a table: each execution band, from large to none, with its three cells."""
        return tuple((execution, tuple(self._cells(execution))) for execution in reversed(BANDS))

    @property
    def description(self) -> str:
        """The picture in words: the cells that have companies, the fullest first."""
        if not self.total:
            return "No company is on the grid."
        cells = sorted((cell for _, row in self.rows for cell in row if cell.count), key=lambda cell: -cell.count)
        told = (f"{_companies(cell.count)} in “{cell.name}” ({_gaps(cell)})" for cell in cells)
        return f"{_companies(self.total)}: {'; '.join(told)}."

    def _cells(self, execution: str) -> Iterator[CrowdCell]:
        inside = Counter[tuple[int, int]]()
        for (column, row), count in self.crowd.items():
            inside[column // PARTS, row // PARTS] += count
        for strategy in BANDS:
            count = inside[BANDS.index(strategy), BANDS.index(execution)]
            yield CrowdCell(execution, strategy, self.cell_names[execution, strategy][1], count)


def spot(bands: Bands, points: Mapping[str, int]) -> Spot:
    """The place of a company with these points by its own rulebook's `bands`: column from the left, row from below.

    >>> spot({"execution": (4, 8), "strategy": (4, 8)}, {"execution": 9, "strategy": 0})
    (1, 6)
    """
    part = THIRD / PARTS
    strategy, execution = (Scale(*bands[gap]).middle(points[gap]) for gap in ("strategy", "execution"))
    return int(strategy // part), int(execution // part)


def _bubble(place: Spot, count: int, most: int) -> Bubble:
    column, row = place
    cell_x, cell_y = column // PARTS * THIRD, (len(BANDS) - 1 - row // PARTS) * THIRD
    x = cell_x + _FIRST_X + _STEP_X * (column % PARTS)
    y = cell_y + _FIRST_Y + _STEP_Y * (PARTS - 1 - row % PARTS)
    share = sqrt(count / most)
    radius = SMALLEST if count == 1 else WITH_NUMBER + (LARGEST - WITH_NUMBER) * share
    return Bubble(x, y, round(radius, 1), count)


def _companies(count: int) -> str:
    return f"{count:,} {'company' if count == 1 else 'companies'}"


def _gaps(cell: CrowdCell) -> str:
    return f"execution gap {cell.execution}, strategy gap {cell.strategy}"

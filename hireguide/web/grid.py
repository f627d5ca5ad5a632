"""Geometry of the one picture: the grid of the two gaps, its nine cells, the company's dot and the range left open.

Pure: bands, points and cells go in, coordinates and words come out; `templates/components/grid.html` draws them.
The strategy gap runs along x, from none (left) to large (right); the execution gap along y, from none (bottom) to large
(top). The plot is 300 units square and each band takes a third of it, whatever its thresholds are.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

BANDS = ("none", "some", "large")
SIDE = 300.0
THIRD = SIDE / 3
MARGIN = 16.0
"""How near the edge of the plot a dot may come, so that it is drawn whole."""
LINE_LENGTH = 12
"""Letters of a cell's name that fit on one line."""

Bands = Mapping[str, tuple[int, int]]
Cells = Mapping[tuple[str, str], tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Scale:
    """One gap's thresholds: below `some` the band is none, below `large` it is some."""

    some: int
    large: int

    def band(self, points: int) -> str:
        """The band of so many points."""
        return BANDS[(points >= self.some) + (points >= self.large)]

    def place(self, value: float) -> float:
        """Where `value` stands, 0 to 300. The middle third spans the thresholds; each outer third goes twice as far."""
        width = max(self.large - self.some, 1)  # thresholds may coincide: then no points are some
        if value < self.some:
            at = THIRD * (1 - (self.some - value) / (2 * width))
        elif value <= self.large:
            at = THIRD * (1 + (value - self.some) / width)
        else:
            at = THIRD * (2 + (value - self.large) / (2 * width))
        return min(max(at, 0.0), SIDE)

    def middle(self, points: int) -> float:
        """Where a dot of so many points stands: never on the line between two bands, never cut by the edge."""
        return min(max(self.place(points + 0.5), MARGIN), SIDE - MARGIN)

    def stretch(self, low: int, high: int) -> tuple[float, float]:
        """Where the points from `low` to `high`, both included, begin and end; wide enough to be seen at an edge."""
        start, end = self.place(low), self.place(high + 1)
        return min(start, SIDE - 2 * MARGIN), max(end, 2 * MARGIN)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of the plot; y grows downwards, as SVG has it."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Dot:
    """The company's place."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Cell:
    """One of the nine: its bands, the verdict that it calls for, and where its name is written."""

    execution: str
    strategy: str
    verdict: str
    name: str
    box: Box
    is_here: bool
    is_own: bool
    """Whether the company itself stands here, while the dot is a what-if's."""
    lines: tuple[tuple[float, str], ...]
    """The name in lines that fit, each with its y: at the top of the cell, or at its foot where the dot is above."""

    @property
    def text_x(self) -> float:
        """Where each line begins."""
        return self.box.x + 8


@dataclass(frozen=True, slots=True)
class GridPicture:
    """The grid for one company, or for none: `points` and `ranges` may be None.

    `bands`: gap → its two thresholds. `cell_names`: (execution band, strategy band) → (verdict code, its short name).
    `points`: gap → known points. `ranges`: gap → the least and most points that open answers leave.
    `own`: in the picture of a what-if, whose dot `points` are, the points of the company as it is.
    `names`: what `own` and `points` are called where both are drawn.
    `also`: points of other dots that are drawn over it (a path, a portfolio): the names of cells make way for them.
    """

    bands: Bands
    cell_names: Cells
    points: Mapping[str, int] | None = None
    ranges: Mapping[str, tuple[int, int]] | None = None
    own: Mapping[str, int] | None = None
    names: tuple[str, str] = ("your company now", "what if")
    also: Collection[Mapping[str, int]] = ()

    @property
    def execution(self) -> Scale:
        """The scale from bottom to top."""
        return Scale(*self.bands["execution"])

    @property
    def strategy(self) -> Scale:
        """The scale from left to right."""
        return Scale(*self.bands["strategy"])

    @property
    def dot(self) -> Dot | None:
        """Where the company stands by what is known; in the picture of a what-if, where it would stand."""
        return None if self.points is None else self.dot_of(self.points)

    @property
    def own_dot(self) -> Dot | None:
        """Where the company itself stands, in the picture of a what-if."""
        return None if self.own is None else self.dot_of(self.own)

    @property
    def range(self) -> Box | None:
        """Where the company may yet stand, or None when nothing is open."""
        if self.ranges is None or all(low == high for low, high in self.ranges.values()):
            return None
        left, right = self.strategy.stretch(*self.ranges["strategy"])
        bottom, top = self.execution.stretch(*self.ranges["execution"])
        return Box(
            x=round(left, 1), y=round(SIDE - top, 1), width=round(right - left, 1), height=round(top - bottom, 1)
        )

    @property
    def here(self) -> tuple[str, str] | None:
        """The bands (execution, strategy) of the cell that the dot is in."""
        return None if self.points is None else self.bands_of(self.points)

    @property
    def cells(self) -> tuple[Cell, ...]:
        """All nine, row by row from the top: execution large first, strategy none first."""
        return tuple(self._cells())

    @property
    def rows(self) -> tuple[tuple[str, tuple[Cell, ...]], ...]:
        """The same as a table: each execution band, from large to none, with its three cells."""
        cells = self.cells
        return tuple((cells[start].execution, cells[start : start + 3]) for start in (0, 3, 6))

    @property
    def description(self) -> str:
        """The picture in words."""
        if self.points is None or self.here is None:
            return "Two gaps, each none, some or large, make nine cells; each cell names a verdict."
        gaps = " ".join(self._gap_sentence(gap, self.points[gap]) for gap in ("execution", "strategy"))
        if self.own is None or self.own == self.points:
            return f"{gaps} The dot is in the cell “{self.cell_names[self.here][1]}”."
        return f"{self.names[1][:1].upper()}{self.names[1][1:]}: {gaps} {self._move(self.own, self.points)}"

    def _move(self, own: Mapping[str, int], points: Mapping[str, int]) -> str:
        """How the dot of a what-if goes from the company's own."""
        here, there = self.cell_of(own), self.cell_of(points)
        if self.bands_of(own) == self.bands_of(points):
            return f"The dot moves within the cell “{here}”."
        if here == there:
            return f"The dot moves to another cell, also “{there}”."
        return f"The dot moves from the cell “{here}” to the cell “{there}”."

    def bands_of(self, points: Mapping[str, int]) -> tuple[str, str]:
        """The bands (execution, strategy) of so many points."""
        return self.execution.band(points["execution"]), self.strategy.band(points["strategy"])

    def cell_of(self, points: Mapping[str, int]) -> str:
        """The name of the cell that so many points stand in."""
        return self.cell_names[self.bands_of(points)][1]

    def dot_of(self, points: Mapping[str, int]) -> Dot:
        """Where a dot of so many points stands."""
        return Dot(
            x=round(self.strategy.middle(points["strategy"]), 1),
            y=round(SIDE - self.execution.middle(points["execution"]), 1),
        )

    def _gap_sentence(self, gap: str, points: int) -> str:
        sentence = f"{gap.capitalize()} gap: {_points(points)}, {Scale(*self.bands[gap]).band(points)}"
        low, high = self.ranges[gap] if self.ranges else (points, points)
        return f"{sentence}." if low == high else f"{sentence}; open answers leave {_number(low)} to {_number(high)}."

    def _cells(self) -> Iterator[Cell]:
        drawn = [points for points in (self.points, self.own, *self.also) if points is not None]
        dots = [(self.bands_of(points), self.dot_of(points)) for points in drawn]
        here, own = self.here, self.own and self.bands_of(self.own)
        for row, execution in enumerate(reversed(BANDS)):
            for column, strategy in enumerate(BANDS):
                bands = (execution, strategy)
                verdict, name = self.cell_names[bands]
                box = Box(x=column * THIRD, y=row * THIRD, width=THIRD, height=THIRD)
                above = [dot.y < box.y + THIRD / 2 for at, dot in dots if at == bands]
                lines = _placed(_wrapped(name), box, at_foot=any(above) and 2 * sum(above) >= len(above))
                yield Cell(execution, strategy, verdict, name, box, here == bands, own == bands, lines)


LINE_HEIGHT = 14.0


def _placed(lines: list[str], box: Box, *, at_foot: bool) -> tuple[tuple[float, str], ...]:
    first = box.y + (THIRD - 7 - LINE_HEIGHT * (len(lines) - 1) if at_foot else 17)
    return tuple((first + LINE_HEIGHT * number, line) for number, line in enumerate(lines))


def _wrapped(name: str) -> list[str]:
    """The words of `name`, in lines of at most LINE_LENGTH letters where its words allow."""
    lines: list[str] = []
    for word in name.split():
        if lines and len(lines[-1]) + 1 + len(word) <= LINE_LENGTH:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _number(value: int) -> str:
    return f"−{-value}" if value < 0 else str(value)


def _points(value: int) -> str:
    return f"{_number(value)} point" if abs(value) == 1 else f"{_number(value)} points"


MARK = GridPicture(
    bands={"execution": (0, 9), "strategy": (4, 9)},
    cell_names={(execution, strategy): ("", "") for execution in BANDS for strategy in BANDS},
    points={"execution": 17, "strategy": 6},
)
"""The product's mark: the grid, naming nothing, with a dot in the middle of its upper middle cell."""

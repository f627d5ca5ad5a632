"""Several dots on the one grid: a company's path over time, or what could become of it. Pure, as `grid` is."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise
from math import copysign, hypot

from hireguide.web.grid import SIDE, THIRD, Bands, Cells, Dot, GridPicture

HEIGHT = 22.0
"""Of the mark of a place, and its least width."""
LETTER, PADDING = 7.0, 10.0
SHORTEST = 7.0
"""A line that is shorter would be all arrow."""
PUSHES = 20
"""How often marks that overlap are pushed apart, at most."""
ARROW = 3.0
"""How far before a mark a line ends, so that the head of its arrow is seen."""


@dataclass(frozen=True, slots=True)
class Stop:
    """One dot: its `mark`, a number or a short word, what it is called, and its points."""

    mark: str
    name: str
    points: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Place:
    """Where one or several dots stand: the middle of the mark drawn there, and what is written in it."""

    x: float
    y: float
    width: float
    label: str
    is_main: bool

    @property
    def left(self) -> float:
        """Where the mark begins."""
        return round(self.x - self.width / 2, 1)

    @property
    def top(self) -> float:
        """Where the mark begins, from above."""
        return round(self.y - HEIGHT / 2, 1)

    @property
    def words_y(self) -> float:
        """The line that the label stands on."""
        return round(self.y + 4.4, 1)


@dataclass(frozen=True, slots=True)
class Leg:
    """A line from one place to another, from edge to edge of their marks."""

    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True, slots=True)
class Line:
    """One dot as the table says it."""

    mark: str
    name: str
    execution: str
    strategy: str
    cell: str


@dataclass(frozen=True, slots=True)
class PathPicture:
    """The grid with the dots of `stops`, at least one, all under the same `bands` and `cell_names`.

    A path leads from each stop to the next, and the last is where the company stands. With `from_first` a line leads
    from the first, where the company stands, to each of the others.
    """

    bands: Bands
    cell_names: Cells
    stops: Sequence[Stop]
    from_first: bool = False

    @property
    def main(self) -> Stop:
        """Where the company stands."""
        return self.stops[0 if self.from_first else -1]

    @property
    def grid(self) -> GridPicture:
        """What is below the dots."""
        others = [stop.points for stop in self.stops if stop is not self.main]
        return GridPicture(self.bands, self.cell_names, points=self.main.points, also=others)

    @property
    def places(self) -> tuple[Place, ...]:
        """Each place once, the one where the company stands last, and so on top."""
        return tuple(sorted(self._places().values(), key=lambda place: place.is_main))

    @property
    def legs(self) -> tuple[Leg, ...]:
        """The lines between places, each once; none where marks touch, or almost do."""
        places = self._places()
        dots = [self.grid.dot_of(stop.points) for stop in self.stops]
        pairs = [(dots[0], dot) for dot in dots[1:]] if self.from_first else pairwise(dots)
        moves = dict.fromkeys((one, other) for one, other in pairs if one != other)
        drawn = (_leg(places[one], places[other]) for one, other in moves)
        return tuple(leg for leg in drawn if leg is not None)

    @property
    def lines(self) -> tuple[Line, ...]:
        """The dots as a table."""
        return tuple(self._lines())

    @property
    def description(self) -> str:
        """The picture in words."""
        grid = self.grid
        if self.from_first:
            others = "".join(f" {stop.mark}, {stop.name}: “{grid.cell_of(stop.points)}”." for stop in self.stops[1:])
            return f"{self.main.name}: “{grid.cell_of(self.main.points)}”.{others}"
        here = grid.cell_of(self.main.points)
        if len(self.stops) == 1:
            return f"The dot is in the cell “{here}”."
        # Each cell that the dot came through, once after the other.
        came_through = [self.stops[0]]
        came_through += [
            stop for before, stop in pairwise(self.stops) if grid.bands_of(before.points) != grid.bands_of(stop.points)
        ]
        if len(came_through) == 1:
            return f"All this time the dot stays in the cell “{here}”."
        names = [grid.cell_of(stop.points) for stop in came_through]
        same = [False, *(one == other for one, other in pairwise(names))]
        cells = [
            f"{'another ' if is_same else ''}“{name}” ({stop.mark}, {stop.name})"
            for stop, name, is_same in zip(came_through, names, same, strict=True)
        ]
        return f"The dot goes from the cell {cells[0]} to {', then to '.join(cells[1:])}."

    def _places(self) -> dict[Dot, Place]:
        grid, there = self.grid, dict[Dot, list[int]]()
        for index, stop in enumerate(self.stops):
            there.setdefault(grid.dot_of(stop.points), []).append(index)
        at = grid.dot_of(self.main.points)
        places = [self._place(dot, indices, is_main=dot == at) for dot, indices in there.items()]
        return dict(zip(there, _apart(places), strict=True))

    def _place(self, dot: Dot, indices: Sequence[int], *, is_main: bool) -> Place:
        label = ", ".join(_runs(indices, self.stops))
        width = max(HEIGHT, PADDING + LETTER * len(label))
        x = min(max(dot.x, width / 2), SIDE - width / 2)
        return Place(x, dot.y, width, label, is_main)

    def _lines(self) -> Iterator[Line]:
        grid = self.grid
        for stop in self.stops:
            bands = dict(zip(("execution", "strategy"), grid.bands_of(stop.points), strict=True))
            said = {gap: f"{_number(stop.points[gap])}, {band}" for gap, band in bands.items()}
            mark = "" if stop.mark == stop.name else stop.mark
            yield Line(mark, stop.name, said["execution"], said["strategy"], grid.cell_of(stop.points))


def _apart(places: Sequence[Place]) -> list[Place]:
    """The places with marks that would hide one another pushed apart a little, each within its cell."""
    moved = list(places)
    for _ in range(PUSHES):
        for one, other in combinations(range(len(moved)), 2):
            a, b = moved[one], moved[other]
            dx, dy = b.x - a.x, b.y - a.y
            across, upright = (a.width + b.width) / 2 - abs(dx), HEIGHT - abs(dy)
            if across <= 0 or upright <= 0:
                continue
            x, y = (copysign(across / 2, dx), 0.0) if across < upright else (0.0, copysign(upright / 2, dy))
            moved[one], moved[other] = _pushed(a, places[one], -x, -y), _pushed(b, places[other], x, y)
    return moved


def _pushed(place: Place, true: Place, x: float, y: float) -> Place:
    """A place somewhere else, its middle still in the cell where it truly is."""
    left, top = THIRD * (true.x // THIRD), THIRD * (true.y // THIRD)
    inside = (left + 1, left + THIRD - 1), (top + 1, top + THIRD - 1)
    at = (min(max(place.x + x, inside[0][0]), inside[0][1]), min(max(place.y + y, inside[1][0]), inside[1][1]))
    return replace(place, x=round(at[0], 1), y=round(at[1], 1))


def _runs(indices: Sequence[int], stops: Sequence[Stop]) -> Iterator[str]:
    """Marks that follow one another, as "2–4"."""
    start = 0
    for position, index in enumerate(indices):
        if position + 1 < len(indices) and indices[position + 1] == index + 1:
            continue
        run = [stops[at].mark for at in indices[start : position + 1]]
        if len(run) > 2 and all(mark.isdecimal() for mark in run):
            yield f"{run[0]}–{run[-1]}"
        else:
            yield from run
        start = position + 1


def _leg(one: Place, other: Place) -> Leg | None:
    dx, dy = other.x - one.x, other.y - one.y
    begin, end = _edge(one, dx, dy, 0), 1 - _edge(other, dx, dy, ARROW)
    if (end - begin) * hypot(dx, dy) < SHORTEST:
        return None
    x1, y1, x2, y2 = (
        round(at, 1) for at in (one.x + begin * dx, one.y + begin * dy, one.x + end * dx, one.y + end * dy)
    )
    return Leg(x1, y1, x2, y2)


def _edge(place: Place, dx: float, dy: float, room: float) -> float:
    """What part of a line in this direction its mark covers, with some room around it."""
    half_width, half_height = place.width / 2 + room, HEIGHT / 2 + room
    across = half_width / abs(dx) if dx else float("inf")
    upright = half_height / abs(dy) if dy else float("inf")
    return min(across, upright, 1.0)


def _number(value: int) -> str:
    return f"−{-value}" if value < 0 else str(value)

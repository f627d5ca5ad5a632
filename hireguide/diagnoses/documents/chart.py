"""Geometry of the cost chart: one bar a line, all on one scale of dollars a year. Numbers in, coordinates out.

Lengths along x are in per cent of the picture's width, so that its words keep their size on a phone.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from hireguide.diagnoses.documents.figures import dollar_range, dollars

Line = tuple[str, int, int, bool]
"""A name, the least and the most dollars a year, and whether it is the verdict's own."""

ROW = 46
NAME_AT = 16
BAR_AT = 24
BAR_HEIGHT = 12
FOOT = 26
MOST_TICKS = 4


@dataclass(frozen=True, slots=True)
class Bar:
    """One line's bar: solid to the least it costs (`low`), striped on to the most (`span` further), in per cent.

    `is_own` marks the verdict's own line.
    """

    name: str
    amounts: str
    name_y: int
    y: int
    low: float
    span: float
    is_own: bool


@dataclass(frozen=True, slots=True)
class Tick:
    """A line across all bars, and its amount below them."""

    x: float
    label: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Chart:
    """The bars, top to bottom, and their scale; `rows` is how many, `foot` where the scale ends."""

    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]

    @property
    def rows(self) -> int:
        """How many bars there are."""
        return len(self.bars)

    @property
    def foot(self) -> int:
        """Where the bars end and the amounts of the scale begin."""
        return ROW * self.rows

    @property
    def height(self) -> int:
        """Of the whole picture."""
        return self.foot + FOOT

    @property
    def words_at(self) -> int:
        """The base line of the scale's amounts."""
        return self.foot + FOOT - 8

    @property
    def bar_height(self) -> int:
        """How thick a bar is."""
        return BAR_HEIGHT

    @property
    def description(self) -> str:
        """The picture in words."""
        return " ".join(f"{bar.name}: {bar.amounts}." for bar in self.bars)


def draw(lines: Sequence[Line]) -> Chart:
    """The chart of these lines."""
    highest = max((high for _, _, high, _ in lines), default=0)
    step = tick_step(highest)
    top = step * max(1, -(-highest // step))
    return Chart(
        bars=tuple(_bar(number, line, top) for number, line in enumerate(lines)),
        ticks=tuple(_tick(amount, top) for amount in range(0, top + 1, step)),
    )


def _bar(number: int, line: Line, top: int) -> Bar:
    name, low, high, is_own = line
    return Bar(
        name=name,
        amounts=dollar_range(low, high),
        name_y=ROW * number + NAME_AT,
        y=ROW * number + BAR_AT,
        low=round(100 * low / top, 2),
        span=round(100 * (high - low) / top, 2),
        is_own=is_own,
    )


def _tick(amount: int, top: int) -> Tick:
    anchor = {0: "start", top: "end"}.get(amount, "middle")
    return Tick(x=round(100 * amount / top, 2), label=dollars(amount), anchor=anchor)


def tick_step(highest: int) -> int:
    """The round number of dollars between two ticks: 1, 2 or 5 and noughts, for at most MOST_TICKS steps.

    >>> tick_step(540_000), tick_step(0)
    (200000, 1)
    """
    size = 1
    while True:
        for step in (size, 2 * size, 5 * size):
            if highest <= MOST_TICKS * step:
                return step
        size *= 10

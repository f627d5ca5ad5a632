"""How everything here is measured: contenders take turns in one run, and a table tells medians and ratios."""

from collections.abc import Callable, Mapping, Sequence
from random import Random
from statistics import median
from time import perf_counter

_UNITS = (("s", 1.0), ("ms", 1e-3), ("µs", 1e-6))

Contenders = Mapping[str, Callable[[], object]]


def interleaved(contenders: Contenders, rounds: int, *, seed: int) -> dict[str, list[float]]:
    """The seconds that each contender took in each round; in every round all take a turn, in an order of its own.

    So whatever else the machine does falls on all of them alike.
    """
    random = Random(seed)  # noqa: S311 - an order, not a secret
    seconds: dict[str, list[float]] = {name: [] for name in contenders}
    for _ in range(rounds):
        for name in random.sample(list(contenders), len(contenders)):
            seconds[name].append(timed(contenders[name]))
    return seconds


def timed(call: Callable[[], object]) -> float:
    """The seconds that one call takes."""
    start = perf_counter()
    call()
    return perf_counter() - start


def quantile(values: Sequence[float], share: float) -> float:
    """The smallest value that `share` of the values do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, -int(-share * len(ordered) // 1) - 1)]


def ratio(theirs: float, ours: float) -> str:
    """How many times longer the first takes, as a table shows it."""
    times = theirs / ours
    return f"{times:.1f}×" if times < 10 else f"{times:,.0f}×"


def compared(seconds: Mapping[str, Sequence[float]], ours: str, per: int = 1) -> list[tuple[str, str, str, str]]:
    """A row for each contender: its median, its least and most, and its median as a multiple of ours.

    `per`: how many things one turn does, so that the times are of one thing.
    """
    own = median(seconds[ours])
    rows = []
    for name, taken in seconds.items():
        spread = f"{duration(min(taken) / per)} – {duration(max(taken) / per)}"
        rows.append((name, duration(median(taken) / per), spread, ratio(median(taken), own)))
    return rows


def duration(seconds: float) -> str:
    """Seconds in the unit that suits them."""
    unit, size = next(((unit, size) for unit, size in _UNITS if seconds >= size), _UNITS[-1])
    count = seconds / size
    return f"{count:.3g} {unit}" if count < 99.95 else f"{count:,.0f} {unit}"


def show(title: str, header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a plain table: the first column to the left, the others to the right."""
    widths = [max(len(row[column]) for row in (header, *rows)) for column in range(len(header))]
    print(f"\n{title}\n")
    for row in (header, ["-" * width for width in widths], *rows):
        cells = [text.rjust(width) for text, width in zip(row[1:], widths[1:], strict=True)]
        print("  ".join([row[0].ljust(widths[0]), *cells]).rstrip())

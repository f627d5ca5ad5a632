"""Why a verdict, and why not each other one: reasons, what decided, what is lacking, and the advice beside it."""

from collections.abc import Mapping
from functools import lru_cache
from itertools import product

from hireguide.rules.compiled import Compiled, bits_of
from hireguide.rules.conditions import BANDS, GAPS, VERDICTS
from hireguide.rules.evaluate import Reading
from hireguide.rules.rulebook import Advice, Rulebook
from hireguide.rules.verdict import Against, Decision, Reason

_EMPTY = (-1, "a band that no points fall into")


def decision(reading: Reading) -> Decision:
    """What decided in the known reading."""
    if reading.situation is not None:
        return Decision(reading.situation.key, None, reading.situation.because)
    return Decision(None, reading.bands, reading.cell.because)


def reasons(compiled: Compiled, reading: Reading) -> tuple[Reason, ...]:
    """The evidence that holds in the known reading, in the rulebook's order."""
    return compiled.ledger.reasons(reading.fired)


def advice(compiled: Compiled, reading: Reading, verdict: str) -> tuple[Advice, ...]:
    """The advice that holds for the known answers, the verdict given and the known bands, in the rulebook's order."""
    boxes = reading.boxes
    for table, value in zip(compiled.conclusions, (verdict, *reading.bands), strict=True):
        boxes &= table.by_value[value]
    return tuple([compiled.advice_of[bit] for bit in bits_of(compiled.fired(boxes) & compiled.advice)])


def against(compiled: Compiled, reading: Reading, verdict: str) -> Mapping[str, Against]:
    """Why not each verdict other than the one given."""
    holding = reading.fired & compiled.situations
    return {code: _against(compiled, reading.points, holding, code) for code in VERDICTS if code != verdict}


def _against(compiled: Compiled, points: tuple[int, int], holding: int, code: str) -> Against:
    return Against(_lacks(compiled.rulebook, points, code), _silent(compiled, holding, code))


@lru_cache(maxsize=4096)
def _silent(compiled: Compiled, holding: int, code: str) -> tuple[str, ...]:
    """The situations that would give a verdict, and do not hold."""
    situations = compiled.situation_of.items()
    return tuple(rule.key for bit, rule in situations if rule.verdict == code and not bit & holding)


@lru_cache(maxsize=8192)
def _lacks(rulebook: Rulebook, points: tuple[int, int], code: str) -> Mapping[str, str] | None:
    """What the nearest cell of a verdict wants: the fewest points over both gaps, the first in grid order."""
    steps = [
        [_step(rulebook.bands[gap], band, has) for gap, band, has in zip(GAPS, cell, points, strict=True)]
        for cell in product(BANDS, BANDS)
        if rulebook.grid[cell].verdict == code
    ]
    open_to_all = [pair for pair in steps if _EMPTY not in pair]
    if not open_to_all:
        return None
    nearest = min(open_to_all, key=lambda pair: sum(distance for distance, _ in pair))
    return {gap: wanted for gap, (distance, wanted) in zip(GAPS, nearest, strict=True) if distance}


def _step(thresholds: tuple[int, int], band: str, has: int) -> tuple[int, str]:
    """How many points away a band is, and what it wants."""
    low, high = thresholds
    match band:
        case "none" if has >= low:
            return has - low + 1, f"at most {_points(low - 1)}, has {has}"
        case "large" if has < high:
            return high - has, f"at least {_points(high)}, has {has}"
        case "some" if low == high:
            return _EMPTY
        case "some" if has < low:
            return low - has, f"at least {_points(low)}, has {has}"
        case "some" if has >= high:
            return has - high + 1, f"at most {_points(high - 1)}, has {has}"
    return 0, ""


def _points(count: int) -> str:
    return f"{count} point" if count == 1 else f"{count} points"

"""How companies of a stage and size compare, told of five or more together, so that no company's answers are."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Generic, NamedTuple, TypeVar

from hireguide.rules import VERDICTS
from hireguide.web.grid import BANDS

LEAST: Final = 5
ENOUGH: Final = 10
"""Of fewer, counts alone are told: a share of them says more than there is."""
_REASONS = 3

Key = TypeVar("Key")
Each = TypeVar("Each")


class Told(NamedTuple):
    """What is compared of one company: its verdict, the bands of its gaps, and the rules that gave points."""

    verdict: str
    execution: str
    strategy: str
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """What is told of a group: how many they are, how many have each verdict with their share ("" of a few), the middle
    band of each gap, and the rules that hold of most of them, each with of how many."""

    count: int
    verdicts: tuple[tuple[str, int, str], ...]
    execution: str
    strategy: str
    reasons: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Parted(Generic[Key, Each]):
    """Companies in groups of LEAST or more. `rest` are all those of smaller groups, together: LEAST or more, or none.

    The groups and the rest have nobody in common. So whatever is added or taken away, what is told is always of LEAST
    or more. `withheld` are those of whom nothing is told, where there are fewer than LEAST in all.
    """

    groups: Mapping[Key, Sequence[Each]]
    rest: Sequence[Each]
    withheld: int


def part(groups: Mapping[Key, Sequence[Each]]) -> Parted[Key, Each]:
    """The groups that may be told of. Where the small ones are fewer than LEAST even together, the smallest of the
    others is told of with them: else they would be found by taking the others from all.
    """
    shown = {key: members for key, members in groups.items() if len(members) >= LEAST}
    rest = [each for members in groups.values() if len(members) < LEAST for each in members]
    while 0 < len(rest) < LEAST and shown:
        rest += shown.pop(min(shown, key=lambda key: len(shown[key])))
    if 0 < len(rest) < LEAST:
        return Parted({}, (), len(rest))
    return Parted(shown, rest, 0)


def summary(companies: Sequence[Told]) -> Summary:
    """What is told of some companies, of which there are LEAST or more."""
    verdicts = Counter(each.verdict for each in companies)
    reasons = Counter(rule for each in companies for rule in each.rules)
    count = len(companies)
    return Summary(
        count=count,
        verdicts=tuple((code, verdicts[code], share(verdicts[code], count)) for code in VERDICTS),
        execution=_middle(each.execution for each in companies),
        strategy=_middle(each.strategy for each in companies),
        reasons=tuple(sorted(reasons.items(), key=lambda pair: (-pair[1], pair[0]))[:_REASONS]),
    )


def share(part: int, whole: int) -> str:
    """So many of so many in per cent, to be told beside the counts: a few are never none of them, and almost all never
    all. Of fewer than ENOUGH it is "".

    >>> share(1, 9), share(0, 10), share(3, 20), share(2, 10_511), share(10_502, 10_511), share(12, 12)
    ('', '0%', '15%', 'under 1%', 'over 99%', '100%')
    """
    if whole < ENOUGH:
        return ""
    if 0 < 100 * part < whole:
        return "under 1%"
    if 99 * whole < 100 * part < 100 * whole:
        return "over 99%"
    return f"{round(100 * part / whole)}%"


def _middle(bands: Iterable[str]) -> str:
    """The band of the one in the middle; of two, the lower."""
    ordered = sorted(map(BANDS.index, bands))
    return BANDS[ordered[(len(ordered) - 1) // 2]]

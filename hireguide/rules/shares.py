"""The sixth proof, and what two rulebooks disagree on: shares of all companies, counted exactly or sampled."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import islice, product
from math import sqrt
from operator import and_

from hireguide.rules.ballot import OUTCOMES, Jury
from hireguide.rules.compiled import Compiled, bits_of
from hireguide.rules.conditions import VERDICTS
from hireguide.rules.counting import Outcomes, count
from hireguide.rules.crowd import Crowd
from hireguide.rules.fields import Facts
from hireguide.rules.proof import Item, Part
from hireguide.rules.rulebook import IMPOSSIBLE

STEPS = 20_000
SAMPLE = 200_000
WITNESSES = 5
_BLOCK = 1 << 16
_MOST_BLOCKS = 32
_SEED = 20_262
_NORMAL_95 = 1.96


@dataclass(frozen=True, slots=True)
class Shares:
    """The share of possible companies by outcome, and a few profiles of each; `sample`: how many were asked, None where
    all were counted."""

    of: Mapping[Outcomes, float]
    witnesses: Mapping[Outcomes, tuple[Facts, ...]]
    sample: int | None

    def interval(self, share: float) -> tuple[float, float]:
        """Where the true share lies with 95 % confidence; the share itself where it is exact."""
        return interval(share, self.sample)


def interval(share: float, sample: int | None) -> tuple[float, float]:
    """Where the true share lies with 95 % confidence (Wilson's interval) if so many were asked; the share itself if
    all were counted."""
    if not sample:
        return share, share
    z = _NORMAL_95
    middle = (share + z * z / (2 * sample)) / (1 + z * z / sample)
    reach = z * sqrt(share * (1 - share) / sample + z * z / (4 * sample * sample)) / (1 + z * z / sample)
    return max(middle - reach, 0.0), min(middle + reach, 1.0)


def shares(books: Sequence[Compiled], steps: int = STEPS, sample: int = SAMPLE) -> Shares:
    """What share of companies gets which outcome under each of some rulebooks, exact if that takes few enough steps,
    else from a `sample`.

    Companies that are impossible under all of them are left out.
    """
    counted = count(books, steps)
    if counted is None:
        return sampled(books, sample)
    possible = {outcome: each for outcome, each in counted.items() if set(outcome) != {IMPOSSIBLE}}
    total = sum(each.share for each in possible.values())
    return Shares(
        {outcome: float(each.share / total) for outcome, each in possible.items()},
        {outcome: (each.witness,) for outcome, each in possible.items()},
        None,
    )


def sampled(books: Sequence[Compiled], sample: int) -> Shares:
    """The same of so many companies that are drawn. Where rulebooks disagree, up to five are witnesses, else one."""
    found: dict[Outcomes, int] = {}
    witnesses: dict[Outcomes, list[Facts]] = {}
    wanted = sample
    for block in range(_MOST_BLOCKS):
        crowd = Crowd(books, _BLOCK, _SEED + block)
        ballots = [Jury(compiled, crowd).vote() for compiled in books]
        drawn = _foremost(crowd.lawful & ~reduce(and_, (ballot.refused for ballot in ballots)), wanted)
        for outcome in product(OUTCOMES, repeat=len(books)):
            columns = (ballot.verdicts[code] for ballot, code in zip(ballots, outcome, strict=True))
            together = reduce(and_, columns, drawn)
            if together:
                found[outcome] = found.get(outcome, 0) + together.bit_count()
                shown = witnesses.setdefault(outcome, [])
                wanted_of = WITNESSES if len(set(outcome)) > 1 else 1
                shown += map(crowd.facts, islice(bits_of(together), wanted_of - len(shown)))
        wanted -= drawn.bit_count()
        if not wanted:
            break
    size = sample - wanted
    return Shares(
        {outcome: number / size for outcome, number in found.items()},
        {outcome: tuple(shown) for outcome, shown in witnesses.items()},
        size,
    )


def _foremost(column: int, most: int) -> int:
    """The first companies of a column, so many at most."""
    kept = bisect_left(range(column.bit_length()), most, key=lambda length: (column & (1 << length) - 1).bit_count())
    return column & (1 << kept) - 1


def prove_shares(compiled: Compiled) -> Part:
    """The share of companies that gets each verdict. Information: every item holds."""
    told = shares([compiled])
    return Part("shares", tuple(Item(code, True, _message(told, code)) for code in VERDICTS))


def _message(told: Shares, code: str) -> str:
    share = told.of.get((code,), 0.0)
    if told.sample is None:
        return f"{share:.2%} of companies get {code}, exactly counted."
    low, high = told.interval(share)
    sample = f"{told.sample:,} drawn; 95 % interval {low:.2%} to {high:.2%}"
    return f"About {share:.1%} of companies get {code} ({sample})."

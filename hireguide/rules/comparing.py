"""Two rulebooks side by side: what share of companies one judges otherwise than the other, and some of them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice, zip_longest
from math import fsum

from hireguide.rules.ballot import OUTCOMES
from hireguide.rules.compiled import compile_rulebook
from hireguide.rules.document import Document
from hireguide.rules.fields import Facts
from hireguide.rules.rulebook import Rulebook
from hireguide.rules.shares import SAMPLE, STEPS, WITNESSES, Shares, interval, sampled, shares
from hireguide.rules.variants import variants

_DRAWN_FOR_WITNESSES = 10_000


@dataclass(frozen=True, slots=True)
class Move:
    """The share of companies that go from one outcome to another, and one of them."""

    start: str
    end: str
    share: float
    witness: Facts


@dataclass(frozen=True, slots=True)
class Witness:
    """One company that goes from one outcome to another."""

    start: str
    end: str
    facts: Facts


@dataclass(frozen=True, slots=True)
class Comparison:
    """The share of companies that change, from what to what, most first; `exact`, or of a `sample` drawn.

    `witnesses`: up to five companies that change, of as many moves as there are.
    """

    share: float
    exact: bool
    moves: tuple[Move, ...]
    sample: int | None = None
    witnesses: tuple[Witness, ...] = ()

    def interval(self, share: float) -> tuple[float, float]:
        """Where the true share lies with 95 % confidence; the share itself where it is exact."""
        return interval(share, self.sample)

    def as_dict(self) -> Document:
        """The keys of `compare_rulebooks --json`, but for the names of the two."""
        return {
            "share": self.share,
            "exact": self.exact,
            "moves": [
                {"from": move.start, "to": move.end, "share": move.share} | {"witness": dict(move.witness)}
                for move in self.moves
            ],
        }


def compare(one: Rulebook, other: Rulebook, *, steps: int = STEPS, sample: int = SAMPLE) -> Comparison:
    """What share of companies gets another verdict from `other` than from `one`; `impossible` counts as a verdict.

    Companies that are impossible under both are left out. Exact if that takes no more than `steps`, else from a
    `sample` of so many companies.
    """
    if not judging_differences(one, other):
        return Comparison(0.0, exact=True, moves=())
    books = [compile_rulebook(one), compile_rulebook(other)]
    told = shares(books, steps, sample)
    moves = [
        Move(start, end, share, told.witnesses[start, end][0])
        for (start, end), share in told.of.items()
        if start != end
    ]
    moves.sort(key=lambda move: (-move.share, OUTCOMES.index(move.start), OUTCOMES.index(move.end)))
    exact = told.sample is None
    shown = sampled(books, _DRAWN_FOR_WITNESSES) if exact and moves else told
    witnesses = tuple(islice(_witnesses(moves, shown), WITNESSES))
    return Comparison(fsum(move.share for move in moves), exact, tuple(moves), told.sample, witnesses)


def judging_differences(one: Rulebook, other: Rulebook) -> tuple[str, ...]:
    """The names of what two rulebooks' judging parts differ in, as `Difference.rules` has them; where there are none,
    nobody's verdict can change."""
    return tuple(name for name, _ in variants(one, other))


def _witnesses(moves: Iterable[Move], told: Shares) -> Iterator[Witness]:
    """The witness of each move, then those drawn, move by move in turn."""
    first, others = [], []
    for move in moves:
        first.append(Witness(move.start, move.end, move.witness))
        drawn = told.witnesses.get((move.start, move.end), ())
        others.append([Witness(move.start, move.end, facts) for facts in drawn if facts != move.witness])
    return chain(first, (witness for turn in zip_longest(*others) for witness in turn if witness))

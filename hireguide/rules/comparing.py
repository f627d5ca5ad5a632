"""Two rulebooks side by side: which companies one judges otherwise than the other, and which rule did it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from math import fsum

from hireguide.rules.ballot import OUTCOMES
from hireguide.rules.compiled import compile_rulebook
from hireguide.rules.document import Document
from hireguide.rules.faults import ImpossibleProfile
from hireguide.rules.fields import Facts
from hireguide.rules.judging import judge
from hireguide.rules.rulebook import IMPOSSIBLE, Rulebook
from hireguide.rules.shares import STEPS, shares
from hireguide.rules.variants import variants

_BLOCK = 500


@dataclass(frozen=True, slots=True)
class Move:
    """The share of companies that go from one outcome to another, and one of them."""

    start: str
    end: str
    share: float
    witness: Facts


@dataclass(frozen=True, slots=True)
class Comparison:
    """The share of companies that change, from what to what, most first; `exact`, or drawn."""

    share: float
    exact: bool
    moves: tuple[Move, ...]

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


def compare(one: Rulebook, other: Rulebook, *, steps: int = STEPS) -> Comparison:
    """What share of companies gets another verdict from `other` than from `one`; `impossible` counts as a verdict.

    Companies that are impossible under both are left out. Exact if that takes few enough steps.
    """
    if not any(variants(one, other)):
        return Comparison(0.0, exact=True, moves=())
    books = [compile_rulebook(one), compile_rulebook(other)]
    told = shares(books, steps)
    moves = [
        Move(start, end, share, told.witnesses[start, end]) for (start, end), share in told.of.items() if start != end
    ]
    moves.sort(key=lambda move: (-move.share, OUTCOMES.index(move.start), OUTCOMES.index(move.end)))
    return Comparison(fsum(move.share for move in moves), told.sample is None, tuple(moves))


@dataclass(frozen=True, slots=True)
class Difference:
    """A company whose verdict changes. `rules`: what did it, each by itself: keys of evidence and situations, or
    `bands.GAP`, `grid.EXECUTION.STRATEGY`, `situations` (their order). Where no one thing did, all that had a part."""

    start: str
    end: str
    rules: tuple[str, ...]


def changes(one: Rulebook, other: Rulebook, companies: Iterable[Facts]) -> Iterator[Difference | None]:
    """For each company how `other` judges it otherwise than `one`, None where it does not; facts as `judge` has them.

    A thing did it if it alone, changed in `one`, gives the new verdict, or else if it alone, left as it was, keeps the
    old one. Companies are taken in blocks, so that each rulebook made for this is compiled once a block.
    """
    forward, back = dict(variants(one, other)), dict(variants(other, one))
    waiting = iter(companies)
    while block := list(islice(waiting, _BLOCK)):
        found = [(outcome(one, facts), outcome(other, facts)) for facts in block]
        moved = {place: block[place] for place, (start, end) in enumerate(found) if start != end}
        alone, kept = _ruled(forward, moved), _ruled(back, moved)
        for place, (start, end) in enumerate(found):
            did = [name for name in forward if alone.get((name, place)) == end]
            needed = [name for name in back if kept.get((name, place)) != end]
            yield Difference(start, end, tuple(did or needed or forward)) if start != end else None


def _ruled(rulebooks: Mapping[str, Rulebook], companies: Mapping[int, Facts]) -> dict[tuple[str, int], str]:
    """What becomes of each company under each rulebook, one rulebook after the other."""
    return {
        (name, place): outcome(rulebook, facts)
        for name, rulebook in rulebooks.items()
        for place, facts in companies.items()
    }


def outcome(rulebook: Rulebook, facts: Facts) -> str:
    """The verdict on a company, or `impossible`."""
    try:
        return judge(rulebook, facts).code
    except ImpossibleProfile:
        return IMPOSSIBLE

"""Two rulebooks side by side: which companies one judges otherwise than the other, and which rule did it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice, zip_longest
from math import fsum

from hireguide.rules.ballot import OUTCOMES
from hireguide.rules.batch import judge_of
from hireguide.rules.compiled import compile_afresh, compile_rulebook
from hireguide.rules.conditions import Condition, accepts
from hireguide.rules.document import Document
from hireguide.rules.fields import Facts
from hireguide.rules.rulebook import Evidence, Rulebook, Situation
from hireguide.rules.scales import Judged
from hireguide.rules.shares import SAMPLE, STEPS, WITNESSES, Shares, interval, sampled, shares
from hireguide.rules.space import Space, space_of
from hireguide.rules.variants import ORDER, variants

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
    old one.
    """
    before, after = (judge_of(space_of(compile_rulebook(rulebook))) for rulebook in (one, other))
    forward, back = _Variants(one, other), _Variants(other, one)
    for facts in companies:
        concerning = forward.concerning(facts)
        start, end = (judging(facts).verdict if concerning else "" for judging in (before, after))
        if start == end:
            yield None
        else:
            did = [name for name in concerning if forward.outcome(name, facts) == end]
            needed = did or [name for name in concerning if back.outcome(name, facts) != end]
            yield Difference(start, end, tuple(needed or concerning))


class _Variants:
    """One rulebook with one thing at a time as another has it; each is compiled once, when it is first asked."""

    def __init__(self, one: Rulebook, other: Rulebook) -> None:
        self._rulebooks = dict(variants(one, other))
        rules: list[Evidence | Situation] = []
        for each in (one, other):
            rules += [*each.evidence, *each.situations]
        # By rule the boxes that it has in either; what is no rule has none, and may always make a difference.
        self._boxes = {
            name: [box for rule in rules if rule.key == name != ORDER for box in rule.when.boxes()]
            for name in self._rulebooks
        }
        self._judging: dict[str, Callable[[Facts], Judged]] = {}

    def concerning(self, facts: Facts) -> list[str]:
        """The names of what may make a difference to a company: not rules that cannot hold of it in either rulebook."""
        return [
            name
            for name, boxes in self._boxes.items()
            if not boxes or any(all(_may_hold(condition, facts) for condition in box) for box in boxes)
        ]

    def outcome(self, name: str, facts: Facts) -> str:
        """What becomes of a company by one of them."""
        if name not in self._judging:
            self._judging[name] = judge_of(Space(compile_afresh(self._rulebooks[name])))
        return self._judging[name](facts).verdict


def _may_hold(condition: Condition, facts: Facts) -> bool:
    return condition.field not in facts or accepts(condition, facts[condition.field])

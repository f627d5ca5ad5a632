"""Exact shares of all companies: question by question, companies that can no longer come out differently are counted
as one. Where too many can, it gives up."""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import TypeVar

from hireguide.rules.compiled import Compiled, bits_of
from hireguide.rules.evaluate import band
from hireguide.rules.fields import CATALOGUE, FIELDS, LAW, Facts, Value, applies
from hireguide.rules.goals import boxes_of
from hireguide.rules.rulebook import IMPOSSIBLE
from hireguide.rules.space import DEPENDENTS
from hireguide.rules.weights import Span, lawful, spans_of

Outcomes = tuple[str, ...]  # what becomes of a company, under each of the rulebooks
Score = tuple[int, int, int]  # the bit of the situation that holds first so far (or 0), and the points of both gaps
State = tuple[int, tuple[Score, ...]]
Key = TypeVar("Key", bound=Hashable)
_REFUSED: Score = (-1, 0, 0)
# A bit a question on which others hang, standing as long as those are asked.
_OPENING = {parent: 1 << place for place, parent in enumerate(DEPENDENTS)}
_OPENINGS = sum(_OPENING.values())


@dataclass(frozen=True, slots=True)
class Counted:
    """A share of companies, and the answers of one of them."""

    share: Fraction
    witness: Facts


def count(books: Sequence[Compiled], limit: int) -> Mapping[Outcomes, Counted] | None:
    """The share of all companies that keep to the law by what becomes of them, `impossible` being one outcome, each
    with a profile; None where it takes more than `limit` steps."""
    benches, shift = [], len(DEPENDENTS)
    for compiled in books:
        benches.append(_Bench(compiled, shift))
        shift += benches[-1].boxes.bit_length() + 1
    everything = sum(bench.boxes << bench.shift for bench in benches) | _OPENINGS
    steps = _steps(benches, everything)
    states: dict[State, Counted] = {(everything, ((0, 0, 0),) * len(benches)): Counted(Fraction(1), {})}
    for place, step in enumerate(steps):
        later = _asked_by(steps[place + 1 :], everything)
        reached: dict[State, Counted] = {}
        for (alive, scores), so_far in states.items():
            answers = step.answers(alive)
            limit -= len(answers)
            if limit < 0:
                return None
            for mask, answer in answers.items():
                state = _fold(benches, alive & mask, scores, later)
                _tally(reached, state, so_far.share * answer.share, {**so_far.witness, **answer.witness})
        states = reached
    counted: dict[Outcomes, Counted] = {}
    for (_, scores), so_far in states.items():
        outcome = tuple(bench.outcome(score) for bench, score in zip(benches, scores, strict=True))
        _tally(counted, outcome, so_far.share, so_far.witness)
    return {outcome: Counted(each.share, _completed(each.witness)) for outcome, each in counted.items()}


def _tally(counted: dict[Key, Counted], key: Key, share: Fraction, witness: Facts) -> None:
    before = counted.get(key)
    counted[key] = Counted(before.share + share, before.witness) if before else Counted(share, witness)


def _completed(facts: Facts) -> dict[str, Value]:
    """A witness with an answer to each question that applies, the first of those that nothing tells apart."""
    whole: dict[str, Value] = {}
    for field in CATALOGUE:
        if applies(field, whole):
            first = field.low if field.kind == "integer" else next(iter(field.values))
            whole[field.name] = facts.get(field.name, first)
    return whole


@dataclass(frozen=True, slots=True)
class _Step:
    """One question, or the two of the law: what each answer leaves standing and its weight. Where the bit `opening` no
    longer stands, the question is not asked."""

    name: str
    asked: Mapping[int, Counted]
    unasked: int
    opening: int

    def answers(self, alive: int) -> Mapping[int, Counted]:
        return self.asked if not self.opening or alive & self.opening else {self.unasked: Counted(Fraction(1), {})}


class _Bench:
    """One rulebook of those counted together; its boxes stand `shift` places up."""

    def __init__(self, compiled: Compiled, shift: int) -> None:
        self.compiled = compiled
        self.shift = shift
        self.evidence = boxes_of(compiled, compiled.evidence)
        self.boxes = self.evidence | boxes_of(compiled, compiled.impossible | compiled.situations)
        self._tables = {table.field.name: table for table in compiled.tables}

    def mask(self, name: str, value: Value | None) -> int:
        """The boxes, in their place, that an answer leaves standing."""
        table = self._tables.get(name)
        if table is None:
            return self.boxes << self.shift
        return (self.boxes & (table.absent if value is None else table.mask(value))) << self.shift

    def fold(self, alive: int, later: int, score: Score) -> tuple[int, Score]:
        """The boxes still waiting for an answer, and the score with what has been decided."""
        compiled = self.compiled
        done, waiting = compiled.fired(alive & ~later), alive & later
        if score == _REFUSED or done & compiled.impossible:
            return 0, _REFUSED
        first, *points = score
        holding = done & compiled.situations | first
        first = holding & -holding
        for head in bits_of(done & compiled.guards):
            waiting &= ~compiled.groups[head]
        if first:
            # Points no longer matter: this situation decides, or one before it.
            waiting &= ~boxes_of(compiled, compiled.situations & -first)
            return waiting & ~self.evidence, (first, 0, 0)
        return waiting, (
            first,
            points[0] + compiled.points(done, "execution"),
            points[1] + compiled.points(done, "strategy"),
        )

    def outcome(self, score: Score) -> str:
        first, execution, strategy = score
        if score == _REFUSED:
            return IMPOSSIBLE
        if first:
            return self.compiled.situation_of[first].verdict
        bands = self.compiled.rulebook.bands
        return self.compiled.rulebook.grid[
            band(bands["execution"], execution), band(bands["strategy"], strategy)
        ].verdict


def _fold(benches: Sequence[_Bench], alive: int, scores: Sequence[Score], later: int) -> State:
    left, folded = alive & later & _OPENINGS, []
    for bench, score in zip(benches, scores, strict=True):
        waiting, after = bench.fold(alive >> bench.shift & bench.boxes, later >> bench.shift, score)
        left |= waiting << bench.shift
        folded.append(after)
    return left, tuple(folded)


def _steps(benches: Sequence[_Bench], everything: int) -> list[_Step]:
    """The questions that tell anything, those last that share no rule with another: they keep nothing waiting."""
    steps = list(_questions(benches, everything))
    shared = {
        step.name
        for step in steps
        for other in steps
        if step is not other and _asked_by([step], everything) & _asked_by([other], everything)
    }
    return sorted(steps, key=lambda step: step.name not in shared)


def _questions(benches: Sequence[_Bench], everything: int) -> Iterator[_Step]:
    spans = spans_of(bench.compiled for bench in benches)
    for field in CATALOGUE:
        if field.name == LAW.limit:
            continue
        asked = _counts(benches, spans) if field.name == LAW.field else _answers(benches, field.name, spans)
        unasked = _mask(benches, field.name, None)
        if {*asked, unasked if field.asked_if else everything} != {everything}:
            total = sum(answer.share for answer in asked.values())
            answers = {left: Counted(answer.share / total, answer.witness) for left, answer in asked.items()}
            yield _Step(field.name, answers, unasked, _OPENING[field.asked_if.field] if field.asked_if else 0)


def _answers(benches: Sequence[_Bench], name: str, spans: Mapping[str, Sequence[Span]]) -> dict[int, Counted]:
    """One question's answers, those alike as one."""
    asked: dict[int, Counted] = {}
    for span in spans[name]:
        _tally(asked, _mask(benches, name, span.start), span.weight, {name: span.start})
    return asked


def _counts(benches: Sequence[_Bench], spans: Mapping[str, Sequence[Span]]) -> dict[int, Counted]:
    """The answers to the law's two questions together."""
    asked: dict[int, Counted] = {}
    for one, other in product(spans[LAW.field], spans[LAW.limit]):
        weight = one.weight * other.weight * lawful(one, other)
        if weight:
            left = _mask(benches, LAW.field, one.start) & _mask(benches, LAW.limit, other.start)
            _tally(asked, left, weight, {LAW.field: one.start, LAW.limit: other.start})
    return asked


def _mask(benches: Sequence[_Bench], name: str, value: Value | None) -> int:
    """What an answer leaves standing of all boxes and openings."""
    shut = _OPENING[name] if name in DEPENDENTS and _shuts(name, value) else 0
    return sum(bench.mask(name, value) for bench in benches) | (_OPENINGS & ~shut)


def _shuts(parent: str, value: Value | None) -> bool:
    """Whether the questions that hang on this one are not asked after this answer."""
    return value is not None and applies(FIELDS[DEPENDENTS[parent][0]], {parent: value}) is False


def _asked_by(steps: Iterable[_Step], everything: int) -> int:
    """The boxes and openings that some of these steps have to do with."""
    asked = 0
    for step in steps:
        kept = everything & step.unasked if step.opening else everything
        for mask in step.asked:
            kept &= mask
        asked |= everything & ~kept | step.opening
    return asked

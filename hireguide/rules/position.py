"""How a profile stands before its moves: which answers can move to any effect, and which boxes hang on that."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from operator import and_, or_

from hireguide.rules.compiled import bits_of
from hireguide.rules.fields import FIELDS, LAW, Facts, Value, applies
from hireguide.rules.space import DEPENDENTS, Space
from hireguide.rules.steps import Move, Seat, seats, useful

At = tuple[int, int]  # a mover's number, and that of its place: 0 where it stands, else of a move
Taken = Sequence[tuple[Seat, Move]]  # the moves of one set, in catalogue order


@dataclass(slots=True)
class Hold:
    """What one mover has to do with a box: whether that accepts where it stands, which of its moves change that, and
    the fewest steps of those."""

    mover: int
    here: bool
    moves: list[int]
    steps: int


@dataclass(frozen=True, slots=True)
class Position:
    """The answers of one profile that can move, `movers`, in catalogue order.

    `boxes`: those of judging rules that can still matter, whatever moves and whatever open answers become; `still`:
    the part of them that all that stands still leaves standing; `known`: the part of those that asks nothing which is
    unanswered. `unanswered`: the questions that have no answer before some set of moves or after it. `clashes`: the
    pairs of places, the earlier mover's first, that don't go together: by the law, or because one does not apply then.
    `holds`: for each box that hangs on moves, the movers on which it does, in order.
    """

    space: Space
    facts: Facts
    movers: tuple[Seat, ...]
    boxes: int
    still: int
    known: int
    unanswered: tuple[str, ...]
    clashes: Sequence[tuple[At, At]]
    holds: Mapping[int, Sequence[Hold]]

    @property
    def most(self) -> int:
        """All the steps that can be taken."""
        return sum(max(move.steps for move in seat.moves) for seat in self.movers)

    def barred(self, seat: Seat, place: Move, taken: Taken) -> bool:
        """Whether a mover can't be at one of its places after the moves taken."""
        went = {before.name: move for before, move in taken}
        numbers = {mover.name: number for number, mover in enumerate(self.movers)}
        here = numbers[seat.name], seat.places.index(place)
        return any(
            second == here and went.get((mover := self.movers[one]).name, mover.here) is mover.places[first]
            for (one, first), second in self.clashes
        )

    def changes(self, taken: Taken) -> dict[str, Value]:
        """Where moves lead, each to its nearest value; of two counts that move together, to values the law allows."""
        to = {seat.name: move.to for seat, move in taken}
        if LAW.field in to and LAW.limit in to:
            most = next(move.high for seat, move in taken if seat.name == LAW.limit)
            limit = max(int(to[LAW.limit]), min(int(to[LAW.field]), most))
            to |= {LAW.limit: limit, LAW.field: min(int(to[LAW.field]), limit)}
        return to


def position(space: Space, facts: Facts, moving: Collection[str]) -> Position:
    """The position of `facts` where the answers to the questions `moving` can move."""
    every = list(_lawful(seats(space, facts, moving), facts))
    while True:
        unanswered = tuple(_unanswered(space, facts, every))
        boxes = _boxes(space, every, unanswered)
        kept = [useful(seat, boxes) for seat in every]
        if kept == every:
            break
        every = kept
    still = reduce(and_, (seat.here.mask for seat in every if not seat.moves), boxes)
    known = reduce(and_, (space.absent(name) for name in space.domains if name not in facts), still)
    movers = tuple(seat for seat in every if seat.moves)
    clashes, holds = list(_clashes(movers)), _holds(movers, boxes)
    return Position(space, facts, movers, boxes, still, known, unanswered, clashes, holds)


def _holds(movers: Sequence[Seat], boxes: int) -> Mapping[int, Sequence[Hold]]:
    holds: dict[int, list[Hold]] = {}
    for number, seat in enumerate(movers):
        for which, move in enumerate(seat.moves):
            for box in bits_of((move.mask ^ seat.here.mask) & boxes):
                held = holds.setdefault(box, [])
                if not held or held[-1].mover != number:
                    held.append(Hold(number, bool(seat.here.mask & box), [], move.steps))
                held[-1].moves.append(which)
                held[-1].steps = min(held[-1].steps, move.steps)
    return holds


def _clashes(movers: Sequence[Seat]) -> Iterable[tuple[At, At]]:
    numbers = {seat.name: number for number, seat in enumerate(movers)}
    for one, seat in enumerate(movers):
        for name in (*DEPENDENTS.get(seat.name, ()), *((LAW.field,) if seat.name == LAW.limit else ())):
            two = numbers.get(name, one)
            for first, place in enumerate(seat.places):
                for second, where in enumerate(movers[two].places):
                    unlawful = name == LAW.field and where.low > place.high
                    if two > one and (unlawful or (name != LAW.field and second and not place.opens)):
                        yield (one, first), (two, second)


def _lawful(every: Sequence[Seat], facts: Facts) -> Iterable[Seat]:
    """The seats without the moves of a count that wherever the other one goes the law forbids.

    Where engineers are spoken of, there is one at least.
    """
    places = {seat.name: seat.places for seat in every}
    spoken_of = any(child in facts for child in DEPENDENTS[LAW.field])
    least = min((place.low for place in places.get(LAW.field, ())), default=int(facts.get(LAW.field, spoken_of)))
    greatest = FIELDS[LAW.limit].high
    most = max((place.high for place in places.get(LAW.limit, ())), default=int(facts.get(LAW.limit, greatest)))
    for seat in every:
        moves = seat.moves
        if seat.name == LAW.limit:
            moves = tuple(move for move in moves if move.high >= least)
        if seat.name == LAW.field:
            moves = tuple(move for move in moves if move.low <= most)
        yield seat if moves is seat.moves else replace(seat, moves=moves)


def _unanswered(space: Space, facts: Facts, every: Iterable[Seat]) -> Iterable[str]:
    """The questions that matter and are open now, or are when moves have made them apply."""
    opening = {seat.name for seat in every if any(place.opens for place in seat.places)}
    for name in space.domains:
        field = FIELDS[name]
        may_apply = applies(field, facts) is not False or (field.asked_if and field.asked_if.field in opening)
        if name not in facts and may_apply:
            yield name


def _boxes(space: Space, every: Iterable[Seat], unanswered: Iterable[str]) -> int:
    """The boxes that can matter: left standing by some places, and not of rules that others decide before anyway."""
    compiled = space.compiled
    may = sure = space.judging
    answered = set()
    for seat in every:
        answered.add(seat.name)
        may &= reduce(or_, (place.mask for place in seat.places))
        sure &= reduce(and_, (place.mask for place in seat.places))
    for name, domain in space.domains.items():
        if name not in answered:
            may &= domain.any if name in unanswered else space.absent(name)
            sure &= space.absent(name)
    certain = compiled.fired(sure)
    for head, group in compiled.several_of.items():
        if certain & head:
            may &= ~group | sure
    first = certain & compiled.situations
    if first:
        later = space.deciding & -((first & -first) << 1)
        may &= ~(later | space.execution | space.strategy)
    return may

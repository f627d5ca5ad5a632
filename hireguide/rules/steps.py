"""The steps that answers can take: a yes or no reversed, an ordered answer moved to its neighbour, a number moved into
the neighbouring interval that evidence and situations tell apart, a choice changed."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from hireguide.rules.fields import CATALOGUE, FIELDS, LAW, Facts, Field, Value, applies
from hireguide.rules.space import DEPENDENTS, Space


@dataclass(frozen=True, slots=True)
class Move:
    """An answer that can be reached in `steps`: for numbers the interval from `low` to `high`, of which `to` is the
    nearest.

    `mask`: the boxes that it leaves standing, without those that ask a question which does not apply then; `opens`:
    whether questions that hang on it apply.
    """

    to: Value
    steps: int
    mask: int
    opens: bool = True
    low: int = 0
    high: int = 0


@dataclass(frozen=True, slots=True)
class Seat:
    """One answered question: where it stands, and the moves that it has, none where it may not move."""

    name: str
    here: Move
    moves: tuple[Move, ...]

    @property
    def places(self) -> tuple[Move, ...]:
        """Where it stands and where it can go."""
        return (self.here, *self.moves)


def seats(space: Space, facts: Facts, moving: Collection[str]) -> list[Seat]:
    """The answered questions that matter, in catalogue order; those in `moving` have moves."""
    return [
        _seat(space, field, facts[field.name], field.name in moving)
        for field in CATALOGUE
        if field.name in facts and field.name in space.domains
    ]


@lru_cache(maxsize=4096)
def _seat(space: Space, field: Field, value: Value, moving: bool) -> Seat:
    places = _places(space, field)
    at = next(number for number, place in enumerate(places) if place.low <= _rank(field, value) <= place.high)
    here = _moved(field, places[at], 0, value)
    moves = [_moved(field, place, abs(number - at), value) for number, place in enumerate(places) if number != at]
    return Seat(field.name, here, tuple(moves) if moving else ())


def useful(seat: Seat, boxes: int) -> Seat:
    """The seat without the moves that do no more to `boxes`, and leave the law no more room, than a cheaper one."""
    kept = tuple(move for move in seat.moves if not any(_as_good(seat, boxes, move, other) for other in seat.places))
    return seat if len(kept) == len(seat.moves) else replace(seat, moves=kept)


def _as_good(seat: Seat, boxes: int, move: Move, other: Move) -> bool:
    if other.steps >= move.steps or other.opens != move.opens or (other.mask ^ move.mask) & boxes:
        return False
    if seat.name == LAW.limit:
        return other.high >= move.high
    return seat.name != LAW.field or other.low <= move.low


def _moved(field: Field, place: Move, steps: int, value: Value) -> Move:
    if field.kind != "integer":
        return replace(place, steps=min(steps, 1) if field.kind == "choice" else steps, low=0, high=0)
    if not steps:
        return replace(place, to=value, low=int(value), high=int(value))
    return replace(place, to=min(max(int(value), place.low), place.high), steps=steps)


def _places(space: Space, field: Field) -> Sequence[Move]:
    """The answers in order, numbers as intervals that are told apart; `low` and `high` are ranks."""
    if field.kind != "integer":
        return [_place(space, field, value, number, number) for number, value in enumerate(field.values)]
    places: list[Move] = []
    for start, end in intervals(space, field):
        place = _place(space, field, start, start, end)
        if places and (places[-1].mask, places[-1].opens) == (place.mask, place.opens):
            places[-1] = replace(places[-1], high=end)
        else:
            places.append(place)
    return places


def _place(space: Space, field: Field, value: Value, low: int, high: int) -> Move:
    mask, opening = space.mask(field.name, value), opens(space, field, value)
    for child in DEPENDENTS.get(field.name, ()) if not opening else ():
        mask &= space.absent(child)
    return Move(value, 0, mask, opening, low, high)


def intervals(space: Space, field: Field) -> Iterable[tuple[int, int]]:
    """A number's range in the runs that its table has."""
    table = space.tables.get(field.name)
    starts = (field.low, *(table.cuts if table else (1,)))
    return zip(starts, (*(start - 1 for start in starts[1:]), field.high), strict=True)


def opens(space: Space, field: Field, value: Value) -> bool:
    """Whether questions that hang on this one, and matter, apply then."""
    children = [child for child in DEPENDENTS.get(field.name, ()) if child in space.domains]
    return not children or applies(FIELDS[children[0]], {field.name: value}) is True


def values(space: Space, field: Field) -> list[Value]:
    """The answers to a question, of numbers the first of each run of its table."""
    return [start for start, _ in intervals(space, field)] if field.kind == "integer" else list(field.values)


def _rank(field: Field, value: Value) -> int:
    return value if field.kind == "integer" and isinstance(value, int) else list(field.values).index(value)

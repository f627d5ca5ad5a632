"""The fewest steps that give another verdict, and all the smallest sets of them: every set of so many is judged, all of
a table at once; where there are too many, those that can't give it are left out first."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from types import MappingProxyType

from hireguide.rules.bounds import FREE, Bounds
from hireguide.rules.conditions import VERDICTS
from hireguide.rules.doubts import Doubts, Part
from hireguide.rules.fields import CATALOGUE, FIELDS, Facts, Nature, Value
from hireguide.rules.hearing import Hearing
from hireguide.rules.position import Position, position
from hireguide.rules.reach import verdicts_left
from hireguide.rules.rulings import Allowance, Rulings
from hireguide.rules.sets import Sets
from hireguide.rules.space import DEPENDENTS, Space
from hireguide.rules.witnesses import Witnesses

MOST_SETS = 10
_MOST_ROWS = 20_000  # of one table
_ALLOWANCE = 600_000  # rows for one profile, and what else costs as much time
_HEARING, _NODE = 5_000, 400
_SEEN_TO = frozenset(field.name for field in CATALOGUE if field.nature != "fact")
_LAST = 25  # nodes of a last search


@dataclass(frozen=True, slots=True)
class Moved:
    """One answer of a flip moved from where it stands."""

    field: str
    start: Value
    to: Value

    @property
    def nature(self) -> Nature:
        """Whether this is something to do (`lever`), to see differently (`judgement`), or a `fact`."""
        return FIELDS[self.field].nature

    def as_dict(self) -> dict[str, object]:
        """As `diagnose --json` prints a step of the nearest miss."""
        return {"field": self.field, "from": self.start, "to": self.to}


@dataclass(frozen=True, slots=True)
class Flip:
    """How another verdict comes about: the fewest steps (None: no steps give it) and the sets of changes that do.

    `capped`: there are more sets than these. `missing`: the fewest steps of which sets may have been missed, as the
    search was cut short; None where it was not.
    """

    steps: int | None
    sets: tuple[tuple[Moved, ...], ...]
    capped: bool
    missing: int | None = None

    @property
    def proven(self) -> bool:
        """Whether all was seen; else fewer steps, other sets or, with `steps` None, any at all may do it."""
        return self.missing is None

    def as_dict(self) -> dict[str, object]:
        """As `diagnose --json` prints it."""
        sets = [[change.as_dict() | {"nature": change.nature} for change in changes] for changes in self.sets]
        return {"steps": self.steps, "sets": sets, "capped": self.capped, "proven": self.proven}


def flips(
    space: Space,
    facts: Facts,
    verdict: str,
    allowance: int = _ALLOWANCE,
    misses: Mapping[str, Flip] = MappingProxyType({}),
) -> Mapping[str, Flip]:
    """For each verdict but the one given, the fewest steps of levers and judgements that give it.

    `misses`: what `nearest` says of the profile, if that is known: where facts move too, no more steps are wanted.
    """
    least = {code: miss.steps for code, miss in misses.items() if miss.proven}
    return _Search(position(space, facts, _SEEN_TO), MOST_SETS, allowance).run(verdict, least)


def nearest(space: Space, facts: Facts, verdict: str, allowance: int = _ALLOWANCE) -> Mapping[str, Flip]:
    """The same where known facts move too, with one set each, the first in catalogue order."""
    return _Search(position(space, facts, FIELDS), 1, allowance).run(verdict, {})


@dataclass(slots=True)
class _Tally:
    """What was found for one verdict, and from how many steps on not all of it was seen."""

    steps: int | None = None
    sets: list[tuple[Moved, ...]] = field(default_factory=list)
    missing: int | None = None

    def as_flip(self, most: int) -> Flip:
        return Flip(self.steps, tuple(self.sets[:most]), len(self.sets) > most > 1, self.missing)

    def miss(self, steps: int) -> None:
        """Notes that sets of so many steps may have been missed."""
        self.missing = self.missing or steps


class _Search:
    """Walks the sets of moves in catalogue order, so that the first sets found are the first to be told."""

    def __init__(self, place: Position, most: int, allowance: int) -> None:
        self._position = place
        self._most = most
        self._allowance = Allowance(allowance)
        self._sets = Sets(place)
        hearing = Hearing(place, self._sets)
        self._bounds = Bounds(place, hearing)
        self._witnesses = Witnesses(place, hearing, self._bounds)
        self._doubts = Doubts(self._sets, hearing, self._witnesses, Rulings(place.space, self._allowance))
        self._tallies: dict[str, _Tally] = {}
        self._waiting: set[str] = set()
        self._sought: set[str] = set()
        self._depth = 0

    def run(self, verdict: str, least: Mapping[str, int | None]) -> Mapping[str, Flip]:
        """What is found for every verdict but the given one; `least`: steps than which none has fewer, None where no
        steps lead to it."""
        self._tallies = {code: _Tally() for code in VERDICTS if code != verdict}
        open_to = [code for code in self._tallies if least.get(code, 0) is not None]
        self._waiting = self._possible(Part(0, FREE, self._position.still, ()), open_to)
        while self._waiting and self._depth < self._position.most:
            self._depth += 1
            self._sought = {code for code in self._waiting if (least.get(code) or 0) <= self._depth}
            self._walk(Part(0, self._depth, self._position.still, ()))
            if self._allowance.left <= 0:
                self._give_up()
            for code in self._sought & self._doubts.unsure:
                self._tallies[code].miss(self._depth)
            self._waiting -= {code for code in self._sought if self._tallies[code].sets}
        return {code: tally.as_flip(self._most) for code, tally in self._tallies.items()}

    def _give_up(self) -> None:
        """Leaves unproven what is still sought, but for the verdicts that no completion has, whatever moves."""
        moving = {seat.name for seat in self._position.movers}
        moving |= {child for name in moving for child in DEPENDENTS.get(name, ())}
        still = {name: value for name, value in self._position.facts.items() if name not in moving}
        reached, _, _ = verdicts_left(self._position.space, still, {*VERDICTS} - self._waiting, _LAST)
        for code in self._waiting & reached:
            self._tallies[code].miss(self._depth)
        self._waiting = set()

    def _possible(self, part: Part, wanted: Collection[str]) -> set[str]:
        """The wanted verdicts that sets of a part may give."""
        found, pairs = self._bounds.reached(part.place, part.left, part.mask & self._position.known)
        doubted = pairs and (self._witnesses.blind or pairs & self._witnesses.doubt)
        return set(wanted) if doubted or not self._witnesses.steady else found & set(wanted)

    def _wanted(self) -> dict[str, int]:
        """How many sets, of each verdict still sought, there must be to tell what is told."""
        enough = self._most + (self._most > 1)
        return {code: many for code in self._sought if (many := enough - len(self._tallies[code].sets)) > 0}

    def _walk(self, part: Part) -> None:
        """All sets of a part, in catalogue order."""
        rows = self._sets.count(part.place, part.left)
        if not rows or self._allowance.left <= 0:
            return
        self._allowance.left -= _NODE
        possible = self._possible(part, self._wanted())
        if not possible:
            return
        if rows <= _MOST_ROWS:
            self._take(part, {code: many for code, many in self._wanted().items() if code in possible})
            return
        seat = self._position.movers[part.place]
        for move in (*seat.moves, seat.here):
            if not self._position.barred(seat, move, part.taken):
                taken = (*part.taken, (seat, move)) if move.steps else part.taken
                self._walk(Part(part.place + 1, part.left - move.steps, part.mask & move.mask, taken))

    def _take(self, part: Part, wanted: Mapping[str, int]) -> None:
        """Notes the sets of a part that give wanted verdicts."""
        given = self._doubts.giving(part, wanted)
        for code, many in wanted.items():
            tally = self._tallies[code]
            for row in islice(_rows(given[code]), many):
                changes = self._position.changes(self._doubts.moves(part, row))
                tally.steps = self._depth
                tally.sets.append(tuple(Moved(name, self._position.facts[name], to) for name, to in changes.items()))


def _rows(column: int) -> Iterator[int]:
    while column:
        yield (column & -column).bit_length() - 1
        column &= column - 1

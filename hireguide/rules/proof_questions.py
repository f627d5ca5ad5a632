"""The third proof: every question matters. Two complete profiles that differ in its answer alone get different
verdicts, or one of them is refused."""

from functools import reduce
from itertools import combinations
from operator import or_

from hireguide.rules.compiled import Compiled, bits_of
from hireguide.rules.conditions import VERDICTS
from hireguide.rules.court import Court
from hireguide.rules.crowd import first
from hireguide.rules.fields import CATALOGUE, FIELDS, LAW, Field, Value
from hireguide.rules.goals import Aim, Goal, boxes_of, points
from hireguide.rules.ground import Ground, Place
from hireguide.rules.plane import Plane
from hireguide.rules.proof import Item, Part
from hireguide.rules.rulebook import IMPOSSIBLE
from hireguide.rules.search import View

Pair = tuple[dict[str, Value], dict[str, Value]]


def prove_questions(court: Court) -> Part:
    """An item a question, in catalogue order."""
    return Part("questions", tuple(_question(court, field) for field in CATALOGUE))


def _question(court: Court, field: Field) -> Item:
    pair, proven = _seen(court, field), True
    if pair is None:
        pair, proven = _found(court, field)
    if pair is None and field.name in (LAW.field, LAW.limit):
        pair = _unlawful(court, field.name)
    if pair is not None:
        return Item(field.name, True, f"These two differ in {field.name} alone, and come out differently.", pair)
    if proven:
        message = f"{field.name} is inert: no answer to it alone ever changes a verdict. Ask it in a rule that matters."
        return Item(field.name, False, message)
    return Item(field.name, None, f"Not proven: whether {field.name} can change a verdict.")


def _seen(court: Court, field: Field) -> Pair | None:
    """Two companies, one of the crowd and its like with another answer, that come out differently."""
    crowd, ballot = court.crowd, court.ballot
    asked = reduce(or_, crowd.columns[field.name])
    for place in range(len(crowd.spans[field.name])):
        changed = crowd.changed(field.name, place)
        seen = court.fit & asked & ballot.unlike(court.jury.vote(changed))
        if field.name in (LAW.field, LAW.limit):
            seen &= crowd.keeping(changed)
        if seen:
            company = first(seen)
            return crowd.facts(company), crowd.facts(company, changed)
    return None


def _found(court: Court, field: Field) -> tuple[Pair | None, bool]:
    """The same by search, and whether that there is none is proven."""
    ground = Ground(court.compiled, boxes_of(court.compiled, court.judging))
    answers = [choice.spans[0][0] for choice in ground.choices(field.name) if choice.spans]
    proven = True
    for one, other in combinations(answers, 2):
        start = ground.twins(field.name, one, other, answered=True)
        probe = Differ(court.compiled, court.plane, ground.width, start)
        found = court.search(start, ground.both, probe, field.name)
        if found.place is not None:
            return ground.pair(found.place, field.name, one, other), True
        proven = proven and found.proven
    return None, proven


def _unlawful(court: Court, name: str) -> Pair | None:
    """A possible profile, and the same with so many engineers, or so few people, that the law refuses it."""
    ground = Ground(court.compiled, boxes_of(court.compiled, court.refusing))
    start = ground.everything()
    most = FIELDS[LAW.field].high
    if name == LAW.field:
        start[LAW.limit] = start[LAW.limit].within(0, most - 1)
    else:
        start[LAW.field] = start[LAW.field].within(1, most)
    found = court.search(start, ground.boxes, Aim(court.compiled, court.plane, Goal(0, court.refusing)))
    if found.place is None:
        return None
    facts = ground.facts(found.place)
    return facts, {**facts, name: most if name == LAW.field else 0}


class Differ:
    """The probe for two profiles, side by side, that come out differently."""

    def __init__(self, compiled: Compiled, plane: Plane, width: int, start: Place) -> None:
        self._compiled = compiled
        self._plane = plane
        self._width = width
        self._low = (1 << width) - 1
        apart = [choice.mask ^ choice.mask >> width for options in start.values() for choice in options.choices]
        self._apart = reduce(or_, apart, 0) & self._low

    def __call__(self, view: View) -> int | None:
        """None where no pair of the place does it, 0 where all do, else the boxes on which it hangs."""
        compiled = self._compiled
        apart = self._apart & (view.alive | view.alive >> self._width)
        held, may_hold = (compiled.fired(boxes & self._low) for boxes in (view.sure, view.alive))
        held_too, may_hold_too = (compiled.fired(boxes >> self._width) for boxes in (view.sure, view.alive))
        heads = compiled.fired(apart) & (may_hold | may_hold_too) & ~(held & held_too)
        if not heads:
            return None
        pairs = points(compiled, self._plane, View(view.place, *(part & self._low for part in _boxes(view))))
        moves = {0}
        for head in bits_of(heads & compiled.evidence):
            ways = _ways(head, held, may_hold, held_too, may_hold_too)
            moves = {move + way * self._plane.shift_of[head] for move in moves for way in ways}
        hangs = (apart | apart << self._width) & view.once or view.once
        if not heads & ~compiled.evidence:
            return self._by_points(held, pairs, moves, hangs)
        outcomes = self._outcomes(held, may_hold, pairs)
        too = self._outcomes(held_too, may_hold_too, self._plane.spread(pairs, moves))
        if len(outcomes | too) == 1:
            return None
        return hangs if outcomes & too else 0

    def _by_points(self, held: int, pairs: int, moves: set[int], hangs: int) -> int | None:
        """Where only points differ: the grid must decide, and the two be on either side of a border of it."""
        if held & (self._compiled.impossible | self._compiled.situations):
            return None
        regions = self._plane.regions.values()
        apart = [pairs & region & ~self._plane.spread(region, (-move,)) for move in moves for region in regions]
        return hangs if any(apart) else None

    def _outcomes(self, held: int, may_hold: int, pairs: int) -> set[str]:
        """What may become of one of the two."""
        compiled = self._compiled
        if held & compiled.impossible:
            return {IMPOSSIBLE}
        found = {IMPOSSIBLE} if may_hold & compiled.impossible else set()
        for head in bits_of(may_hold & compiled.situations):
            found.add(compiled.situation_of[head].verdict)
            if held & head:
                return found
        return found | {code for code in VERDICTS if pairs & self._plane.regions[code]}


def _boxes(view: View) -> tuple[int, int, int, int]:
    return view.alive, view.sure, view.once, view.twice


def _ways(head: int, held: int, may_hold: int, held_too: int, may_hold_too: int) -> set[int]:
    """By how much more a rule may hold of the second than of the first."""
    ones = {bool(held & head), bool(may_hold & head)}
    others = {bool(held_too & head), bool(may_hold_too & head)}
    return {other - one for one in ones for other in others}

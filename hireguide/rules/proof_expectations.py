"""The fifth proof: every expectation holds, or two profiles break it; and cliffs that no expectation speaks of."""

from collections.abc import Iterator
from itertools import pairwise

from hireguide.rules.compiled import bits_of
from hireguide.rules.conditions import rank
from hireguide.rules.court import Court
from hireguide.rules.fields import FIELDS, LAW, Facts, Field, Value
from hireguide.rules.goals import boxes_of
from hireguide.rules.ground import Ground
from hireguide.rules.proof import Item, Part
from hireguide.rules.rulebook import Evidence, Expectation
from hireguide.rules.search import Find, View

_STEEP = 3


def prove_expectations(court: Court) -> Part:
    """An item an expectation, and one a cliff, which informs: it holds."""
    expectations = (_expectation(court, expectation) for expectation in court.compiled.rulebook.expectations)
    return Part("expectations", (*expectations, *_cliffs(court)))


def _expectation(court: Court, expectation: Expectation) -> Item:
    field = FIELDS[expectation.field]
    heads = sum(head for head in _asking(court, field.name) if court.compiled.evidence_of[head].gap == expectation.gap)
    way = _way(court, field, expectation)
    proven = True
    ground = Ground(court.compiled, boxes_of(court.compiled, heads | court.refusing))
    for one, other in _moves(way):
        found = slide(court, ground, heads, field.name, (one, other), up=expectation.never == "raises")
        if found.place is not None:
            pair = ground.pair(found.place, field.name, one, other)
            return Item(expectation.key, False, _broken(court, expectation, (one, other), pair), pair)
        proven = proven and found.proven
    moves = f"{field.name} from {_shown(expectation.start)} to {_shown(expectation.end)}"
    if proven:
        return Item(expectation.key, True, f"{moves} never {expectation.never} {expectation.gap}.")
    return Item(expectation.key, None, f"Not proven: whether {moves} never {expectation.never} {expectation.gap}.")


def _broken(court: Court, expectation: Expectation, values: tuple[Value, Value], pair: tuple[Facts, Facts]) -> str:
    """What the two profiles of a broken expectation show. A question that applies to one of them only is answered by
    neither, so their points are those of what is known."""
    one, other = map(_shown, values)
    gap = expectation.gap
    before, after = (court.compiled.points(court.compiled.fired(court.compiled.standing(f)), gap) for f in pair)
    return (
        f"{expectation.key} is broken: {expectation.field} from {one} to {other} {expectation.never} {gap} from "
        f"{before} to {after} points, all else equal. Mend the evidence that asks {expectation.field}, or the "
        "expectation."
    )


def _asking(court: Court, name: str) -> list[int]:
    """The evidence that asks a question, by its bits."""
    compiled = court.compiled
    absent = next((table.absent for table in compiled.tables if table.field.name == name), -1)
    return [head for head in compiled.evidence_of if compiled.groups[head] & ~absent]


def _way(court: Court, field: Field, expectation: Expectation) -> list[Value]:
    """The values from one end of an expectation to the other, numbers one for each run that no rule tells apart."""
    start, end = expectation.start, expectation.end
    if field.kind == "integer":
        low, high = sorted((int(start), int(end)))
        spans = [(int(one), int(other)) for one, other in Ground(court.compiled, 0).spans(field)]
        inside = [(max(one, low), min(other, high)) for one, other in spans if one <= high and other >= low]
        way: list[Value] = [other if field.name == LAW.limit else one for one, other in inside]
    elif field.kind == "ordered":
        ranks = sorted((rank(field, start), rank(field, end)))
        way = list(field.choices[ranks[0] : ranks[1] + 1])
    else:
        return [start, end]
    return way if rank(field, start) < rank(field, end) else way[::-1]


def _moves(way: list[Value]) -> Iterator[tuple[Value, Value]]:
    """Every move from a value to a later one, the shortest first."""
    for far in range(1, len(way)):
        yield from zip(way, way[far:], strict=False)


def slide(court: Court, ground: Ground, heads: int, name: str, ends: tuple[Value, Value], *, up: bool) -> Find:
    """Two possible profiles, alike but for one answer, of which the second gets more (`up`) or fewer points from some
    evidence; a question that applies to one of them only is answered by neither."""
    compiled = court.compiled
    one, other = (ground.mask(name, end) for end in ends)
    gained, lost = compiled.fired(other & ~one), compiled.fired(one & ~other)
    rules = compiled.evidence_of
    if not any(rules[head].points > 0 for head in bits_of((gained if up else lost) & heads)) and not any(
        rules[head].points < 0 for head in bits_of((lost if up else gained) & heads)
    ):
        return Find(None)
    start = ground.twins(name, *ends, answered=False)
    return court.search(start, ground.both, Slope(court, heads, ground.width, up=up), name)


class Slope:
    """The probe for two profiles, side by side, of which the second gets more (`up`) or fewer points from `heads`."""

    def __init__(self, court: Court, heads: int, width: int, *, up: bool) -> None:
        self._court = court
        self._heads = heads
        self._width = width
        self._sign = 1 if up else -1

    def __call__(self, view: View) -> int | None:
        """None where no pair of the place does it, 0 where all do, else the boxes on which it hangs."""
        compiled = self._court.compiled
        low = (1 << self._width) - 1
        held, may_hold = (compiled.fired(boxes & low) for boxes in (view.sure, view.alive))
        held_too, may_hold_too = (compiled.fired(boxes >> self._width) for boxes in (view.sure, view.alive))
        if (held | held_too) & compiled.impossible:
            return None
        least = most = 0
        for head in bits_of(self._heads & (may_hold | may_hold_too)):
            points = self._sign * compiled.evidence_of[head].points
            ways = [
                points * (too - one)
                for one in {bool(held & head), bool(may_hold & head)}
                for too in {bool(held_too & head), bool(may_hold_too & head)}
            ]
            least, most = least + min(ways), most + max(ways)
        if most <= 0:
            return None
        return 0 if least > 0 and not (may_hold | may_hold_too) & compiled.impossible else view.once


def _cliffs(court: Court) -> Iterator[Item]:
    for head, rule in court.compiled.evidence_of.items():
        if abs(rule.points) >= _STEEP:
            ground = Ground(court.compiled, boxes_of(court.compiled, head | court.refusing))
            for field in FIELDS.values():
                for values in _neighbours(ground, field):
                    if not _mentioned(court, rule, field, values):
                        yield from _cliff(court, ground, head, field, values)


def _cliff(court: Court, ground: Ground, head: int, field: Field, values: tuple[Value, Value]) -> Iterator[Item]:
    """The cliff between two neighbouring values, if there is one."""
    rule = court.compiled.evidence_of[head]
    one, other = map(_shown, values)
    key = f"{rule.key}/{field.name}/{one}-{other}"
    proven = True
    for up in (rule.points > 0, rule.points < 0):
        found = slide(court, ground, head, field.name, values, up=up)
        if found.place is not None:
            message = (
                f"A cliff: between {field.name} {one} and {other}, {rule.key} alone moves {rule.gap} by "
                f"{abs(rule.points)} points. Say in an expectation that it should, or give fewer points on the way."
            )
            yield Item(key, True, message, ground.pair(found.place, field.name, *values), warns=True)
            return
        proven = proven and found.proven
    if not proven:
        message = f"Not proven: whether {rule.key} makes a cliff between {field.name} {one} and {other}."
        yield Item(key, True, message, warns=True)


def _neighbours(ground: Ground, field: Field) -> list[tuple[Value, Value]]:
    """The neighbouring values of a number or ordered field between which a rule may tell."""
    if field.kind not in ("integer", "ordered"):
        return []
    spans = ground.spans(field)
    return [(before[1], after[0]) for before, after in pairwise(spans)]


def _mentioned(court: Court, rule: Evidence, field: Field, values: tuple[Value, Value]) -> bool:
    """Whether an expectation speaks of a gap's move between two values."""
    for expectation in court.compiled.rulebook.expectations:
        if (expectation.field, expectation.gap) == (field.name, rule.gap):
            low, high = sorted((rank(field, expectation.start), rank(field, expectation.end)))
            if all(low <= rank(field, value) <= high for value in values):
                return True
    return False


def _shown(value: Value) -> str:
    return ("no", "yes")[value] if isinstance(value, bool) else str(value)

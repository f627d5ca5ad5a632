"""What time will bring: for each answer that time moves, the first value at which the verdict changes."""

from collections.abc import Iterator
from dataclasses import dataclass

from hireguide.rules.bounds import Bounds
from hireguide.rules.fields import CATALOGUE, FIELDS, LAW, Facts, Field, Value
from hireguide.rules.hearing import Hearing
from hireguide.rules.position import position
from hireguide.rules.rulebook import IMPOSSIBLE
from hireguide.rules.rulings import Allowance, Rulings, answered, changed
from hireguide.rules.sets import Sets
from hireguide.rules.space import Space
from hireguide.rules.steps import intervals
from hireguide.rules.witnesses import Witnesses

# The rounds that a company raises one after the other; the other stages are no step on that way.
ROUNDS = ("pre_seed", "seed", "series_a", "series_b", "series_c_plus")
_TIMED = frozenset(field.name for field in CATALOGUE if field.timed)
_ALLOWANCE = 300_000


@dataclass(frozen=True, slots=True)
class Trigger:
    """The answer to `field` that turns the verdict, when time has moved it from `start` to `to`."""

    field: str
    start: Value
    to: Value
    verdict: str

    def as_dict(self) -> dict[str, object]:
        """As `diagnose --json` prints it."""
        return {"field": self.field, "from": self.start, "to": self.to, "verdict": self.verdict}


def triggers(space: Space, facts: Facts, verdict: str) -> tuple[tuple[Trigger, ...], bool]:
    """The triggers of a profile with this verdict, in catalogue order, and whether it is proven that these are all."""
    future = _Future(space, facts)
    found = [future.first(field, verdict) for field in CATALOGUE if field.name in _TIMED and field.name in facts]
    return tuple(trigger for trigger in found if trigger), future.proven


class _Future:
    """What becomes of one profile as time goes on."""

    def __init__(self, space: Space, facts: Facts) -> None:
        self.space, self.facts = space, facts
        self.rulings = Rulings(space, Allowance(_ALLOWANCE))
        self.proven = True
        start = position(space, _bounding(space, facts), _TIMED)
        hearing = Hearing(start, Sets(start))
        self._witnesses = Witnesses(start, hearing, Bounds(start, hearing))

    def first(self, field: Field, verdict: str) -> Trigger | None:
        """The first value its way at which the verdict is another."""
        for value in _later(self.space, field, self.facts[field.name]):
            code = self._verdict(later(self.facts, field.name, value))
            if code not in (None, verdict):
                return Trigger(field.name, self.facts[field.name], value, str(code))
        return None

    def _verdict(self, facts: Facts) -> str | None:
        """What becomes of the profile; None where it is refused, or where there is no time left to prove it."""
        known = self.rulings.known(facts)
        if self._sure(facts, known):
            return known
        code, proven = self.rulings.verdict(facts)
        self.proven = self.proven and proven
        return code if proven else None

    def _sure(self, facts: Facts, known: str) -> bool:
        """Whether the known reading is seen to be the verdict, because a witness gets it too."""
        if known == IMPOSSIBLE:
            return False
        if not self._witnesses.blind and not self._witnesses.doubt:
            return True
        standing = answered(self.space, facts)
        weigh = self.rulings.scales.weigh
        seen = any(weigh(standing & mask).verdict == known for mask in self._witnesses.masks)
        return seen or self._witnesses.show(standing)[1]


def later(facts: Facts, name: str, value: Value) -> dict[str, Value]:
    """The profile when time has moved one answer; more engineers take people along to the least number allowed."""
    changes = {name: value}
    if name == LAW.field and int(value) > int(facts.get(LAW.limit, value)):
        changes[LAW.limit] = value
    return changed(facts, changes)


def _bounding(space: Space, facts: Facts) -> Facts:
    """The profile without a number of people that no rule asks for, where engineers may outgrow it."""
    unasked = LAW.field in facts and LAW.limit not in space.domains
    return {name: value for name, value in facts.items() if name != LAW.limit or not unasked}


def _later(space: Space, field: Field, here: Value) -> Iterator[Value]:
    """The values that time can bring, in order; of numbers, those at which any verdict can change."""
    if field.kind == "integer":
        counts = [FIELDS[name] for name in (LAW.field, LAW.limit)]
        starts = {start for count in counts for start, _ in intervals(space, count)}
        yield from sorted(start for start in starts if int(here) < start <= field.high)
    elif field.kind == "yes_no":
        yield from () if here else (True,)
    elif here in ROUNDS:
        yield from ROUNDS[ROUNDS.index(str(here)) + 1 :]

"""Which companies another rulebook judges otherwise, and which rule did it: worked out for a thousand at a time."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import islice
from operator import or_

from hireguide.rules.cohort import Asking, Bench, Cohort, Verdicts, alike
from hireguide.rules.columns import turned
from hireguide.rules.compiled import bits_of
from hireguide.rules.conditions import When
from hireguide.rules.fields import Facts
from hireguide.rules.rulebook import Evidence, Rulebook, Situation
from hireguide.rules.variants import ORDER, variants

_TOGETHER = 1_000


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
    new one away. Companies are taken a thousand at a time, and the first is told when they are judged.
    """
    causes, waiting = _Causes(one, other), iter(companies)
    while together := list(islice(waiting, _TOGETHER)):
        yield from causes.of(together)


class _Causes:
    """What two rulebooks differ in, one thing at a time: each changed alone, and each alone left as it was."""

    def __init__(self, one: Rulebook, other: Rulebook) -> None:
        self._asking = Asking(one, other)
        self._before, self._after = Bench(one, self._asking), Bench(other, self._asking)
        self._alone = {name: Bench(rulebook, self._asking) for name, rulebook in variants(one, other)}
        self._without = {name: Bench(rulebook, self._asking) for name, rulebook in variants(other, one)}
        rules: list[Evidence | Situation] = []
        for each in (one, other):
            rules += [*each.evidence, *each.situations]
        # By rule the conditions that it has in either; what is no rule has none, and may always make a difference.
        self._whens = {name: [rule.when for rule in rules if rule.key == name != ORDER] for name in self._alone}

    def of(self, companies: Sequence[Facts]) -> Iterator[Difference | None]:
        """How each of some companies is judged otherwise."""
        cohort = self._asking.cohort(companies)
        concerning = {name: self._concerned(cohort, whens) for name, whens in self._whens.items()}
        concerned = _any(concerning.values())
        start, end = self._before.verdicts(cohort, concerned), self._after.verdicts(cohort, concerned)
        moved = concerned & ~alike(start, end)
        rules = self._rules(cohort, end, {name: column & moved for name, column in concerning.items()})
        starts, ends, names = _places(start, moved), _places(end, moved), tuple(rules)
        for place, named in enumerate(turned([*rules.values()], len(companies))):
            did = tuple(names[bit.bit_length() - 1] for bit in bits_of(named))
            yield Difference(starts[place], ends[place], did) if did else None

    def _rules(self, cohort: Cohort, end: Verdicts, concerning: Mapping[str, int]) -> Mapping[str, int]:
        """By name the companies of which it is told, all of which get a new verdict."""
        did, needed = dict.fromkeys(concerning, 0), dict.fromkeys(concerning, 0)
        for name, column in concerning.items():
            if column:
                did[name] = column & alike(self._alone[name].verdicts(cohort, column), end)
        left = ~_any(did.values())
        for name, column in concerning.items():
            if column & left:
                needed[name] = column & left & ~alike(self._without[name].verdicts(cohort, column & left), end)
        together = left & ~_any(needed.values())
        return {name: did[name] | needed[name] | column & together for name, column in concerning.items()}

    @staticmethod
    def _concerned(cohort: Cohort, whens: Sequence[When]) -> int:
        """The companies to whom a thing may make a difference; a rule makes none where it holds in neither rulebook."""
        return _any(cohort.may_hold[when] for when in whens) if whens else cohort.all


def _places(verdicts: Verdicts, among: int) -> Mapping[int, str]:
    """By its place what becomes of each of some companies."""
    return {bit.bit_length() - 1: code for code, column in verdicts.items() for bit in bits_of(column & among)}


def _any(columns: Iterable[int]) -> int:
    return reduce(or_, columns, 0)

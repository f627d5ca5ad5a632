"""Many companies before rulebooks that differ in a few things: each condition is asked once for all of the rulebooks,
and each rulebook judges all of the companies together."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, reduce
from operator import or_
from typing import TypeVar

from hireguide.rules.ballot import OUTCOMES, Ballot
from hireguide.rules.columns import turned
from hireguide.rules.compiled import Compiled, bits_of, compile_afresh
from hireguide.rules.completing import Completing, searched, witness
from hireguide.rules.conditions import GAPS, When
from hireguide.rules.evaluate import band
from hireguide.rules.fields import Facts
from hireguide.rules.rows import reader, rows
from hireguide.rules.rulebook import IMPOSSIBLE, Evidence, Rulebook, Situation
from hireguide.rules.scales import Scales
from hireguide.rules.space import Space

Columns = Mapping[When, int]  # by condition the companies of which it holds, each a bit
Verdicts = Mapping[str, int]  # by what becomes of them the companies
AnyRule = TypeVar("AnyRule", Evidence, Situation)


class Completions:
    """Some completions of one company, each built when it is first come to: the conditions that hold, a bit each."""

    def __init__(self, building: Iterator[int]) -> None:
        self._building = building
        self._built: list[int] = []

    def __iter__(self) -> Iterator[int]:
        yield from self._built
        for each in self._building:
            self._built.append(each)
            yield each


@dataclass(frozen=True, slots=True)
class Cohort:
    """Some companies; in columns the first has the lowest bit.

    `known`: of which a condition holds by what is known; `may_hold`: of which it may hold for all that is known;
    `completed`: of whose first completion it holds, of those that have any. A whole company is its own completion.
    """

    companies: Sequence[Facts]
    completions: Sequence[Completions]
    known: Columns
    may_hold: Columns
    completed: Columns
    having: int

    @property
    def all(self) -> int:
        """The column of all of them."""
        return (1 << len(self.companies)) - 1


class Asking:
    """The conditions of two rulebooks, each once, to be put to one company after the other.

    `bits`: by condition the bit that says that it holds.
    """

    def __init__(self, one: Rulebook, other: Rulebook) -> None:
        evidence, situations = _once(one.evidence, other.evidence), _once(one.situations, other.situations)
        # What judges by all of them is nobody's rulebook, but completions of a company are the same for every rulebook.
        compiled = compile_afresh(replace(one, evidence=evidence, situations=situations, advice=()))
        self.bits = {when: head for head, when in _whens(compiled).items()}
        self._compiled, self._space, self._scales = compiled, Space(compiled), Scales(compiled)
        self._completing = Completing(self._space, self._scales)
        self._may_stand = reader(rows({table.field.name: (table.mask, -1) for table in compiled.tables}, 0, 1)[0])

    def cohort(self, companies: Sequence[Facts]) -> Cohort:
        """What the conditions say of some companies; facts as `judge` has them."""
        fired, standing = self._compiled.fired, self._compiled.standing
        completions = [Completions(self._completed(facts)) for facts in companies]
        first = [next(iter(each), None) for each in completions]
        return Cohort(
            companies,
            completions,
            known=self._columns([fired(standing(facts)) for facts in companies]),
            may_hold=self._columns([fired(self._may_stand(facts)) for facts in companies]),
            completed=self._columns([each or 0 for each in first]),
            having=sum(1 << place for place, each in enumerate(first) if each is not None),
        )

    def _completed(self, facts: Facts) -> Iterator[int]:
        """Some completions of a company, by the conditions that hold; none where it has none."""
        standing = self._compiled.standing(facts)
        if self._space.whole(facts, standing):
            yield self._compiled.fired(standing)
        elif (start := self._space.completions(facts)) is not None:
            known = self._scales.weigh(standing)
            yield from map(self._compiled.fired, self._completing.built(start, known))
            found = witness(self._space, start, known.verdict)
            if found is not None:
                yield self._compiled.fired(found)

    def _columns(self, rows: Sequence[int]) -> Columns:
        compiled = self._compiled
        columns = turned(rows, (compiled.evidence | compiled.situations | compiled.impossible).bit_length())
        return {when: columns[bit.bit_length() - 1] for when, bit in self.bits.items()}


def _once(rules: Iterable[AnyRule], others: Iterable[AnyRule]) -> tuple[AnyRule, ...]:
    """The rules of both, but of those with the same condition one."""
    found = {rule.when: rule for rule in others} | {rule.when: rule for rule in rules}
    return tuple(found.values())


def _whens(compiled: Compiled) -> dict[int, When]:
    """By the bit of each rule that judges its condition."""
    evidence = {head: rule.when for head, rule in compiled.evidence_of.items()}
    return evidence | {head: rule.when for head, rule in compiled.situation_of.items()}


class Bench:
    """One rulebook before one cohort after the other."""

    def __init__(self, rulebook: Rulebook, asking: Asking) -> None:
        self._compiled = compile_afresh(rulebook)
        self._whens = _whens(self._compiled)
        self._bits = [(asking.bits[when], head) for head, when in self._whens.items()]

    @cached_property
    def _space(self) -> Space:
        return Space(self._compiled)

    def verdicts(self, cohort: Cohort, wanted: int) -> Verdicts:
        """What becomes of the companies in the column `wanted`, as `judge` says it.

        It is what is known that decides, if some completion gets the same: then it is possible. Where none does that
        is at hand, one is searched for. Raises ProfileError for more engineers than employees.
        """
        found = self._ballot(cohort, cohort.known)
        sure = wanted & (found[IMPOSSIBLE] | cohort.having & alike(found, self._ballot(cohort, cohort.completed)))
        verdicts = {code: column & sure for code, column in found.items()}
        for company in bits_of(wanted & ~sure):
            known = next(code for code in OUTCOMES if found[code] & company)
            verdicts[self._verdict(cohort, company.bit_length() - 1, known)] |= company
        return verdicts

    def _verdict(self, cohort: Cohort, place: int, known: str) -> str:
        """What becomes of one company of which this is the known reading."""
        if any(self._read(holding) == known for holding in cohort.completions[place]):
            return known
        facts = cohort.companies[place]
        return searched(self._space, self._space.completions(facts), facts, known)

    def _read(self, holding: int) -> str:
        """The verdict where these conditions hold."""
        compiled = self._compiled
        fired = sum([head for bit, head in self._bits if holding & bit])
        held = fired & (compiled.impossible | compiled.situations)
        if held:
            return compiled.situation_of[held & -held].verdict
        rulebook = compiled.rulebook
        execution, strategy = (band(rulebook.bands[gap], compiled.points(fired, gap)) for gap in GAPS)
        return rulebook.grid[execution, strategy].verdict

    def _ballot(self, cohort: Cohort, columns: Columns) -> Verdicts:
        return Ballot(self._compiled, cohort, {head: columns[when] for head, when in self._whens.items()}).verdicts


def alike(one: Verdicts, other: Verdicts) -> int:
    """The companies of which both say the same."""
    return reduce(or_, (one[code] & other[code] for code in OUTCOMES))

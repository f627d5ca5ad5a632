"""Why not the other verdicts: what each gap lacks for them, and the situations that would give them and don't hold."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from hireguide.diagnoses.documents.figures import capital
from hireguide.diagnoses.documents.reasons import short_title
from hireguide.diagnoses.wording import TO_ITS_FOUNDER, Speech
from hireguide.profiles.wording import answer_text, condition_text
from hireguide.rules import FIELDS, Condition, Facts, Rulebook, Situation, applies
from hireguide.rules.conditions import accepts


@dataclass(frozen=True, slots=True)
class Missed:
    """A situation that does not hold: what it says of a company, and each condition that is not met."""

    text: str
    unmet: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WhyNot:
    """One verdict that was not given: why not by points, why not by situation, and whether it may yet be."""

    code: str
    title: str
    by_points: tuple[str, ...]
    missed: tuple[Missed, ...]
    is_possible: bool


@dataclass(frozen=True, slots=True)
class _Said:
    """What has been answered, as conditions ask for it and as the page tells it."""

    facts: Facts
    dont_know: Collection[str]
    speech: Speech

    def holds(self, condition: Condition) -> bool:
        """Whether the answer is known and meets the condition."""
        return condition.field in self.facts and accepts(condition, self.facts[condition.field])

    def unmet(self, condition: Condition) -> str:
        """The condition, and what was answered instead."""
        return f"{condition_text(condition.field, condition.op, condition.value)} ({self._answer(condition.field)})"

    def _answer(self, name: str) -> str:
        if name in self.facts:
            return f"{self.speech.you_said} “{answer_text(name, self.facts[name])}”"
        if applies(FIELDS[name], self.facts) is False:
            return self.speech.not_asked
        return self.speech.dont_know if name in self.dont_know else "not answered yet"


def why_not(
    result: Mapping[str, Any],
    rulebook: Rulebook,
    facts: Facts,
    dont_know: Collection[str],
    speech: Speech = TO_ITS_FOUNDER,
) -> tuple[WhyNot, ...]:
    """Each other verdict, in the rulebook's order."""
    situations = {rule.key: rule for rule in rulebook.situations}
    said = _Said(facts, dont_know, speech)
    return tuple(
        WhyNot(
            code=code,
            title=short_title(code),
            by_points=_by_points(against["lacks"], result["decided_by"], speech),
            missed=tuple(_missed(situations[key], said) for key in against["situations"]),
            is_possible=code in result["possible"],
        )
        for code, against in result["against"].items()
    )


def _by_points(lacks: Mapping[str, str] | None, decided: Mapping[str, Any] | None, speech: Speech) -> tuple[str, ...]:
    if lacks is None:
        return ("No pair of gaps gives this verdict; only a situation could.",)
    if lacks:
        return tuple(_lacking(gap, text) for gap, text in lacks.items())
    points = f"{capital(speech.your)} points"
    if decided is None:
        return (f"{points} so far stand in one of its cells, but no way of answering the rest leads to it.",)
    return (f"{points} stand in one of its cells; the situation that decided is looked at before points are.",)


def _lacking(gap: str, text: str) -> str:
    """A lack of the JSON in words: "at least 4 points, has 2" of "execution"."""
    wanted, _, has = text.rpartition(", has ")
    return f"{capital(gap)} would need {wanted}; it has {has.replace('-', '−')}."


def _missed(rule: Situation, said: _Said) -> Missed:
    unmet = [said.unmet(condition) for condition in rule.when.all if not said.holds(condition)]
    if rule.when.any and not any(said.holds(condition) for condition in rule.when.any):
        unmet.append("one of these: " + "; ".join(said.unmet(condition) for condition in rule.when.any))
    return Missed(rule.because, tuple(unmet))

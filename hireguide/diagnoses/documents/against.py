"""Why not the other verdicts: what each gap lacks for them, and the situations that would give them and don't hold."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from hireguide.diagnoses.documents.figures import capital
from hireguide.diagnoses.documents.reasons import short_title
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


def why_not(
    result: Mapping[str, Any], rulebook: Rulebook, facts: Facts, dont_know: Collection[str]
) -> tuple[WhyNot, ...]:
    """Each other verdict, in the rulebook's order."""
    situations = {rule.key: rule for rule in rulebook.situations}
    return tuple(
        WhyNot(
            code=code,
            title=short_title(code),
            by_points=_by_points(against["lacks"], decided=result["decided_by"]),
            missed=tuple(_missed(situations[key], facts, dont_know) for key in against["situations"]),
            is_possible=code in result["possible"],
        )
        for code, against in result["against"].items()
    )


def _by_points(lacks: Mapping[str, str] | None, *, decided: Mapping[str, Any] | None) -> tuple[str, ...]:
    if lacks is None:
        return ("No pair of gaps gives this verdict; only a situation could.",)
    if lacks:
        return tuple(_lacking(gap, text) for gap, text in lacks.items())
    if decided is None:
        return ("Your points so far stand in one of its cells, but no way of answering the rest leads to it.",)
    return ("Your points stand in one of its cells; the situation that decided is looked at before points are.",)


def _lacking(gap: str, text: str) -> str:
    """A lack of the JSON in words: "at least 4 points, has 2" of "execution"."""
    wanted, _, has = text.rpartition(", has ")
    return f"{capital(gap)} would need {wanted}; it has {has.replace('-', '−')}."


def _missed(rule: Situation, facts: Facts, dont_know: Collection[str]) -> Missed:
    unmet = [_unmet(condition, facts, dont_know) for condition in rule.when.all if not _holds(condition, facts)]
    if rule.when.any and not any(_holds(condition, facts) for condition in rule.when.any):
        unmet.append("one of these: " + "; ".join(_unmet(condition, facts, dont_know) for condition in rule.when.any))
    return Missed(rule.because, tuple(unmet))


def _holds(condition: Condition, facts: Facts) -> bool:
    return condition.field in facts and accepts(condition, facts[condition.field])


def _unmet(condition: Condition, facts: Facts, dont_know: Collection[str]) -> str:
    return (
        f"{condition_text(condition.field, condition.op, condition.value)} ({_said(condition.field, facts, dont_know)})"
    )


def _said(name: str, facts: Facts, dont_know: Collection[str]) -> str:
    if name in facts:
        return f"you said “{answer_text(name, facts[name])}”"
    if applies(FIELDS[name], facts) is False:
        return "does not apply to you"
    return "you don’t know" if name in dont_know else "not answered yet"

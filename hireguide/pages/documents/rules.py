"""The rules of an edition as lines of a page: sentence, condition in words, sources; grouped as a reader looks."""

from collections.abc import Iterator
from dataclasses import dataclass

from hireguide.pages.documents.edition import Citation, Terms, cited, terms, verdict_name
from hireguide.pages.wording import ADVICE_TITLES
from hireguide.profiles.wording import SECTION_WORDING
from hireguide.rules import ADVICE_KINDS, CATALOGUE, FIELDS, IMPOSSIBLE, SECTIONS, Advice, Evidence, Rulebook, Situation

_PLACE = {field.name: place for place, field in enumerate(CATALOGUE)}


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A rule as the page lists it: evidence has a gap and points, a situation the verdict that it decides."""

    key: str
    text: str
    terms: Terms
    sources: tuple[Citation, ...]
    gap: str = ""
    points: int = 0
    verdict: str = ""
    verdict_name: str = ""


@dataclass(frozen=True, slots=True)
class RuleGroup:
    """Rules under one heading."""

    key: str
    title: str
    rules: tuple[RuleLine, ...]


def evidence_groups(rulebook: Rulebook, gap: str) -> Iterator[RuleGroup]:
    """The evidence about one gap by the wizard's section that asks for it, in the order of the questions."""
    ours = sorted((rule for rule in rulebook.evidence if rule.gap == gap), key=_first_asked)
    for section in SECTIONS:
        rules = tuple(_evidence(rulebook, rule) for rule in ours if _section(rule) == section)
        if rules:
            yield RuleGroup(f"{gap}-{section}", SECTION_WORDING[section].title, rules)


def refusals(rulebook: Rulebook) -> Iterator[RuleLine]:
    """The answers that cannot be true together."""
    return (_situation(rulebook, one) for one in rulebook.situations if one.verdict == IMPOSSIBLE)


def situations(rulebook: Rulebook) -> Iterator[RuleLine]:
    """The situations that decide before the grid, in their order."""
    return (_situation(rulebook, one) for one in rulebook.situations if one.verdict != IMPOSSIBLE)


def advice_groups(rulebook: Rulebook) -> Iterator[RuleGroup]:
    """The advice by its kind."""
    for kind in ADVICE_KINDS:
        rules = tuple(_advice(rulebook, one) for one in rulebook.advice if one.kind == kind)
        if rules:
            yield RuleGroup(f"advice-{kind}", ADVICE_TITLES[kind], rules)


def dissents(rulebook: Rulebook) -> tuple[RuleLine, ...]:
    """The advice that names experts who would decide otherwise."""
    return tuple(_advice(rulebook, one) for one in rulebook.advice if one.kind == "dissent")


def _evidence(rulebook: Rulebook, rule: Evidence) -> RuleLine:
    sources = cited(rulebook, rule.sources)
    return RuleLine(rule.key, rule.because, terms(rule.when), sources, gap=rule.gap, points=rule.points)


def _situation(rulebook: Rulebook, rule: Situation) -> RuleLine:
    name = "" if rule.verdict == IMPOSSIBLE else verdict_name(rule.verdict)
    sources = cited(rulebook, rule.sources)
    return RuleLine(rule.key, rule.because, terms(rule.when), sources, verdict=rule.verdict, verdict_name=name)


def _advice(rulebook: Rulebook, rule: Advice) -> RuleLine:
    return RuleLine(rule.key, rule.text, terms(rule.when), cited(rulebook, rule.sources))


def _asks(rule: Evidence) -> str:
    """The question that a rule is listed under: its first."""
    return (*rule.when.all, *rule.when.any)[0].field


def _first_asked(rule: Evidence) -> int:
    return _PLACE[_asks(rule)]


def _section(rule: Evidence) -> str:
    return FIELDS[_asks(rule)].section

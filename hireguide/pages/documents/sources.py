"""Sources: each with its grade and the rules that rest on it, and what the sources disagree about."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from hireguide.pages.documents.edition import Citation, RuleLink, cited, rule_link
from hireguide.pages.documents.rules import RuleLine, dissents
from hireguide.pages.wording import DISAGREEMENTS, GRADES, Grade
from hireguide.rules import GRADES as GRADE_ORDER
from hireguide.rules import Rulebook, Source


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source and the rules, advice and prices that cite it."""

    source: Source
    used_by: tuple[RuleLink, ...]


@dataclass(frozen=True, slots=True)
class SourceGroup:
    """The sources of one grade."""

    key: str
    grade: Grade
    sources: tuple[SourceLine, ...]


@dataclass(frozen=True, slots=True)
class SideLine:
    """One answer to a question, and who gives it."""

    says: str
    sources: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class DisagreementLine:
    """A question on which the sources of this edition differ, and what the rules make of it."""

    key: str
    question: str
    sides: tuple[SideLine, ...]
    here: str
    rules: tuple[RuleLink, ...]


@dataclass(frozen=True, slots=True)
class Sources:
    """The parts of the page."""

    total: int
    groups: tuple[SourceGroup, ...]
    disagreements: tuple[DisagreementLine, ...]
    dissents: tuple[RuleLine, ...]


@lru_cache(maxsize=8)
def build_sources(rulebook: Rulebook) -> Sources:
    """Every source of `rulebook`, by grade and then by author."""
    return Sources(
        total=len(rulebook.sources),
        groups=tuple(_groups(rulebook)),
        disagreements=tuple(_disagreements(rulebook)),
        dissents=dissents(rulebook),
    )


def _groups(rulebook: Rulebook) -> Iterator[SourceGroup]:
    uses = _uses(rulebook)
    by_author = sorted(rulebook.sources.values(), key=lambda source: source.author.casefold())
    for grade in GRADE_ORDER:
        lines = tuple(SourceLine(source, tuple(uses[source.key])) for source in by_author if source.grade == grade)
        if lines:
            yield SourceGroup(grade, GRADES[grade], lines)


def _uses(rulebook: Rulebook) -> dict[str, list[RuleLink]]:
    """Source key → all that cites it, in the order of How it works."""
    uses: dict[str, list[RuleLink]] = {key: [] for key in rulebook.sources}
    for part in (rulebook.situations, rulebook.evidence, rulebook.advice, rulebook.costs):
        for rule in part:
            for key in rule.sources:
                uses[key].append(rule_link(rule.key))
    return uses


def _disagreements(rulebook: Rulebook) -> Iterator[DisagreementLine]:
    """Those of which at least two sides are among this edition's sources, with the sides and rules that are."""
    keys = _rule_keys(rulebook)
    for one in DISAGREEMENTS:
        sides = [(side, [key for key in side.sources if key in rulebook.sources]) for side in one.sides]
        kept = tuple(SideLine(side.says, cited(rulebook, known)) for side, known in sides if known)
        rules = tuple(rule_link(key) for key in one.rules if key in keys)
        if len(kept) > 1:
            yield DisagreementLine(one.key, one.question, kept, one.here if rules else "", rules)


def _rule_keys(rulebook: Rulebook) -> set[str]:
    parts = (rulebook.situations, rulebook.evidence, rulebook.advice, rulebook.costs)
    return {rule.key for part in parts for rule in part}

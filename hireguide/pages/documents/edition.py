"""The edition that a page is drawn from, and how a page cites rules, conditions and sources of it."""

from collections.abc import Iterable
from dataclasses import dataclass

from hireguide.diagnoses.documents.reasons import cell_name
from hireguide.pages.wording import ACRONYMS, GRADES
from hireguide.profiles.wording import answer_text, condition_text
from hireguide.rulebooks.models import Edition
from hireguide.rules import Condition, Rulebook, When
from hireguide.web.grid import GridPicture


@dataclass(frozen=True, slots=True)
class EditionPage:
    """A published edition with its rulebook, parsed."""

    edition: Edition
    rulebook: Rulebook


@dataclass(frozen=True, slots=True)
class Citation:
    """A source as a rule names it: who says it and how far they are to be trusted, in few words."""

    key: str
    author: str
    grade: str


@dataclass(frozen=True, slots=True)
class RuleLink:
    """A rule, a piece of advice or a price as other pages point to it."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Clause:
    """One condition in words: what is asked, and the answers for which it holds."""

    asks: str
    holds: str


@dataclass(frozen=True, slots=True)
class Terms:
    """A rule's condition in words: all of `every`, and one of `one_of` unless that is empty."""

    every: tuple[Clause, ...]
    one_of: tuple[Clause, ...]


def cited(rulebook: Rulebook, keys: Iterable[str]) -> tuple[Citation, ...]:
    """The sources with these keys, in their order."""
    sources = [rulebook.sources[key] for key in keys]
    return tuple(Citation(source.key, source.author, GRADES[source.grade].name) for source in sources)


def rule_link(key: str) -> RuleLink:
    """The rule with this key, called by its key in words.

    >>> rule_link("vp_in_the_seat").name
    'VP in the seat'
    """
    name = " ".join(ACRONYMS.get(word, word) for word in key.split("_"))
    return RuleLink(key, name[0].upper() + name[1:])


def terms(when: When) -> Terms:
    """A rule's condition in words."""
    return Terms(tuple(map(_clause, when.all)), tuple(map(_clause, when.any)))


def verdict_name(code: str) -> str:
    """A verdict in few words: "VP Engineering first"."""
    return answer_text("verdict", code)


def empty_grid(rulebook: Rulebook, points: dict[str, int] | None = None) -> GridPicture:
    """The grid of this rulebook, with a dot where `points` are given."""
    names = {bands: (cell.verdict, cell_name(cell.verdict)) for bands, cell in rulebook.grid.items()}
    return GridPicture(bands=rulebook.bands, cell_names=names, points=points)


def _clause(condition: Condition) -> Clause:
    asks, _, holds = condition_text(condition.field, condition.op, condition.value).partition(": ")
    return Clause(asks, holds)

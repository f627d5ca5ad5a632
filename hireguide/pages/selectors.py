"""Reads behind the public pages: how an edition does on the experts' cases, and whether the site is ready."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Literal

from django.conf import settings
from django.db import Error as DatabaseError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from hireguide.rulebooks.selectors import current_edition
from hireguide.rules import ImpossibleProfile, Profile, Rulebook, Verdict, judge, parse_profile

Result = Literal["expected", "acceptable", "missed"]


@dataclass(frozen=True, slots=True)
class ExpertCase:
    """A company that somebody described in public, and what an expert would have it do.

    `confidence` is "stated" where the source says the verdict outright, "inferred" where it was read from what it says.
    """

    key: str
    situation: str
    profile: Profile
    expected: str
    acceptable: tuple[str, ...]
    confidence: str
    source_title: str
    source_url: str | None
    why: str
    note: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an edition says of a case; `verdict` is None where it refuses the answers as impossible."""

    case: ExpertCase
    verdict: Verdict | None

    @property
    def result(self) -> Result:
        """Whether that is what the expert would do, something they would accept, or a miss."""
        code = self.verdict.code if self.verdict else None
        if code == self.case.expected:
            return "expected"
        return "acceptable" if code in self.case.acceptable else "missed"


@dataclass(frozen=True, slots=True)
class Accuracy:
    """How an edition does on all the cases."""

    outcomes: tuple[Outcome, ...]

    @property
    def total(self) -> int:
        """How many cases there are."""
        return len(self.outcomes)

    @property
    def expected(self) -> int:
        """How many get the very verdict that the expert gives."""
        return self._count("expected")

    @property
    def accepted(self) -> int:
        """How many get a verdict that the expert would accept, the expected one included."""
        return self.total - self.missed

    @property
    def missed(self) -> int:
        """How many get a verdict that the expert would not accept."""
        return self._count("missed")

    def _count(self, result: Result) -> int:
        return sum(outcome.result == result for outcome in self.outcomes)


@cache
def expert_cases() -> tuple[ExpertCase, ...]:
    """The experts' cases that ship with the product, in the order of their file."""
    path = settings.ROOT / "fixtures" / "expert-cases.json"
    return tuple(_case(raw) for raw in json.loads(path.read_text(encoding="utf-8")))


@lru_cache(maxsize=8)
def accuracy_of(rulebook: Rulebook) -> Accuracy:
    """How `rulebook` does on the experts' cases; judged once for each rulebook (one a digest) and process."""
    return Accuracy(tuple(Outcome(case, _judged(rulebook, case.profile)) for case in expert_cases()))


def _case(raw: dict[str, Any]) -> ExpertCase:
    return ExpertCase(
        key=raw["id"],
        situation=raw["situation"],
        profile=parse_profile(raw["profile"]),
        expected=raw["expected"],
        acceptable=tuple(raw["acceptable"]),
        confidence=raw["confidence"],
        source_title=raw["source"]["title"],
        source_url=raw["source"]["url"],
        why=raw["why"],
        note=raw.get("note", ""),
    )


def _judged(rulebook: Rulebook, profile: Profile) -> Verdict | None:
    try:
        return judge(rulebook, profile.facts)
    except ImpossibleProfile:
        return None


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that must hold before the site can serve; `detail` says how it stands, and never a secret."""

    name: str
    ok: bool
    detail: str


def readiness() -> tuple[Check, ...]:
    """Database, migrations and edition, in this order; after one that fails the rest are not tried."""
    checks: list[Check] = []
    for name, trouble_with in _CHECKS.items():
        failed = next((check.name for check in checks if not check.ok), None)
        trouble = f"Not checked, because {failed} failed." if failed else _trouble(trouble_with)
        checks.append(Check(name, ok=not trouble, detail=trouble or "In order."))
    return tuple(checks)


def _trouble(trouble_with: Callable[[], str]) -> str:
    try:
        return trouble_with()
    except DatabaseError:
        return "The database does not answer."


def _database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return ""


def _migrations() -> str:
    executor = MigrationExecutor(connection)
    waiting = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    return f"Not yet applied: {waiting}. Run `python manage.py migrate`." if waiting else ""


def _edition() -> str:
    if current_edition() is None:
        return "None is published. Run `python manage.py load_rulebook fixtures/rulebook.json --publish`."
    return ""


_CHECKS: Mapping[str, Callable[[], str]] = {"database": _database, "migrations": _migrations, "edition": _edition}

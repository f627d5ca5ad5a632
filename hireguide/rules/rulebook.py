"""The rulebook as typed, frozen data: one class for each kind of its parts."""

from collections.abc import Mapping
from dataclasses import dataclass

from hireguide.rules.conditions import When
from hireguide.rules.fields import Value
from hireguide.rules.profile import Profile

FORMAT = 1
IMPOSSIBLE = "impossible"
GRADES = ("expert", "operator", "search_firm", "provider", "data", "house")
ADVICE_KINDS = ("variant", "warning", "next_step", "dissent")
SEATS = (
    *("vp_engineering", "fractional_cto", "full_time_cto", "interim_cto"),
    *("engineering_manager", "senior_engineer", "adviser"),
)
UNITS = ("usd_month", "usd_year")
NEVER = ("lowers", "raises")
DAYS = ("30", "60", "90")
Plan = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Source:
    """Who says so: a person, firm or study, and how far it is to be trusted (`grade`)."""

    key: str
    author: str
    title: str
    url: str | None
    year: int | None
    grade: str
    note: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """A rule that adds `points` (-5 to 5, not 0) to one gap where its condition holds."""

    key: str
    gap: str
    points: int
    when: When
    because: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """What a pair of bands calls for."""

    execution: str
    strategy: str
    verdict: str
    because: str


@dataclass(frozen=True, slots=True)
class Situation:
    """A rule looked at before the grid; the verdict `impossible` marks answers that cannot be true together."""

    key: str
    when: When
    verdict: str
    because: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Advice:
    """What is said beside a verdict, and never changes it."""

    key: str
    kind: str
    when: When
    text: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VerdictText:
    """A verdict in words: the seat that comes first, the second, and what triggers the second."""

    code: str
    title: str
    summary: str
    first: str | None
    second: str | None
    second_when: str | None


@dataclass(frozen=True, slots=True)
class Cost:
    """What a seat costs, from `low` to `high` US dollars a month or a year (`unit`)."""

    key: str
    seat: str
    unit: str
    low: int
    high: int
    year: int
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Expectation:
    """What must always hold: moving `field` from `start` to `end` never lowers (raises) the gap."""

    key: str
    field: str
    start: Value
    end: Value
    gap: str
    never: str
    because: str


@dataclass(frozen=True, slots=True)
class Example:
    """A profile with the verdict that it must get, and others that would do."""

    key: str
    profile: Profile
    verdict: str
    also: tuple[str, ...]
    note: str


@dataclass(frozen=True, eq=False)
class Rulebook:
    """All the rules and wording of one edition. Two rulebooks are the same where their digests are."""

    name: str
    sources: Mapping[str, Source]
    evidence: tuple[Evidence, ...]
    bands: Mapping[str, tuple[int, int]]
    grid: Mapping[tuple[str, str], Cell]
    situations: tuple[Situation, ...]
    advice: tuple[Advice, ...]
    verdicts: Mapping[str, VerdictText]
    costs: tuple[Cost, ...]
    plans: Mapping[str, Plan]
    expectations: tuple[Expectation, ...]
    examples: tuple[Example, ...]

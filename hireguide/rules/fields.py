"""The catalogue: every question a company can be asked, its kind, its range and when it applies."""

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Literal

Value = str | int | bool
Facts = Mapping[str, Value]
Kind = Literal["choice", "ordered", "yes_no", "integer"]
Nature = Literal["fact", "lever", "judgement"]


@dataclass(frozen=True, slots=True)
class AskedIf:
    """A question's one condition: it applies only where `field` has one of `values`."""

    field: str
    values: Collection[Value]

    def holds(self, value: Value) -> bool:
        """Whether an answer `value` to `field` makes the question apply."""
        return value in self.values


@dataclass(frozen=True, slots=True)
class Field:
    """One question: `choices` for choices and ordered choices, `low` to `high` (both included) for integers.

    `nature` says what can move it, `timed` that time does; `brackets` are an integer's equally weighted spans.
    """

    name: str
    section: str
    kind: Kind
    choices: tuple[str, ...]
    low: int
    high: int
    nature: Nature
    timed: bool
    asked_if: AskedIf | None
    brackets: tuple[tuple[int, int], ...]

    @property
    def values(self) -> Collection[Value]:
        """Every answer there is, in order: the choices, `False` and `True`, or the range of integers."""
        if self.kind == "yes_no":
            return (False, True)
        return range(self.low, self.high + 1) if self.kind == "integer" else self.choices


@dataclass(frozen=True, slots=True)
class AtMost:
    """The one law between two answers: where both are known, `field` is no more than `limit`."""

    field: str
    limit: str


_PEOPLE_BRACKETS = ((0, 5), (6, 10), (11, 20), (21, 50), (51, 100), (101, 250), (251, 1000), (1001, 100_000))
_ENGINEER_BRACKETS = ((0, 0), (1, 2), (3, 5), (6, 9), (10, 14), (15, 24), (25, 30), (31, 60), (61, 150), (151, 10_000))
_HOUR_BRACKETS = ((0, 0), (1, 4), (5, 9), (10, 19), (20, 39), (40, 80))
_EXIT_BRACKETS = ((0, 0), (1, 1), (2, 3), (4, 1000))
_PRESSURE = ("none", "low", "medium", "high")
_STAGES = ("pre_seed", "seed", "series_a", "series_b", "series_c_plus", "bootstrapped", "pe_backed", "enterprise")
_FOUNDING_LEADS = ("none", "technical_founder", "cto_by_title", "strategic_cto")
_LEADS = (*_FOUNDING_LEADS, "vp_engineering", "cto_and_vp", "senior_engineer", "agency")

_WISHES = ("stay_technical", "manage_people", "keep_both", "step_back")
_BOARD_TOPICS = ("technology_strategy", "delivery", "both")
_INCIDENTS = ("rare", "monthly", "weekly", "daily")
_HEALTH = ("sound", "strained", "untrusted")
_BUDGETS = ("under_8k", "8k_to_15k", "15k_to_35k", "over_35k")
_URGENCIES = ("exploring", "this_year", "this_quarter", "now")

_SOMEBODY_LEADS = AskedIf("technology_lead", tuple(lead for lead in _LEADS if lead not in ("none", "agency")))
_HAS_ENGINEERS = AskedIf("engineer_count", range(1, 10_001))
_UNDER_PRESSURE = AskedIf("board_pressure", _PRESSURE[1:])


def _choice(
    name: str,
    section: str,
    nature: Nature,
    choices: tuple[str, ...],
    *,
    ordered: bool = False,
    timed: bool = False,
    asked_if: AskedIf | None = None,
) -> Field:
    return Field(name, section, "ordered" if ordered else "choice", choices, 0, 0, nature, timed, asked_if, ())


def _yes_no(name: str, section: str, nature: Nature, *, timed: bool = False, asked_if: AskedIf | None = None) -> Field:
    return Field(name, section, "yes_no", (), 0, 0, nature, timed, asked_if, ())


def _integer(
    name: str,
    section: str,
    nature: Nature,
    brackets: tuple[tuple[int, int], ...],
    *,
    timed: bool = False,
    asked_if: AskedIf | None = None,
) -> Field:
    low, high = brackets[0][0], brackets[-1][1]
    return Field(name, section, "integer", (), low, high, nature, timed, asked_if, brackets)


CATALOGUE: tuple[Field, ...] = (
    _choice("stage", "company", "fact", _STAGES, timed=True),
    _integer("employee_count", "company", "fact", _PEOPLE_BRACKETS, timed=True),
    _integer("engineer_count", "company", "fact", _ENGINEER_BRACKETS, timed=True),
    _integer("engineers_next_year", "company", "fact", _ENGINEER_BRACKETS),
    _yes_no("product_market_fit", "founders", "fact"),
    _yes_no("ceo_is_technical", "founders", "fact"),
    _choice("technology_lead", "lead", "fact", _LEADS),
    _yes_no("part_time_cto", "lead", "lever"),
    _yes_no("lead_departed", "lead", "fact", timed=True),
    _choice("lead_wish", "lead_future", "lever", _WISHES, asked_if=_SOMEBODY_LEADS),
    _yes_no("lead_overloaded", "lead_future", "judgement", asked_if=_SOMEBODY_LEADS),
    _yes_no("promotable_insider", "lead_future", "judgement"),
    _yes_no("previous_leader_failed", "lead_future", "fact"),
    _choice("delivery_pain", "delivery", "judgement", _PRESSURE, ordered=True),
    _yes_no("delivery_owner", "delivery", "lever"),
    _yes_no("priorities_redefined_above", "delivery", "lever"),
    _choice("incident_rate", "delivery", "judgement", _INCIDENTS, ordered=True),
    _yes_no("management_structure", "team", "lever", asked_if=_HAS_ENGINEERS),
    _yes_no("priorities_clear", "team", "judgement", asked_if=_HAS_ENGINEERS),
    _integer("ceo_hours_on_engineers", "team", "lever", _HOUR_BRACKETS, asked_if=_HAS_ENGINEERS),
    _yes_no("hiring_owner", "team", "lever"),
    _integer("regretted_exits", "team", "fact", _EXIT_BRACKETS),
    _yes_no("experienced_hands_missing", "team", "judgement"),
    _choice("board_pressure", "board", "judgement", _PRESSURE, ordered=True),
    _choice("board_asks_about", "board", "judgement", _BOARD_TOPICS, asked_if=_UNDER_PRESSURE),
    _yes_no("diligence_ahead", "board", "fact", timed=True),
    _yes_no("unguided_decisions", "decisions", "judgement"),
    _yes_no("vendor_or_offshore_choice", "decisions", "lever"),
    _yes_no("architecture_change", "decisions", "lever"),
    _yes_no("ai_strategy_question", "decisions", "judgement"),
    _choice("codebase_health", "horizon", "judgement", _HEALTH, ordered=True),
    _yes_no("long_view_owner", "horizon", "lever"),
    _integer("strategic_hours_needed", "horizon", "judgement", _HOUR_BRACKETS),
    _yes_no("can_judge_vp", "hiring", "lever"),
    _choice("leadership_budget", "hiring", "lever", _BUDGETS, ordered=True),
    _choice("urgency", "hiring", "judgement", _URGENCIES, ordered=True),
)

FIELDS: Mapping[str, Field] = MappingProxyType({field.name: field for field in CATALOGUE})
SECTIONS: tuple[str, ...] = tuple(dict.fromkeys(field.section for field in CATALOGUE))
LAW = AtMost("engineer_count", "employee_count")


def fields_of(section: str) -> tuple[Field, ...]:
    """The questions of one section, in order; none for a section that there is not.

    >>> [field.name for field in fields_of("founders")]
    ['product_market_fit', 'ceo_is_technical']
    """
    return tuple(field for field in CATALOGUE if field.section == section)


def applies(field: Field, facts: Facts) -> bool | None:
    """Whether `field` is a question for a company with these facts; None while that is not known yet.

    >>> applies(FIELDS["lead_wish"], {"technology_lead": "agency"})
    False
    >>> applies(FIELDS["lead_wish"], {}) is None
    True
    """
    if field.asked_if is None:
        return True
    answer = facts.get(field.asked_if.field)
    return None if answer is None else field.asked_if.holds(answer)


@cache
def catalogue_digest() -> str:
    """The fingerprint ("sha256:" and hex) of the catalogue that a rulebook was proved with."""
    text = json.dumps([_described(field) for field in CATALOGUE], separators=(",", ":"), ensure_ascii=False)
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()


def _described(field: Field) -> list[object]:
    asked_if = field.asked_if and [field.asked_if.field, list(field.asked_if.values)]
    return [
        *(field.name, field.section, field.kind, field.choices, field.low, field.high),
        *(field.nature, field.timed, asked_if, field.brackets),
    ]

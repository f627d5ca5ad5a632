"""When to come back: what time may bring that changes the verdict, and the day on which to look again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.dateformat import format as format_date

from hireguide.diagnoses.documents.figures import capital, number
from hireguide.diagnoses.documents.reasons import short_title
from hireguide.diagnoses.selectors import CHECK_IN, due_day, reached_on
from hireguide.diagnoses.wording import TO_ITS_FOUNDER, Speech
from hireguide.profiles.wording import answer_text, once_text
from hireguide.rules import FIELDS

LATEST = timedelta(days=5 * 365)
_COUNT, _PLAN = "engineer_count", "engineers_next_year"


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that time may bring, as a sentence, and what the company's own plan says of when (or "")."""

    text: str
    plan: str


@dataclass(frozen=True, slots=True)
class ComeBack:
    """The moments, and the day to look again with its reason; from `earliest` to `latest` it may be chosen.

    `was_due` is the day that was named when the verdict was made, once it has passed. `is_proven`: there are no others.
    """

    moments: tuple[Moment, ...]
    on: date
    reason: str
    was_due: date | None
    earliest: date
    latest: date
    is_proven: bool


def come_back(
    result: Mapping[str, Any], *, made_on: date, today: date, speech: Speech = TO_ITS_FOUNDER
) -> ComeBack | None:
    """When to look at `result`, made on `made_on`, again; None for one kept without its triggers."""
    if "triggers" not in result:
        return None
    profile = result["profile"]
    due, reason = due_day(result, made_on=made_on)
    has_passed = due <= today
    return ComeBack(
        moments=tuple(_moment(trigger, profile, made_on, speech) for trigger in result["triggers"]),
        on=today + CHECK_IN if has_passed else due,
        reason="three months from today" if has_passed else reason,
        was_due=due if has_passed else None,
        earliest=today + timedelta(days=1),
        latest=today + LATEST,
        is_proven=result.get("triggers_proven", True),
    )


def _moment(trigger: Mapping[str, Any], profile: Mapping[str, Any], made_on: date, speech: Speech) -> Moment:
    field, to = trigger["field"], trigger["to"]
    today = f" ({speech.you_said} {number(trigger['from'])})" if FIELDS[field].kind == "integer" else ""
    text = f"once {once_text(field, to)}{today}, the advice becomes “{short_title(trigger['verdict'])}”"
    return Moment(text, _plan(trigger, profile, made_on, speech))


def _plan(trigger: Mapping[str, Any], profile: Mapping[str, Any], made_on: date, speech: Speech) -> str:
    """What the planned number of engineers says of when."""
    if trigger["field"] != _COUNT or profile.get(_PLAN) is None:
        return ""
    plan = f"{capital(speech.your)} plan of {answer_text(_PLAN, profile[_PLAN])} in twelve months"
    day = reached_on(trigger, profile, made_on)
    if day is None:
        return f"{plan} does not lead there."
    return f"{plan} would lead there about {format_date(day, 'F Y')}."

"""The lines of the list of clients that are due for another look: when, why then, and what the rules say today."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.dateformat import format as format_date
from django.utils.timezone import localdate

from hireguide.advising.documents.client import Instead, instead_of
from hireguide.advising.documents.clients import Staleness, staleness
from hireguide.diagnoses.documents.figures import counted, number
from hireguide.diagnoses.documents.reasons import short_title
from hireguide.diagnoses.models import Draft
from hireguide.diagnoses.selectors import judge_under, reached_on
from hireguide.profiles.wording import answer_text, once_text
from hireguide.rulebooks.models import Edition
from hireguide.rules import FIELDS, ImpossibleProfile, parse_profile
from hireguide.workspaces.models import Client

MOST_REASONS = 3
_PLAN = "engineers_next_year"


@dataclass(frozen=True, slots=True)
class DueLine:
    """One client whose newest diagnosis asks for another look. `reasons` are what time may have brought; `rules` is
    what today's edition says of the same answers, or "" where the diagnosis rests on what it says already."""

    client: Client
    tags: tuple[str, ...]
    public_id: str
    verdict: str
    title: str
    instead: Instead | None
    made_at: datetime
    look_again: Staleness
    is_due: bool
    reasons: tuple[str, ...]
    more: int
    rules: str
    rules_differ: bool
    draft: Draft | None


def due_lines(
    found: Iterable[Any], *, drafts: Mapping[int, Draft], edition: Edition | None, today: date
) -> list[DueLine]:
    """From diagnoses as `with_reasons` gives them; `edition` is today's."""
    return [_line(kept, drafts.get(kept.client_id), edition, today) for kept in found]


def _line(kept: Any, draft: Draft | None, edition: Edition | None, today: date) -> DueLine:
    reasons = tuple(_reasons(kept))
    rules, rules_differ = _rules(kept, edition)
    return DueLine(
        client=kept.client,
        tags=tuple(tag.name for tag in kept.client.tags.all()),
        public_id=kept.public_id,
        verdict=kept.verdict,
        title=kept.title,
        instead=instead_of(list(kept.overrides.all())),
        made_at=kept.made_at,
        look_again=staleness(kept, today=today),
        is_due=kept.due_on <= today,
        reasons=reasons[:MOST_REASONS],
        more=max(len(reasons) - MOST_REASONS, 0),
        rules=rules,
        rules_differ=rules_differ,
        draft=draft,
    )


def _reasons(kept: Any) -> Iterator[str]:
    """What the company's own plan brings first, then what time may bring else; without any, that its days are over."""
    made_on = localdate(kept.made_at)
    planned = [(day, one) for one in kept.triggers if (day := reached_on(one, kept.answers, made_on))]
    for day, trigger in sorted(planned, key=lambda pair: pair[0]):
        plan = answer_text(_PLAN, kept.answers[_PLAN])
        lead = f"Its plan of {plan} in twelve months leads there about {format_date(day, 'F Y')}"
        yield f"{lead}: {_once(trigger)}."
    by_plan = [trigger for _, trigger in planned]
    for trigger in kept.triggers:
        if trigger not in by_plan:
            once = _once(trigger)
            yield f"{once[0].upper()}{once[1:]}."
    if not kept.triggers:
        days = (kept.due_on - made_on).days
        yield f"Nothing that time brings by itself changes this advice: its day is {counted(days, 'day', 'days')} on."


def _once(trigger: Mapping[str, Any]) -> str:
    field, to = trigger["field"], trigger["to"]
    then = f" ({number(trigger['from'])} then)" if FIELDS[field].kind == "integer" else ""
    return f"once {once_text(field, to)}{then}, the advice becomes “{short_title(trigger['verdict'])}”"


def _rules(kept: Any, edition: Edition | None) -> tuple[str, bool]:
    """What today's edition says of the same answers, and whether that is something else."""
    if edition is None or edition.digest == kept.edition.digest:
        return "", False
    since = f"The rules have changed since: edition {edition.number}"
    try:
        verdict = judge_under(edition, parse_profile(kept.answers))["verdict"]
    except ImpossibleProfile:
        return f"{since} does not accept these answers any more.", True
    if verdict == kept.verdict:
        return f"{since} says the same of these answers.", False
    return f"{since} says “{short_title(verdict)}” of these answers.", True

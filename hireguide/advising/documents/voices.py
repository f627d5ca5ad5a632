"""Who was asked in a round, as its page lists them: how far each is, and what can be done about their link."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.dateformat import format as format_date
from django.utils.text import capfirst
from django.utils.timezone import localtime

from hireguide.advising.models import Respondent, Round


@dataclass(frozen=True, slots=True)
class RespondentRow:
    """One person: `answers` says how far they are, `link` what their link does. Neither says what they answered.

    `is_open`: their link works; `is_revoked`: it was taken back. `may_renew`: another link would work.
    """

    public_id: str
    name: str
    seat: str
    email: str
    answers: str
    has_answered: bool
    link: str
    is_open: bool
    is_revoked: bool
    may_renew: bool


def respondent_rows(round_: Round, respondents: Iterable[Respondent], *, now: datetime) -> tuple[RespondentRow, ...]:
    """The people asked in a round, in the order in which they were."""
    return tuple(
        RespondentRow(
            public_id=one.public_id,
            name=one.name,
            seat=capfirst(one.get_seat_display()),
            email=one.email,
            answers=_answers(one),
            has_answered=one.handed_in_at is not None,
            link=_link(one, round_, now),
            is_open=_is_open(one, round_, now),
            is_revoked=one.revoked_at is not None,
            may_renew=round_.closed_at is None,
        )
        for one in respondents
    )


def _answers(one: Respondent) -> str:
    if one.handed_in_at is not None:
        return f"Handed in on {_day(one.handed_in_at)}"
    return "Has begun" if one.draft_id is not None else "Nothing yet"


def _link(one: Respondent, round_: Round, now: datetime) -> str:
    if one.revoked_at is not None:
        return f"Taken back on {_day(one.revoked_at)}"
    if one.expires_at <= now:
        return f"Expired on {_day(one.expires_at)}"
    return "Closed with the questions" if round_.closed_at else f"Works until {_day(one.expires_at)}"


def _is_open(one: Respondent, round_: Round, now: datetime) -> bool:
    return one.revoked_at is None and now < one.expires_at and round_.closed_at is None


def _day(at: datetime) -> str:
    return format_date(localtime(at), "j F Y")

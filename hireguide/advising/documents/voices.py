"""Who was asked in a round, as its page lists them: how far each is, and what can be done about their link."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.dateformat import format as format_date
from django.utils.text import capfirst
from django.utils.timezone import localtime

from hireguide.advising.models import Respondent, Round
from hireguide.diagnoses.documents.figures import counted


@dataclass(frozen=True, slots=True)
class RespondentRow:
    """One person: `answers` says how far they are, `link` what their link does. Neither says what they answered.

    `mail` says whether their link was mailed, "" where that is of no matter. `is_open`: their link works; `is_revoked`:
    it was taken back. `may_renew`: another link would work.
    """

    public_id: str
    name: str
    seat: str
    email: str
    answers: str
    has_answered: bool
    link: str
    mail: str
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
            mail=_mail(one) if _is_open(one, round_, now) else "",
            is_open=_is_open(one, round_, now),
            is_revoked=one.revoked_at is not None,
            may_renew=round_.closed_at is None,
        )
        for one in respondents
    )


def lost_with_respondent(one: Respondent) -> tuple[str, ...]:
    """What is lost with somebody's answers, line by line."""
    handed_in = f"what {one.name} handed in on {_day(one.handed_in_at)}" if one.handed_in_at else ""
    under_way = "what they have answered and not handed in" if one.draft_id else ""
    return tuple(
        line
        for line in (
            handed_in,
            under_way,
            f"their name{', their e-mail address' if one.email else ''} and their link, which stops working",
            "what was settled as theirs alone: it is open or in dispute again" if one.handed_in_at else "",
        )
        if line
    )


def lost_with_round(respondents: Iterable[Respondent], settled: int) -> tuple[str, ...]:
    """What is lost with a whole round, line by line; `settled` counts its settled answers."""
    asked = list(respondents)
    handed_in = sum(1 for one in asked if one.handed_in_at is not None)
    begun = sum(1 for one in asked if one.draft_id is not None)
    people = counted(handed_in, "person", "people")
    lines = (
        f"what {people} handed in" if handed_in else "",
        f"what {counted(begun, 'person has', 'people have')} under way" if begun else "",
        f"the names and addresses of {counted(len(asked), 'person', 'people')} who were asked, and their links, "
        "which stop working"
        if asked
        else "",
        f"{counted(settled, 'settled answer', 'settled answers')}, with whose each is" if settled else "",
        "the round itself, with its map and its agenda",
    )
    return tuple(line for line in lines if line)


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


def _mail(one: Respondent) -> str:
    if one.mailed_at is not None:
        return f"mailed on {_day(one.mailed_at)}"
    # Whoever has come by it has it, however it reached them.
    is_missing = one.email and one.draft_id is None and one.handed_in_at is None
    return "the mail was not sent: make a new link" if is_missing else ""


def _is_open(one: Respondent, round_: Round, now: datetime) -> bool:
    return one.revoked_at is None and now < one.expires_at and round_.closed_at is None


def _day(at: datetime) -> str:
    return format_date(localtime(at), "j F Y")

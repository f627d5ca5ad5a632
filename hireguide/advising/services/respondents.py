"""Writes of the people who are asked: they begin, and they hand in."""

from datetime import datetime

from django.db import transaction
from django.http import Http404

from hireguide.advising.models import Respondent, Round
from hireguide.diagnoses.models import Draft
from hireguide.diagnoses.selectors import living_drafts
from hireguide.diagnoses.services import start_for_respondent
from hireguide.profiles.forms import NAME, Checked
from hireguide.rules import ProfileError, parse_profile
from hireguide.web.wall import beyond_the_wall
from hireguide.workspaces.models import Activity
from hireguide.workspaces.selectors import hold_client
from hireguide.workspaces.services import note


class LinkHasEndedError(Exception):
    """Somebody's link expired, was taken back or replaced, or their round was closed, while they answered."""


@beyond_the_wall()  # the client that they answer for
@transaction.atomic
def begin(respondent: Respondent, *, now: datetime) -> Draft:
    """The draft in which somebody answers: made once, and made again, with what they handed in, once it is gone.

    Raises LinkHasEndedError.
    """
    held = _held(respondent, now)
    draft = living_drafts(now=now).filter(respondent=held).first()
    if draft is None:
        draft = start_for_respondent(
            held.round.client,
            held.round.edition,
            answers=held.answers or _named(held.round.company),
            key_hash=held.token_hash,
            key_until=held.expires_at,
            now=now,
        )
        held.draft = draft
        held.save(update_fields=["draft"])
    return draft


@beyond_the_wall()  # the client that they answer for
@transaction.atomic
def hand_in(respondent: Respondent, draft: Draft, checked: Checked, *, now: datetime) -> None:
    """Give the advisors who asked somebody's answers, as they are in their draft, in place of those handed in before;
    the same handed in twice were handed in the first time.

    Raises LinkHasEndedError, for a draft too whose link was replaced.
    """
    held = _held(respondent, now)
    if held.draft_id != draft.pk:
        raise LinkHasEndedError
    is_first = held.handed_in_at is None
    given = (draft.answers, checked.facts, list(checked.dont_know))
    if not is_first and (held.answers, held.facts, held.dont_know) == given:
        return
    held.answers, held.facts, held.dont_know = given
    held.handed_in_at = now
    held.save(update_fields=["answers", "facts", "dont_know", "handed_in_at"])
    client = held.round.client
    what = f"handed in answers{'' if is_first else ' again'} about {client.name}: {held.name}"
    note(client.workspace, Activity.Kind.VOICES, what, who=None, at=now, client=client)


def _held(respondent: Respondent, now: datetime) -> Respondent:
    """The respondent as they are now, held until the transaction ends, after the client; their round is read once they
    are held, so that one which closes at the same time is closed here too. Not held itself, it lets all hand in."""
    try:
        hold_client(respondent.round.client, by=None)  # their link lets them
    except Http404:
        raise LinkHasEndedError from None
    held = Respondent.objects.select_for_update().filter(pk=respondent.pk, token_hash=respondent.token_hash).first()
    if held is None:
        raise LinkHasEndedError
    held.round = Round.objects.select_related("client__workspace", "edition").get(pk=held.round_id)
    if not held.is_open(now):
        raise LinkHasEndedError
    return held


def _named(company: str) -> dict[str, str]:
    """The company's name as an answer, which respondents are not asked; none where a profile can't hold it."""
    try:
        parse_profile({NAME: company})
    except ProfileError:
        return {}
    return {NAME: company}

"""Writes of rounds: people are asked by links, of which a hash alone is stored; links and rounds open and close."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from hireguide.accounts.models import User
from hireguide.advising.models import Respondent, Round
from hireguide.advising.selectors.voices import hold_respondent, hold_round
from hireguide.diagnoses.models import Draft
from hireguide.diagnoses.services import NoEditionError, close_to_respondent, open_to_respondent
from hireguide.rulebooks.selectors import current_edition
from hireguide.web.keys import new_token, token_hash
from hireguide.web.wall import beyond_the_wall
from hireguide.workspaces.models import Activity, Client
from hireguide.workspaces.selectors import hold_client
from hireguide.workspaces.services import note

LINK_DAYS = 14
LIFE = timedelta(days=LINK_DAYS)
SAME_PRESS = timedelta(minutes=1)
"""Within it, asking the same people again is one press of the button that was counted twice."""
MOST_ASKED = 20
VOICES = Activity.Kind.VOICES


class RoundIsClosedError(Exception):
    """Somebody was to be asked, or to get a link, in a round that is closed."""


class TooManyAskedError(Exception):
    """More people than MOST_ASKED were to be asked in one round."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One person to ask: their name, their seat in the company, and an e-mail address or ""."""

    name: str
    seat: str
    email: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """Somebody's new link: its token is stored nowhere, so whoever asked for it gives it out now or never."""

    respondent: Respondent
    token: str


@transaction.atomic
def open_round(client: Client, asked: Sequence[Asked], *, by: User, at: datetime) -> tuple[Round, list[Link]]:
    """Ask these people about a client, under the current edition; returns the round and their links.

    The same people asked again by the same person within SAME_PRESS are asked once: the round that there is, and no
    links. Raises NoEditionError, TooManyAskedError, and as `hold_client`.
    """
    edition = current_edition()
    if edition is None:
        raise NoEditionError
    held = hold_client(client, by=by)
    for recent in held.rounds.filter(opened_by=by, opened_at__gt=at - SAME_PRESS):
        if _people(recent.respondents.all()) == _people(asked):
            return recent, []
    opened = Round.objects.create(client=held, company=held.name, edition=edition, opened_by=by, opened_at=at)
    note(held.workspace, VOICES, f"opened a round of questions about {held.name}", who=by, at=at, client=held)
    return opened, _ask(opened, asked, by=by, at=at)


@transaction.atomic
def ask_more(round_: Round, asked: Sequence[Asked], *, by: User, at: datetime) -> list[Link]:
    """Ask more people in a round; returns their links, and none where the same were asked within SAME_PRESS.

    Raises RoundIsClosedError, TooManyAskedError, and as `hold_round`.
    """
    held = _held_open(round_, by=by)
    recent = _people(held.respondents.filter(invited_at__gt=at - SAME_PRESS))
    return [] if _people(asked) <= recent else _ask(held, asked, by=by, at=at)


@beyond_the_wall()  # respondents' drafts
@transaction.atomic
def renew_link(respondent: Respondent, *, by: User, at: datetime) -> Link:
    """Give somebody a new link, with which they start from what they handed in; the old one opens nothing any more.

    What they have answered since is deleted: whoever makes a link may be able to open it. Raises RoundIsClosedError,
    and as `hold_respondent`.
    """
    held = _held_to_answer(respondent, by=by)
    Draft.objects.filter(respondent=held).delete()
    token = new_token()
    held.token_hash, held.revoked_at, held.expires_at, held.draft = token_hash(token), None, at + LIFE, None
    held.mailed_at = None
    held.save(update_fields=["token_hash", "revoked_at", "expires_at", "mailed_at"])
    _note(held, f"made a new link for {held.name}", by=by, at=at)
    return Link(held, token)


@beyond_the_wall()  # respondents' drafts
@transaction.atomic
def extend_link(respondent: Respondent, *, by: User, at: datetime) -> bool:
    """Let somebody's link work for LINK_DAYS from now; returns false for one that was taken back, which stays so.

    Raises as `renew_link`.
    """
    held = _held_to_answer(respondent, by=by)
    if held.revoked_at is not None:
        return False
    held.expires_at = at + LIFE
    held.save(update_fields=["expires_at"])
    _open_draft(held)
    _note(held, f"extended the link of {held.name}", by=by, at=at)
    return True


@beyond_the_wall()  # respondents' drafts
@transaction.atomic
def revoke_link(respondent: Respondent, *, by: User, at: datetime) -> None:
    """Take somebody's link back: from now they can't answer. What they handed in stays. Raises as
    `hold_respondent`.
    """
    held = hold_respondent(respondent, by=by)
    if held.revoked_at is not None:
        return
    held.revoked_at = at
    held.save(update_fields=["revoked_at"])
    _close_draft(held, at)
    _note(held, f"took back the link of {held.name}", by=by, at=at)


@beyond_the_wall()  # respondents' drafts
@transaction.atomic
def close_round(round_: Round, *, by: User, at: datetime) -> None:
    """End all answering in a round; what was handed in stays as it is. Whoever is handing in just now goes first.
    Raises as `hold_round`.
    """
    held = hold_round(round_, by=by)
    if held.closed_at is not None:
        return
    for respondent in held.respondents.select_for_update().order_by("pk"):
        _close_draft(respondent, at)
    held.closed_at = at
    held.save(update_fields=["closed_at"])
    note(held.client.workspace, VOICES, f"closed the questions about {held.company}", who=by, at=at, client=held.client)


@beyond_the_wall()  # respondents' drafts
@transaction.atomic
def reopen_round(round_: Round, *, by: User, at: datetime) -> None:
    """Let people answer again whose links have not ended by themselves. Raises as `hold_round`."""
    held = hold_round(round_, by=by)
    if held.closed_at is None:
        return
    held.closed_at = None
    held.save(update_fields=["closed_at"])
    for respondent in held.respondents.select_for_update().filter(revoked_at=None).order_by("pk"):
        _open_draft(respondent)
    note(
        held.client.workspace, VOICES, f"reopened the questions about {held.company}", who=by, at=at, client=held.client
    )


def _ask(round_: Round, asked: Sequence[Asked], *, by: User, at: datetime) -> list[Link]:
    if round_.respondents.count() + len(asked) > MOST_ASKED:
        raise TooManyAskedError
    links = [_invited(round_, person, at) for person in asked]
    for link in links:
        _note(link.respondent, f"asked {link.respondent.name} about {round_.company}", by=by, at=at)
    return links


def _invited(round_: Round, person: Asked, at: datetime) -> Link:
    token = new_token()
    respondent = Respondent.objects.create(
        round=round_,
        name=person.name,
        seat=person.seat,
        email=person.email,
        token_hash=token_hash(token),
        invited_at=at,
        expires_at=at + LIFE,
    )
    return Link(respondent, token)


def _people(asked: Iterable[Asked | Respondent]) -> Counter[tuple[str, str, str]]:
    """Who they are, whatever their order."""
    return Counter((one.name, one.seat, one.email) for one in asked)


def _held_open(round_: Round, *, by: User) -> Round:
    held = hold_round(round_, by=by)
    if held.closed_at is not None:
        raise RoundIsClosedError
    return held


def _held_to_answer(respondent: Respondent, *, by: User) -> Respondent:
    held = hold_respondent(respondent, by=by)
    if held.round.closed_at is not None:
        raise RoundIsClosedError
    return held


def _open_draft(respondent: Respondent) -> None:
    for draft in Draft.objects.filter(respondent=respondent):
        open_to_respondent(draft, key_hash=respondent.token_hash, key_until=respondent.expires_at)


def _close_draft(respondent: Respondent, at: datetime) -> None:
    for draft in Draft.objects.filter(respondent=respondent):
        close_to_respondent(draft, now=at)


def _note(respondent: Respondent, what: str, *, by: User, at: datetime) -> None:
    client = respondent.round.client
    note(client.workspace, VOICES, what, who=by, at=at, client=client)

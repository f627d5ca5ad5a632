"""Writes of drafts: each answer is stored before anything checks it."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils.crypto import salted_hmac

from hireguide.accounts.models import User
from hireguide.diagnoses.models import Beginning, Draft
from hireguide.diagnoses.selectors import GoneError, expired_drafts, hold_with_client
from hireguide.rulebooks.models import Edition
from hireguide.rulebooks.selectors import current_edition
from hireguide.workspaces.models import Activity, Client
from hireguide.workspaces.selectors import ClientGoneError, hold_account, hold_client
from hireguide.workspaces.services import note

LONGEST_TEXT = 1_000
BEGINNING_KEPT = timedelta(hours=1)
SAME_CLICK = timedelta(minutes=1)
# JSON in PostgreSQL holds neither; no keyboard types them.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


class NoEditionError(Exception):
    """No rulebook has been published, so there is nothing to begin a draft with."""


class TooManyDraftsError(Exception):
    """This client has begun as many drafts within the hour as one may."""


@dataclass(frozen=True)
class Purge:
    """What a purge deleted: expired drafts, and notes older than an hour of where drafts were begun."""

    drafts: int
    beginnings: int


def start_draft(*, answers: Mapping[str, str], origin: str, now: datetime, owner: User | None = None) -> Draft:
    """Begin a draft under the current edition, with answers known beforehand (input name → text); it is its `owner`'s,
    or nobody's.

    `origin` is the visitor's address, "" where none is known; only a keyed hash of it is kept, for an hour, to count
    by.
    Raises NoEditionError, TooManyDraftsError past `settings.NEW_DRAFTS_PER_HOUR`, and Http404 where the account of
    `owner` has gone.
    """
    edition = current_edition()
    if edition is None:
        raise NoEditionError
    _forget_beginnings(now)
    mark = _origin_mark(origin)
    if mark:
        # Not locked: a burst in the same instant may begin a few more, which does no harm.
        if Beginning.objects.filter(origin=mark).count() >= settings.NEW_DRAFTS_PER_HOUR:
            raise TooManyDraftsError
        Beginning.objects.create(origin=mark, begun_at=now)
    with transaction.atomic():
        if owner is not None:
            hold_account(owner)
        return _begin(edition, answers, now, owner=owner)


@transaction.atomic
def start_for_client(client: Client, *, answers: Mapping[str, str], by: User | None, now: datetime) -> Draft:
    """Begin a client's draft under the current edition. Whoever has begun the same within SAME_CLICK, and answered
    nothing since, gets that one. Raises NoEditionError, and as `hold_client`.
    """
    edition = current_edition()
    if edition is None:
        raise NoEditionError
    held = hold_client(client, by=by)
    begun = Activity.objects.filter(
        client=held, who=by, kind=Activity.Kind.DIAGNOSES, what=_began(held), at__gt=now - SAME_CLICK
    )
    same = Draft.objects.filter(
        client=held,
        edition=edition,
        key_hash="",
        path=[],
        created_at__in=begun.values("at"),
        answered_at=F("created_at"),
    )
    found = same.first() if by is not None else None
    if found is None:
        found = _begin(edition, answers, now, client=held)
        note(held.workspace, Activity.Kind.DIAGNOSES, _began(held), who=by, at=now, client=held)
    return found


def start_for_respondent(
    client: Client, edition: Edition, *, answers: Mapping[str, str], key_hash: str, key_until: datetime, now: datetime
) -> Draft:
    """Begin a draft about a client, which the caller holds, for somebody invited: it opens with their key alone, until
    `key_until`."""
    return _begin(edition, answers, now, client=client, key_hash=key_hash, key_until=key_until)


def open_to_respondent(draft: Draft, *, key_hash: str, key_until: datetime) -> None:
    """From now a respondent's draft opens with this key, and with none that opened it before, until `key_until`."""
    Draft.objects.filter(pk=draft.pk).exclude(key_hash="").update(key_hash=key_hash, key_until=key_until)


def close_to_respondent(draft: Draft, *, now: datetime) -> None:
    """From now a respondent's key opens their draft no more; what they answered stays."""
    Draft.objects.filter(pk=draft.pk).exclude(key_hash="").update(key_until=now)


@transaction.atomic
def store_answers(
    *,
    draft: Draft,
    section: str,
    names: Collection[str],
    posted: Mapping[str, str],
    by: User | None,
    now: datetime,
) -> Draft:
    """Store what `by` typed into the inputs `names` of one section, before anything is checked; returns the draft.

    Only those names change: one that is absent from `posted` (a cleared box) or empty is removed. Any text is kept as
    typed, up to LONGEST_TEXT characters. Raises as `hold_with_client` where the draft has gone in the meantime, or is
    not `by`'s to write any more.
    """
    draft = hold_with_client(draft, now=now, by=by)
    others = {name: text for name, text in draft.answers.items() if name not in names}
    typed = {name: as_stored(posted[name]) for name in names if posted.get(name)}
    draft.answers = {**others, **typed}
    if section not in draft.path:
        draft.path = [*draft.path, section]
    draft.answered_at = now
    draft.save(update_fields=["answers", "path", "answered_at"])
    return draft


@transaction.atomic
def delete_draft(draft: Draft, *, by: User | None, now: datetime) -> None:
    """Delete the draft at once; `by` is who does. The diagnoses made from it stay. One that has gone stays gone.
    Raises as `hold_with_client` where it is not `by`'s to write any more.
    """
    # Held first, so that nothing can be kept from it between looking for such things and deleting it.
    try:
        hold_with_client(draft, now=now, by=by).delete()
    except (ClientGoneError, GoneError):
        return
    client = draft.client
    # What a respondent has not handed in is no concern of the workspace's: nothing is noted of that.
    if client is not None and not draft.is_respondents:
        what = f"deleted answers about {client.name} that were under way"
        note(client.workspace, Activity.Kind.DIAGNOSES, what, who=by, at=now, client=client)


def purge_drafts(*, now: datetime) -> Purge:
    """Delete the drafts that have expired, and what told where drafts were begun more than an hour ago."""
    beginnings = _forget_beginnings(now)
    drafts, _ = expired_drafts(now=now).delete()
    return Purge(drafts=drafts, beginnings=beginnings)


def _begin(edition: Edition, answers: Mapping[str, str], now: datetime, **whose: Any) -> Draft:
    kept = {name: as_stored(text) for name, text in answers.items() if text}
    return Draft.objects.create(edition=edition, answers=kept, created_at=now, answered_at=now, **whose)


def _began(client: Client) -> str:
    return f"began answers about {client.name}"


def as_stored(text: str) -> str:
    """What was typed as it is stored, and shown again: cut, and with a mark for what no database holds."""
    return _UNSTORABLE.sub("\N{REPLACEMENT CHARACTER}", text[:LONGEST_TEXT])


def _origin_mark(address: str) -> str:
    """A keyed hash of the client's address; for IPv6 of its /64 network, all of which is one client's."""
    if not address:
        return ""
    try:
        ip = ip_address(address)
    except ValueError:
        network = address
    else:
        network = str(int(ip) >> 64) if isinstance(ip, IPv6Address) else str(ip)
    return salted_hmac("hireguide.diagnoses.origin", network, algorithm="sha256").hexdigest()


def _forget_beginnings(now: datetime) -> int:
    return Beginning.objects.filter(begun_at__lte=now - BEGINNING_KEPT).delete()[0]

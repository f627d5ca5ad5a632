"""Writes to members what has become due: each is told of each diagnosis once."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from smtplib import (
    SMTPAuthenticationError,
    SMTPConnectError,
    SMTPException,
    SMTPHeloError,
    SMTPRecipientsRefused,
    SMTPResponseException,
)
from time import monotonic

from django.conf import settings
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Q
from django.http import Http404
from django.urls import reverse
from django.utils.dateformat import format as format_date
from django.utils.timezone import localdate

from hireguide.advising.models import Reminder
from hireguide.advising.selectors.reminders import Waiting, member_to_remind, members_to_remind, waiting_for
from hireguide.advising.wording.reminders import ASKED, BODY, DUE, LINE, MORE, SUBJECT
from hireguide.diagnoses.selectors import hold_diagnoses
from hireguide.workspaces.models import Membership
from hireguide.workspaces.selectors import hold_account

MOST_NAMED = 50
GIVE_UP_AFTER = 3
LEASE_SECONDS = 120
LONGEST_RUN = 3600
"""Seconds after which a run looks at nobody more: a slow mail server holds up nothing for ever."""
_LEASE = "send_reminders"
# What a server says of one mail says nothing about the next; these answers are about every mail.
_OF_ONE_MAIL = (SMTPRecipientsRefused, SMTPResponseException)
_OF_ALL_MAILS = (SMTPConnectError, SMTPHeloError, SMTPAuthenticationError)


class NoSiteUrlError(Exception):
    """Nobody has said where this site is to be found, and a mail needs links."""


class AlreadySendingError(Exception):
    """Another run is sending just now, or was killed less than LEASE_SECONDS ago."""


@dataclass(frozen=True, slots=True)
class Sent:
    """How many mails went out, how many the mail server did not take, and how many members were not looked at, whether
    something is due to them or not, as it can't be reached or is slow: the next run goes on with both."""

    mails: int
    failed: int
    left: int = 0


def send_reminders(*, now: datetime) -> Sent:
    """Send each member who wants it one mail for each of their workspaces in which something has become due that they
    have not been told of. Raises NoSiteUrlError and AlreadySendingError.

    What was told is noted right after its mail has gone: whoever kills this in between has one person told twice. No
    transaction waits for the mail server. Where it can't be reached GIVE_UP_AFTER times in a row the rest is left to
    the next run, and so it is after LONGEST_RUN; a mailbox that it refuses keeps nobody else waiting.
    """
    if not settings.SITE_URL:
        raise NoSiteUrlError
    mine = secrets.token_hex(8)
    if not cache.add(_LEASE, mine, LEASE_SECONDS):
        raise AlreadySendingError
    try:
        return _send_all(now, mine)
    finally:
        if cache.get(_LEASE) == mine:
            cache.delete(_LEASE)


def _send_all(now: datetime, mine: str) -> Sent:
    mails = failed = in_a_row = 0
    until = monotonic() + LONGEST_RUN
    members = members_to_remind()
    for done, key in enumerate(members):
        if in_a_row == GIVE_UP_AFTER or monotonic() >= until:
            return Sent(mails, failed, left=len(members) - done)
        cache.set(_LEASE, mine, LEASE_SECONDS)
        member = member_to_remind(key)
        waiting = member and waiting_for(member, today=localdate(now))
        if not member or not waiting:
            continue
        try:
            _mail(member, waiting).send()
        except (SMTPException, OSError) as error:
            failed, in_a_row = failed + 1, 0 if _is_of_one_mail(error) else in_a_row + 1
            continue
        _note_told(member, waiting, now)
        mails, in_a_row = mails + 1, 0
    return Sent(mails, failed)


def _is_of_one_mail(error: Exception) -> bool:
    return isinstance(error, _OF_ONE_MAIL) and not isinstance(error, _OF_ALL_MAILS)


@transaction.atomic
def _note_told(member: Membership, waiting: Waiting, now: datetime) -> None:
    """Note it of those diagnoses that are still there, for somebody who is."""
    there = hold_diagnoses(Q(pk__in=[one.pk for one in (*waiting.due, *waiting.asked)]))
    try:
        hold_account(member.user)
    except Http404:
        return
    due = [(diagnosis, Reminder.ANOTHER_LOOK) for diagnosis in waiting.due]
    asked = [(diagnosis, diagnosis.months) for diagnosis in waiting.asked]
    Reminder.objects.bulk_create(
        (
            Reminder(user=member.user, diagnosis=one, months=months, sent_at=now)
            for one, months in [*due, *asked]
            if one.pk in there
        ),
        ignore_conflicts=True,
    )


def _mail(member: Membership, waiting: Waiting) -> EmailMessage:
    due, follow_ups, switch = (
        settings.SITE_URL + reverse(f"advising:{page}", args=[member.workspace_id])
        for page in ("due", "follow_ups", "reminders")
    )
    # A name is people's own words: no line of it may become a line of the mail's head, or another client's.
    workspace = _one_line(member.workspace.name)
    parts = []
    if waiting.due:
        dated = [
            (one.client.name, f"since {format_date(one.due_on, 'j F Y')}")
            for one in waiting.due
            if one.client and one.due_on
        ]
        parts.append(DUE.format(names=_listed(dated), link=due))
    if waiting.asked:
        dated = [(one.client.name, f"diagnosed on {format_date(one.made_at, 'j F Y')}") for one in waiting.asked]
        parts.append(ASKED.format(names=_listed(dated), link=follow_ups))
    return EmailMessage(
        SUBJECT.format(what=_what(len(waiting.due), len(waiting.asked)), workspace=workspace),
        BODY.format(parts="\n\n\n".join(parts), workspace=workspace, switch=switch),
        to=[member.user.email],
        headers={"List-Unsubscribe": f"<{switch}>"},
    )


def _what(due: int, asked: int) -> str:
    if not due:
        return f"{asked} follow-up{'s' if asked > 1 else ''} to tell"
    return f"{due} clients are due for another look" if due > 1 else "1 client is due for another look"


def _listed(dated: Sequence[tuple[str, str]]) -> str:
    lines = [LINE.format(client=_one_line(name), when=when) for name, when in dated[:MOST_NAMED]]
    if len(dated) > MOST_NAMED:
        lines.append(MORE.format(count=len(dated) - MOST_NAMED))
    return "\n".join(lines)


def _one_line(text: str) -> str:
    return " ".join(text.split())

"""Sends a draft's own address to whoever asks for it."""

from datetime import datetime
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import F
from django.utils.dateformat import format as format_date
from django.utils.timezone import localtime

from hireguide.accounts.models import User
from hireguide.diagnoses.models import Draft
from hireguide.diagnoses.selectors import hold_with_client
from hireguide.diagnoses.wording import RESUME_BODY, RESUME_SUBJECT

MAILS_PER_DRAFT = 3


class TooManyMailsError(Exception):
    """The address of this draft has been sent as often as it may be."""


class MailNotSentError(Exception):
    """The mail server did not take the message; it may be asked for again."""


def send_resume_mail(*, draft: Draft, address: str, link: str, by: User | None, now: datetime) -> None:
    """Send `link`, the draft's own address, and its expiry to `address`, which is stored nowhere.

    Raises TooManyMailsError past MAILS_PER_DRAFT, MailNotSentError when the mail server fails; and as
    `hold_with_client` where the draft has gone, or is not `by`'s, who asks for it, any more.
    """
    # Counted first and sent outside the transaction: no lock waits for a mail server.
    with transaction.atomic():
        draft = hold_with_client(draft, now=now, by=by)
        if draft.mails_sent >= MAILS_PER_DRAFT:
            raise TooManyMailsError
        draft.mails_sent += 1
        draft.save(update_fields=["mails_sent"])
    expires = format_date(localtime(draft.expires_at), "j F Y")
    body = RESUME_BODY.format(link=link, expires=expires, days=settings.DRAFT_DAYS)
    try:
        send_mail(RESUME_SUBJECT, body, None, [address])
    except (SMTPException, OSError) as error:
        Draft.objects.filter(pk=draft.pk).update(mails_sent=F("mails_sent") - 1)
        raise MailNotSentError from error

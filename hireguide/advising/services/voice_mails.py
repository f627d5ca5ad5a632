"""Sends somebody the link to their questions."""

from datetime import datetime, timedelta
from smtplib import SMTPDataError, SMTPException, SMTPNotSupportedError, SMTPRecipientsRefused

from django.core.mail import send_mail
from django.utils.dateformat import format as format_date
from django.utils.timezone import localtime

from hireguide.accounts.models import User
from hireguide.advising.models import Respondent
from hireguide.advising.wording.voices import LINK_BODY, LINK_SUBJECT
from hireguide.workspaces.models import Activity

A_DAY = timedelta(days=1)
_REFUSALS = (SMTPDataError, SMTPNotSupportedError, SMTPRecipientsRefused)
"""What a mail server that is there says of one mail; the next may pass."""
LINKS_A_DAY = 200
"""Once a workspace has done as much with its voices within a day, no more of their links are mailed."""


class LinkNotSentError(Exception):
    """The mail server did not take the mail with a link; the link works all the same."""


class MailServerAwayError(LinkNotSentError):
    """The mail server did not answer, or let nobody in: it would take no other mail just now either."""


class TooManyLinksError(Exception):
    """A workspace has made so many links within a day that no more are mailed; they work all the same."""


def send_link(respondent: Respondent, *, link: str, by: User, now: datetime) -> None:
    """Send `link` to a respondent who has an e-mail address, and note when. Raises TooManyLinksError, LinkNotSentError
    and, of these, MailServerAwayError.
    """
    workspace = respondent.round.client.workspace
    done = Activity.objects.filter(workspace=workspace, kind=Activity.Kind.VOICES, at__gt=now - A_DAY)
    if done.count() > LINKS_A_DAY:
        raise TooManyLinksError
    said = {
        "who": by,
        # Names are people's own words: no line of theirs may become a line of the mail's head.
        "name": _line(respondent.name),
        "company": _line(respondent.round.company),
        "workspace": _line(workspace.name),
        "link": link,
        "until": format_date(localtime(respondent.expires_at), "j F Y, H:i e"),
    }
    try:
        send_mail(LINK_SUBJECT.format(**said), LINK_BODY.format(**said), None, [respondent.email])
    except _REFUSALS as error:
        raise LinkNotSentError from error
    except (SMTPException, OSError) as error:
        raise MailServerAwayError from error
    # Whoever has got yet another link meanwhile has not been mailed that one.
    Respondent.objects.filter(pk=respondent.pk, token_hash=respondent.token_hash).update(mailed_at=now)


def _line(text: str) -> str:
    return " ".join(text.split())

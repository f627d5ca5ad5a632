"""Sends people the links to their questions."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from smtplib import SMTPDataError, SMTPException, SMTPNotSupportedError, SMTPRecipientsRefused
from time import monotonic

from django.core.mail import send_mail
from django.utils.dateformat import format as format_date
from django.utils.timezone import localtime

from hireguide.accounts.models import User
from hireguide.advising.models import Respondent
from hireguide.advising.services.voices import Link
from hireguide.advising.wording.voices import LINK_BODY, LINK_SUBJECT
from hireguide.workspaces.models import Activity

A_DAY = timedelta(days=1)
_REFUSALS = (SMTPDataError, SMTPNotSupportedError, SMTPRecipientsRefused)
"""What a mail server that is there says of one mail; the next may pass."""
PATIENCE = 20
"""Seconds for all the mails of one request: after that no further one is begun, as somebody waits for the page."""
LINKS_A_DAY = 200
"""Once a workspace has done as much with its voices within a day, no more of their links are mailed."""


class LinkNotSentError(Exception):
    """The mail server did not take the mail with a link; the link works all the same."""


class MailServerAwayError(LinkNotSentError):
    """The mail server did not answer, or let nobody in: it would take no other mail just now either."""


class TooManyLinksError(Exception):
    """A workspace has made so many links within a day that no more are mailed; they work all the same."""


def send_links(links: Iterable[Link], *, address: Callable[[str], str], by: User, now: datetime) -> dict[str, str]:
    """Mail its link to everybody who has an address; `address` makes one of a token. Returns what became of each, by
    the respondent's public id: "sent", "failed", "too many" for one day, "late", or "" where there is none to mail to.

    Once the mail server is away, or PATIENCE is over, no further mail is tried. Every link works all the same.
    """
    became, is_away, until = {}, False, monotonic() + PATIENCE
    for respondent, token in ((link.respondent, link.token) for link in links):
        outcome = ""
        if respondent.email and is_away:
            outcome = "failed"
        elif respondent.email and monotonic() >= until:
            outcome = "late"
        elif respondent.email:
            outcome, is_away = _outcome(respondent, address(token), by=by, now=now)
        became[respondent.public_id] = outcome
    return became


def _outcome(respondent: Respondent, link: str, *, by: User, now: datetime) -> tuple[str, bool]:
    """What became of one mail, and whether the mail server is away."""
    try:
        send_link(respondent, link=link, by=by, now=now)
    except LinkNotSentError as error:
        return "failed", isinstance(error, MailServerAwayError)
    except TooManyLinksError:
        return "too many", False
    return "sent", False


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

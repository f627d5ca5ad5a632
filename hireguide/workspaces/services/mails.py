"""Sends the mail of an invitation."""

from smtplib import SMTPException

from django.core.mail import send_mail
from django.utils.dateformat import format as format_date
from django.utils.timezone import localtime

from hireguide.workspaces.models import Invitation
from hireguide.workspaces.wording import INVITATION_BODY, INVITATION_SUBJECT, ROLE_IN_A_MAIL


class InvitationNotSentError(Exception):
    """The mail server did not take the invitation's mail; the invitation stands and may be sent again."""


def send_invitation(invitation: Invitation, *, link: str) -> None:
    """Send an invitation its `link`, the only place where its token stands. Raises InvitationNotSentError."""
    said = {
        "inviter": invitation.invited_by or "Somebody",
        # Names are people's own words: no line of theirs may become a line of the mail's head.
        "workspace": " ".join(invitation.workspace.name.split()),
        "role": ROLE_IN_A_MAIL[invitation.role],
        "link": link,
        "expires": format_date(localtime(invitation.expires_at), "j F Y, H:i e"),
    }
    try:
        send_mail(INVITATION_SUBJECT.format(**said), INVITATION_BODY.format(**said), None, [invitation.email])
    except (SMTPException, OSError) as error:
        raise InvitationNotSentError from error

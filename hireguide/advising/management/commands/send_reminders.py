"""`send_reminders`: writes to members what has become due in their workspaces. To be run once a day."""

from typing import Any

from django.utils import timezone

from hireguide.advising.services.reminders import (
    LEASE_SECONDS,
    AlreadySendingError,
    NoSiteUrlError,
    Sent,
    send_reminders,
)
from hireguide.web.commands import REFUSED, HouseCommand


class Command(HouseCommand):
    help = (
        "Sends each member of a workspace, unless they switched it off, one mail on what has become due: clients to "
        "look at again and follow-ups. Each is told once. Safe to run at any time and to interrupt. "
        "Exit code: 0 done, 1 nothing or not everything could be sent."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            sent = send_reminders(now=timezone.now())
        except NoSiteUrlError:
            self.complain("SITE_URL", "not set, so no reminder is sent. Say where this site is to be found, as in")
            self.complain("SITE_URL", "SITE_URL=https://hireguide.example.com: the mails need it for their links.")
            self.stop(REFUSED)
        except AlreadySendingError:
            why = f"another run is sending, or was killed less than {LEASE_SECONDS} seconds ago. Try again later."
            self.complain("send_reminders", why)
            self.stop(REFUSED)
        self._tell(sent)

    def _tell(self, sent: Sent) -> None:
        self.stdout.write(f"Sent {sent.mails} reminder{'' if sent.mails == 1 else 's'}.")
        if sent.failed:
            why = f"the mail server did not take {sent.failed}; the next run tries again. Check EMAIL_URL."
            self.complain("mail", why)
        if sent.left:
            who = "1 member was" if sent.left == 1 else f"{sent.left} members were"
            why = "as the mail server can’t be reached or is slow; the next run goes on."
            self.complain("mail", f"{who} not looked at, {why}")
        if sent.failed or sent.left:
            self.stop(REFUSED)

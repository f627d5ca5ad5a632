"""`purge_accounts`: deletes the accounts that nobody has shown to be theirs. To be run once a day, or oftener."""

from typing import Any

from django.utils import timezone

from hireguide.accounts.services import WAITS, purge_accounts
from hireguide.web.commands import HouseCommand


class Command(HouseCommand):
    help = (
        f"Deletes the accounts for which the code that we sent was not entered within {WAITS.days} days. "
        "Safe to run at any time."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        gone = purge_accounts(now=timezone.now())
        self.stdout.write(f"Deleted {gone} account{'s' * (gone != 1)} that nobody had shown to be theirs.")

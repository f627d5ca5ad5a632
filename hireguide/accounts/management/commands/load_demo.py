"""`manage.py load_demo`: the demo accounts of a development machine, their logins printed."""

from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser

from hireguide.accounts.services import DemoFileError, DemoRefusedError, load_demo_accounts, parse_demo
from hireguide.web.commands import BAD_INPUT, REFUSED, HouseCommand
from hireguide.web.files import UnreadableFileError, open_source, read_text

_LIMIT = 1_000_000


class Command(HouseCommand):
    """Reads the file, makes the accounts, prints their logins."""

    help = (
        "Makes the demo accounts (development only), or sets them back to what the file says. "
        "Exit code: 0 done, 1 this is not development, 2 the file can't be read."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE", nargs="?", default=str(settings.ROOT / "fixtures" / "demo.json"))

    def handle(self, *args: Any, **options: Any) -> None:
        name = options["file"]
        try:
            with open_source(name) as source:
                accounts = parse_demo(read_text(source, limit=_LIMIT))
            load_demo_accounts(accounts)
        except (UnreadableFileError, DemoFileError) as error:
            self.complain(name, str(error))
            self.stop(BAD_INPUT)
        except DemoRefusedError as error:
            self.complain("load_demo", str(error))
            self.stop(REFUSED)
        for account in accounts:
            rights = account.about or ", ".join(account.groups)
            rights = rights or ("may do everything" if account.superuser else "no rights")
            self.stdout.write(f"Demo login: {account.email}  password: {account.password}  ({rights})")

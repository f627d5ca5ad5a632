"""`manage.py load_demo`: the demo accounts of a development machine, their logins printed."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from hireguide.accounts.services import DemoFileError, DemoRefusedError, load_demo_accounts, parse_demo


class Command(BaseCommand):
    """Reads the file, makes the accounts, prints their logins."""

    help = "Make the demo accounts (development only), or set them back to what the file says."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, default=settings.ROOT / "fixtures" / "demo.json")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            accounts = parse_demo(file.read_text(encoding="utf-8"))
            load_demo_accounts(accounts)
        except (OSError, UnicodeDecodeError, DemoFileError) as error:
            raise CommandError(f"{file}: {error}") from error
        except DemoRefusedError as error:
            raise CommandError(str(error)) from error
        for account in accounts:
            self.stdout.write(f"Demo login: {account.email}  password: {account.password}")

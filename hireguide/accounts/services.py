"""Writes of accounts: the demo accounts of a development machine."""

import json
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction

from hireguide.accounts.models import User


class DemoRefusedError(Exception):
    """Demo accounts have known passwords, so they exist where `DEMO_ACCOUNTS` is on, in development, only."""


class DemoFileError(ValueError):
    """The file of demo accounts is not what it should be; the message says where."""


@dataclass(frozen=True)
class DemoAccount:
    """One demo account as the file has it."""

    email: str
    password: str
    superuser: bool


def parse_demo(text: str) -> tuple[DemoAccount, ...]:
    """The accounts in `text`: `{"accounts": [{"email": …, "password": …, "superuser": true}]}`.

    Raises DemoFileError saying what was expected, or where the JSON breaks off.
    """
    try:
        rows = json.loads(text)["accounts"]
        return tuple(_account(row["email"], row["password"], row["superuser"]) for row in rows)
    except json.JSONDecodeError as error:
        raise DemoFileError(f"not JSON: {error}") from error
    except (KeyError, TypeError) as error:
        shape = '{"accounts": [{"email": "…", "password": "…", "superuser": true or false}]}'
        raise DemoFileError(
            f"expected {shape}, but {'missing ' if isinstance(error, KeyError) else ''}{error}"
        ) from error


def _account(email: object, password: object, superuser: object) -> DemoAccount:
    if isinstance(email, str) and isinstance(password, str) and isinstance(superuser, bool):
        return DemoAccount(email, password, superuser)
    raise TypeError("a value of the wrong kind")


@transaction.atomic
def load_demo_accounts(accounts: tuple[DemoAccount, ...]) -> None:
    """Make each account, or set it back to what the file says. Raises DemoRefusedError outside development."""
    if not settings.DEMO_ACCOUNTS:
        raise DemoRefusedError(
            "Demo accounts have known passwords: they are for development only (settings.DEMO_ACCOUNTS is off)."
        )
    for account in accounts:
        user = User.objects.filter(email=User.objects.normalize_email(account.email)).first()
        if user is None:
            user = User.objects.create_user(account.email, account.password)
        elif not user.check_password(account.password):
            user.set_password(account.password)
        user.is_staff = user.is_superuser = account.superuser
        user.is_active = True
        user.save()

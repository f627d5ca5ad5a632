"""Writes of accounts: one that waits for its owner, the demo accounts of a development machine, what a session knows of
a second factor, and what the admin's log forgets."""

import json
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest

from hireguide.accounts.models import User
from hireguide.accounts.selectors import FACTORS, SET_UP_HERE, nobodys_accounts

DELETED_ACCOUNT = "a deleted account"
CHOSEN_HERE = "chosen_here"
"""The session's key that holds the address that was signed up with in it, and the hash of the password chosen."""
WAITS = timedelta(days=7)
"""How long an account waits for its owner to show that the address is theirs, from the last sign-up with it."""
_BATCH = 500


class MailNotSentError(Exception):
    """The mail server did not take a mail about an account; it may be asked for again."""


class DemoRefusedError(Exception):
    """Demo accounts have known passwords, so they exist where `DEMO_ACCOUNTS` is on, in development, only."""


class DemoFileError(ValueError):
    """The file of demo accounts is not what it should be; the message says where."""


@dataclass(frozen=True)
class DemoAccount:
    """One demo account as the file has it; whoever is in a group may open the admin. `about` says who it is."""

    email: str
    password: str
    superuser: bool
    groups: tuple[str, ...] = ()
    about: str = ""


def parse_demo(text: str) -> tuple[DemoAccount, ...]:
    """The accounts in `text`: `{"accounts": [{"email": …, "password": …, "superuser": true, "groups": […]}]}`.

    Raises DemoFileError saying what was expected, or where the JSON breaks off.
    """
    try:
        rows = json.loads(text)["accounts"]
        return tuple(_account(row) for row in rows)
    except json.JSONDecodeError as error:
        raise DemoFileError(f"not JSON: {error}") from error
    except (KeyError, TypeError) as error:
        shape = '{"accounts": [{"email": "…", "password": "…", "superuser": true or false, "groups": ["…"]}]}'
        raise DemoFileError(
            f"expected {shape}, but {'missing ' if isinstance(error, KeyError) else ''}{error}"
        ) from error


def _account(row: dict[str, object]) -> DemoAccount:
    email, password, superuser = row["email"], row["password"], row["superuser"]
    groups, about = row.get("groups", []), row.get("about", "")
    if (
        isinstance(email, str)
        and isinstance(password, str)
        and isinstance(superuser, bool)
        and isinstance(groups, list)
        and all(isinstance(name, str) for name in groups)
        and isinstance(about, str)
    ):
        return DemoAccount(email, password, superuser, tuple(groups), about)
    raise TypeError("a value of the wrong kind")


@transaction.atomic
def begin_account(address: str, *, at: datetime) -> User:
    """The account under `address` that waits for its owner: made, or the one that waits already, from `at` anew.

    It has no password: whoever signs up may be anybody. Each browser keeps the one that was chosen in it, and the one
    in which the code is entered gives the account its own (`set_first_password`). So nobody chooses it for the owner,
    and nobody's sign-up spoils that of another.
    """
    waiting = {"password": make_password(None), "joined_at": at}
    user, is_new = User.objects.select_for_update().get_or_create(email=address, defaults=waiting)
    EmailAddress.objects.get_or_create(user=user, email=address)
    if not is_new:
        nobodys_accounts().filter(pk=user.pk).update(joined_at=at)
    return user


def keep_first_password(request: HttpRequest, address: str, hashed: str) -> None:
    """Keep the hash of the password that was chosen in this browser until the code has been entered in it: by the
    address, be there an account or not."""
    request.session[CHOSEN_HERE] = {"address": address, "password": hashed}


def hold_waiting(user_id: int, address: str) -> bool:
    """Hold an account until the transaction ends. Returns whether it waits for the owner of `address` still: not if
    somebody has shown that it is theirs meanwhile, or an administrator vouched, closed it, or gave it another address.
    """
    held = User.objects.select_for_update(no_key=True).filter(pk=user_id).first()
    # Asked once it is held: what was done until then is seen.
    return held is not None and nobodys_accounts().filter(pk=held.pk, email=address).exists()


def set_first_password(request: HttpRequest, user: User) -> None:
    """The address of `user` has been shown to be theirs in this browser: the password chosen in it counts, and no other
    that the account may have had. Without one, there is none until its owner sets one by mail."""
    kept = request.session.pop(CHOSEN_HERE, {})
    user.password = kept["password"] if kept.get("address") == user.email else make_password(None)
    user.save(update_fields=["password"])


def purge_accounts(*, now: datetime) -> int:
    """Delete the accounts that have waited for their owner longer than `WAITS`. Returns how many, a few at a time."""
    gone = 0
    while found := _purge_some(now):
        gone += found
    return gone


@transaction.atomic
def _purge_some(now: datetime) -> int:
    waited = nobodys_accounts().filter(joined_at__lte=now - WAITS).order_by("pk")
    some = list(waited.select_for_update(of=("self",)).values_list("pk", flat=True)[:_BATCH])
    User.objects.filter(pk__in=some).delete()
    return len(some)


@transaction.atomic
def load_demo_accounts(accounts: tuple[DemoAccount, ...]) -> None:
    """Make each account, or set it back to what the file says.

    Raises DemoRefusedError outside development, DemoFileError for a group that there is not.
    """
    if not settings.DEMO_ACCOUNTS:
        raise DemoRefusedError(
            "Demo accounts have known passwords: they are for development only (settings.DEMO_ACCOUNTS is off)."
        )
    groups = {group.name: group for group in Group.objects.all()}
    for account in accounts:
        unknown = sorted(set(account.groups) - set(groups))
        if unknown:
            raise DemoFileError(f"{account.email}: no group is called {unknown[0]!r}; there are {sorted(groups)}")
        user = User.objects.filter(email=User.objects.normalize_email(account.email)).first()
        if user is None:
            user = User.objects.create_user(account.email, account.password)
        elif not user.check_password(account.password):
            user.set_password(account.password)
        user.is_superuser = account.superuser
        user.is_staff = account.superuser or bool(account.groups)
        user.is_active = True
        user.save()
        User.objects.vouch_for(user)
        user.groups.set([groups[name] for name in account.groups])


def note_second_factor(request: HttpRequest, user: User, authenticator: Authenticator, **_: Any) -> None:
    """The first app or passkey was set up, and so shown to work, in this session: it counts as used there.

    A second one does not: whoever holds a session without the first must not be let in by adding another.
    """
    if authenticator.type in FACTORS and Authenticator.objects.filter(user=user, type__in=FACTORS).count() == 1:
        request.session[SET_UP_HERE] = user.pk


def whole_address(address: str) -> re.Pattern[str]:
    """Finds an address in a text, in any case: the whole of it, not the end of a longer one, nor the beginning."""
    return re.compile(rf"(?<![\w.+-]){re.escape(address)}(?![\w-]|\.\w)", re.IGNORECASE)


def forget_in_log(address: str) -> None:
    """Take an address out of the admin's log, which calls accounts and second factors by it. What others did to the
    account stays there; what its owner did in the admin goes with it, as every line there belongs to an account. What
    was done to the rules stays in their own list of who did what."""
    whole = whole_address(address)
    for entry in LogEntry.objects.filter(Q(object_repr__icontains=address) | Q(change_message__icontains=address)):
        entry.object_repr = whole.sub(DELETED_ACCOUNT, entry.object_repr)[:200]
        entry.change_message = whole.sub(DELETED_ACCOUNT, entry.change_message)
        entry.save(update_fields=["object_repr", "change_message"])

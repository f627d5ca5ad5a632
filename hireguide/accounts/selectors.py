"""Reads of accounts: whose an address is, who needs or has a second factor, whether this session was opened with it."""

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import AnonymousUser
from django.db.models import F, Q, QuerySet
from django.http import HttpRequest

from hireguide.accounts.models import User

SET_UP_HERE = "second_factor_set_up_by"
"""The session's key that holds the id of the user who set the first factor up in it."""

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)

OF_ADMINISTRATORS = ("is_active", "is_staff", "is_superuser")
"""What an administrator has."""

_PROVEN = Q(emailaddress__email=F("email"), emailaddress__verified=True)


def owner_of(address: str) -> User | None:
    """The account whose owner has shown that `address` is theirs, or for whom an administrator vouched.

    One that waits for that is nobody's: nobody signs in to it, sets a password for it, or is told that it is there.
    """
    return User.objects.filter(_PROVEN, email=User.objects.normalize_email(address)).first()


def is_taken(address: str) -> bool:
    """Whether nobody may sign up with `address`: it is somebody's, or an administrator has closed its account."""
    found = User.objects.filter(email=User.objects.normalize_email(address))
    return found.filter(_PROVEN | Q(is_active=False)).exists()


def nobodys_accounts() -> QuerySet[User]:
    """The accounts that wait for somebody to show that the address is theirs. Nobody has ever signed in to them, so
    they hold nothing."""
    waiting = User.objects.filter(is_active=True, is_staff=False, last_login__isnull=True)
    return waiting.exclude(emailaddress__verified=True)


def administrators() -> QuerySet[User]:
    """Those who may do everything, and may sign in and open the admin."""
    return User.objects.filter(**dict.fromkeys(OF_ADMINISTRATORS, True))


def is_last_administrator(user: User) -> bool:
    """Whether nobody but `user` is one. All are held until the transaction ends: of the last two, one stays."""
    held = administrators().select_for_update(of=("self",), no_key=True).order_by("pk")
    return [pk for (pk,) in held.values_list("pk")] == [user.pk]


def needs_second_factor(user: User) -> bool:
    """Whether `user` may change anything in the admin, by whatever way the right came: who only looks does not."""
    if not user.is_staff:
        return False
    return user.is_superuser or any(".view_" not in right for right in user.get_all_permissions())


def has_second_factor(user: User | AnonymousUser) -> bool:
    """Whether `user` has an authenticator app or a passkey. Recovery codes alone are none."""
    return user.is_authenticated and Authenticator.objects.filter(user=user, type__in=FACTORS).exists()


def signed_in_with_second_factor(request: HttpRequest) -> bool:
    """Whether this session was opened, or confirmed since, with a code or a passkey, or set the first one up."""
    records = get_authentication_records(request, request.user)
    return (
        any(record.get("method") == "mfa" for record in records) or request.session.get(SET_UP_HERE) == request.user.pk
    )

"""Reads of accounts: who needs a second factor, who has one, and whether this session was opened with it."""

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from hireguide.accounts.models import User

SET_UP_HERE = "second_factor_set_up_by"
"""The session's key that holds the id of the user who set the first factor up in it."""

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


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

"""Writes of accounts: the demo accounts, and the password that was chosen before the address was shown to be theirs."""

import pytest
from django.contrib.auth.hashers import make_password
from django.test import RequestFactory

from hireguide.accounts.models import User
from hireguide.accounts.services import (
    DemoAccount,
    DemoFileError,
    DemoRefusedError,
    keep_first_password,
    load_demo_accounts,
    parse_demo,
    set_first_password,
)
from tests.factories import BEN, make_user

DEMO = (DemoAccount("Admin@example.com", "demo-password", superuser=True),)


@pytest.mark.django_db
def test_loading_twice_leaves_one_account_as_the_file_says(settings):
    settings.DEMO_ACCOUNTS = True
    load_demo_accounts(DEMO)
    User.objects.update(is_superuser=False, is_active=False, password="changed")
    load_demo_accounts(DEMO)
    user = User.objects.get()
    assert (user.email, user.is_superuser, user.is_staff, user.is_active) == ("admin@example.com", True, True, True)
    assert user.check_password("demo-password")


@pytest.mark.django_db
def test_demo_accounts_are_refused_unless_the_settings_allow_them():
    with pytest.raises(DemoRefusedError, match="development only"):
        load_demo_accounts(DEMO)
    assert not User.objects.exists()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "not JSON: "),
        ("[]", "expected "),
        ("null", "expected "),
        ('{"accounts": 3}', "expected "),
        ('{"accounts": ["a"]}', "expected "),
        ('{"accounts": [{"email": "a@example.com", "superuser": true}]}', "missing 'password'"),
        ('{"accounts": [{"email": 1, "password": "p", "superuser": true}]}', "expected "),
        ('{"accounts": [{"email": "a@example.com", "password": "p", "superuser": "no"}]}', "expected "),
    ],
)
def test_a_file_that_is_not_a_list_of_accounts_is_refused_in_words(text, message):
    with pytest.raises(DemoFileError, match=message):
        parse_demo(text)


@pytest.mark.django_db
@pytest.mark.parametrize(("kept_for", "opens"), [(BEN, True), ("somebody.else@example.com", False), (None, False)])
def test_the_first_password_is_the_one_kept_for_this_address_or_none(kept_for, opens):
    user, request = make_user(BEN, password="what it had before"), RequestFactory().get("/")
    request.session = {}
    if kept_for:
        keep_first_password(request, kept_for, make_password("chosen in this browser"))
    set_first_password(request, user)
    user.refresh_from_db()
    assert (user.check_password("chosen in this browser"), user.has_usable_password()) == (opens, opens)
    assert request.session == {}  # it is used once

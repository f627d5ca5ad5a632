"""Signing up: works with a code · tells nobody who has an account · is limited · can be closed."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.urls import reverse

from hireguide.accounts.models import User
from tests.accounts.test_sign_in import PASSWORD, sign_in, signed_in, text
from tests.factories import BEN, make_user

pytestmark = pytest.mark.django_db

SIGN_UP = "/accounts/signup/"
CODE_PAGE = "/accounts/confirm-email/"
NEW = "new@example.com"


def sign_up(client, email=NEW, password=PASSWORD, then=""):
    return client.post(f"{SIGN_UP}?next={then}" if then else SIGN_UP, {"email": email, "password1": password})


def code_in(message):
    """The code on a line of its own."""
    return re.search(r"^([A-Z0-9-]{6,9})$", message.body, re.MULTILINE)[1]


def test_the_code_from_the_mail_makes_the_account_and_signs_in(client):
    assert sign_up(client, "New@Example.com").url == CODE_PAGE
    assert not signed_in(client)
    assert NEW in text(client.get(CODE_PAGE))
    answer = client.post(CODE_PAGE, {"code": code_in(mail.outbox[0])})
    assert answer.url == reverse("advising:desk")
    assert signed_in(client)
    assert EmailAddress.objects.get(email=NEW).verified
    assert not User.objects.get(email=NEW).is_staff


def test_where_one_was_going_is_kept(client):
    sign_up(client, then="/sources/")
    assert client.post(CODE_PAGE, {"code": code_in(mail.outbox[0])}).url == "/sources/"


def test_without_the_code_nobody_signs_in(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"confirm_email": "10/s/key"}  # or the second code has to wait
    sign_up(client)
    page = text(client.post(CODE_PAGE, {"code": "WRONGY"}))
    assert "This code is not right" in page
    assert not signed_in(client)
    # Whoever knows the password still has to show that the address is theirs.
    client.cookies.clear()
    assert sign_in(client, NEW).url == CODE_PAGE
    assert not signed_in(client)


def test_an_address_that_has_an_account_looks_like_one_that_has_none(client):
    make_user(BEN, password=PASSWORD)
    taken, free = sign_up(client, BEN), client.__class__()
    other = sign_up(free)
    assert (taken.status_code, taken.url) == (other.status_code, other.url)
    pages = [text(one.get(CODE_PAGE)).replace(BEN, "").replace(NEW, "") for one in (client, free)]
    cut = [re.sub(r'value="[^"]{40,}"', "", page) for page in pages]
    assert cut[0] == cut[1]
    assert [message.subject for message in mail.outbox] == ["Hireguide: You have an account", "Hireguide: Your code"]


def test_a_weak_password_and_no_address_are_told_beside_their_fields(client):
    page = text(sign_up(client, "", "short"))
    assert page.count("Enter your e-mail address") == 2
    assert "<title>Error: Make an account" in page
    assert not User.objects.exists()


def test_another_code_can_be_had(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "confirm_email": "10/s/key"}
    sign_up(client)
    client.post(CODE_PAGE, {"action": "resend"})
    assert len(mail.outbox) == 2
    assert client.post(CODE_PAGE, {"code": code_in(mail.outbox[1])}).status_code == 302
    assert signed_in(client)


def test_signing_up_is_limited(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"signup": "2/m/ip"}
    for number in range(2):
        sign_up(client.__class__(), f"one{number}@example.com")
    assert sign_up(client).status_code == 429


def test_where_sign_up_is_closed_nobody_makes_an_account(client, settings):
    settings.SIGN_UP_OPEN = False
    page = client.post(SIGN_UP, {"email": NEW, "password1": PASSWORD})
    assert "Accounts are made for you" in text(page)
    assert not User.objects.exists()


def test_the_sessions_are_listed_and_the_others_can_be_ended(client):
    make_user(BEN, password=PASSWORD)
    other = client.__class__()
    sign_in(other, BEN)
    sign_in(client, BEN)
    assert "another" in text(client.get(reverse("usersessions_list")))
    client.post(reverse("usersessions_list"))
    assert "You are signed in here alone" in text(client.get(reverse("usersessions_list")))
    assert other.get(reverse("mfa_index")).status_code == 302

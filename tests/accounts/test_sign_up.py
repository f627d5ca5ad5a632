"""Signing up: works with a code · tells nobody who has an account · is limited · can be closed."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.urls import reverse

from hireguide.accounts.models import User
from hireguide.accounts.services import begin_account
from hireguide.accounts.views import CODE_LAPSED, HAS_ACCOUNT, TOO_MANY_CODES
from tests.accounts.test_sign_in import BOTH, PASSWORD, SIGN_IN, sign_in, signed_in, text
from tests.factories import ADA, BEN, make_user

pytestmark = pytest.mark.django_db

SIGN_UP = "/accounts/signup/"
CODE_PAGE = "/accounts/confirm-email/"
NEW = "new@example.com"
OTHER = "another password altogether"


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
    assert client.get(answer.url).status_code == 200
    assert User.objects.get(email=NEW).check_password(PASSWORD)
    assert EmailAddress.objects.get(email=NEW).verified
    assert not User.objects.get(email=NEW).is_staff


def test_where_one_was_going_is_kept(client):
    sign_up(client, then="/sources/")
    assert client.post(CODE_PAGE, {"code": code_in(mail.outbox[0])}).url == "/sources/"


def test_without_the_code_nobody_signs_in(client):
    sign_up(client)
    page = text(client.post(CODE_PAGE, {"code": "WRONGY"}))
    assert "This code is not right" in page
    assert not signed_in(client)
    # An account that nobody has shown to be theirs opens by no password, and says what an unknown one does.
    elsewhere = client.__class__()
    assert BOTH in text(sign_in(elsewhere, NEW))
    assert not signed_in(elsewhere)
    assert len(mail.outbox) == 1


@pytest.fixture
def two(client, settings):
    """Two browsers in which the same address is signed up, each with a password of its own, and the two codes."""
    settings.ACCOUNT_RATE_LIMITS = False
    other = client.__class__()
    sign_up(client)
    sign_up(other, password=OTHER)
    assert User.objects.count() == EmailAddress.objects.count() == 1
    return client, other, [code_in(message) for message in mail.outbox]


def test_the_password_is_the_one_of_the_browser_in_which_the_code_was_entered(two):
    first, second, codes = two
    assert second.post(CODE_PAGE, {"code": codes[0]}).status_code == 200
    second.post(CODE_PAGE, {"code": codes[1]})
    assert signed_in(second)
    assert User.objects.get().check_password(OTHER)
    assert EmailAddress.objects.get().primary
    # Who was first has shown no code: their password opens nothing, and another's sign-up does not spoil one's own.
    assert BOTH in text(sign_in(first.__class__(), NEW))
    assert "_auth_user_id" not in first.session


def test_a_second_sign_up_elsewhere_spoils_no_code_and_sets_no_password(two):
    first, second, codes = two
    first.post(CODE_PAGE, {"code": codes[0]})
    assert signed_in(first)
    assert User.objects.get().check_password(PASSWORD)
    # The other code came to the same mailbox, but the account is somebody's by now: signing in is the way.
    answer = second.post(CODE_PAGE, {"code": codes[1]}, follow=True)
    assert answer.redirect_chain == [(SIGN_IN, 302)]
    assert HAS_ACCOUNT in text(answer)
    assert User.objects.get().check_password(PASSWORD)
    assert not signed_in(second)


def test_another_code_is_not_sent_to_whoever_has_the_account_by_now(two):
    first, second, codes = two
    first.post(CODE_PAGE, {"code": codes[0]})
    second.post(CODE_PAGE, {"action": "resend"})
    assert [message.subject for message in mail.outbox[2:]] == ["Hireguide: You have an account"]
    assert second.post(CODE_PAGE, {"code": codes[1]}).status_code == 200
    assert not signed_in(second)


def change_in_admin(user, **fields):
    """What an administrator does to an account on its page."""
    admin = Client()
    admin.force_login(make_user(ADA))
    assert admin.post(reverse("admin:accounts_user_change", args=[user.pk]), fields).status_code == 302


def test_a_code_for_an_address_that_the_account_has_no_more_opens_nothing(client):
    sign_up(client, "old@example.com")
    user = User.objects.get()
    change_in_admin(user, email="ceo@example.com", is_active="on", is_staff="on")
    answer = client.post(CODE_PAGE, {"code": code_in(mail.outbox[0])}, follow=True)
    assert answer.redirect_chain == [(SIGN_UP, 302)]
    assert CODE_LAPSED in text(answer)
    assert not signed_in(client)
    user.refresh_from_db()
    assert (user.email, user.has_usable_password()) == ("ceo@example.com", False)
    assert [str(address) for address in EmailAddress.objects.filter(user=user)] == ["ceo@example.com"]


def test_a_code_for_an_account_that_was_closed_meanwhile_says_so_and_opens_nothing(client):
    sign_up(client)
    user = User.objects.get()
    change_in_admin(user, email=NEW)
    answer = client.post(CODE_PAGE, {"code": code_in(mail.outbox[0])}, follow=True)
    assert "This account is closed" in text(answer)
    assert not signed_in(client)
    user.refresh_from_db()
    assert not user.has_usable_password()
    assert not EmailAddress.objects.get(user=user).verified


def test_a_code_that_is_entered_by_whoever_signed_in_as_somebody_else_meanwhile_proves_the_address(client):
    sign_up(client)
    client.force_login(make_user(BEN))
    session = client.session
    del session["account_login"]  # as signing in with a passkey leaves it
    session.save()
    assert client.post(CODE_PAGE, {"code": code_in(mail.outbox[0])}).url == reverse("account")
    assert EmailAddress.objects.get(email=NEW).verified
    assert User.objects.get(email=NEW).check_password(PASSWORD)


def test_a_code_entered_in_the_moment_of_a_sign_up_elsewhere_lets_nobody_in_there(client, monkeypatch):
    def shown_meanwhile(address, **when):
        user = begin_account(address, **when)
        User.objects.vouch_for(user)
        return user

    monkeypatch.setattr("hireguide.accounts.forms.sign_up.begin_account", shown_meanwhile)
    assert sign_up(client).url == CODE_PAGE
    assert not signed_in(client)


def test_a_password_from_before_the_address_was_shown_opens_nothing_after(client):
    stale = User.objects.create_user(NEW, OTHER)
    EmailAddress.objects.update(verified=False)
    sign_up(client)
    client.post(CODE_PAGE, {"code": code_in(mail.outbox[0])})
    stale.refresh_from_db()
    assert signed_in(client)
    assert stale.check_password(PASSWORD)
    assert not stale.check_password(OTHER)


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


def test_after_three_wrong_codes_one_signs_up_again(client, settings):
    settings.ACCOUNT_RATE_LIMITS = False
    sign_up(client)
    answers = [client.post(CODE_PAGE, {"code": "WRONGY"}) for _ in range(3)]
    assert answers[-1].url == SIGN_UP
    assert TOO_MANY_CODES in text(client.get(SIGN_UP))
    sign_up(client)
    client.post(CODE_PAGE, {"code": code_in(mail.outbox[1])})
    assert signed_in(client)


def test_a_code_that_has_lapsed_leads_to_signing_up_again(client, time_machine):
    time_machine.move_to("2026-11-21 12:00")
    sign_up(client)
    time_machine.shift(16 * 60)
    answer = client.post(CODE_PAGE, {"code": code_in(mail.outbox[0])})
    assert answer.url == SIGN_UP
    assert CODE_LAPSED in text(client.get(SIGN_UP))
    assert not signed_in(client)
    assert client.get(CODE_PAGE).url == SIGN_UP


def test_a_code_for_an_account_that_was_deleted_meanwhile_leads_there_too(client):
    sign_up(client)
    User.objects.all().delete()
    assert client.post(CODE_PAGE, {"code": code_in(mail.outbox[0])}).url == SIGN_UP
    assert CODE_LAPSED in text(client.get(SIGN_UP))


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


@pytest.mark.parametrize(("where", "name"), [("signup", "email"), ("login", "login"), ("reset_password", "email")])
@pytest.mark.parametrize("length", [255, 330])
def test_an_address_that_no_mail_server_takes_is_refused_in_one_sentence_and_kept(client, where, name, length):
    address = "@" + ".".join(["b" * 60] * 4) + ".example"
    address = "a" * (length - len(address)) + address
    posted = {name: address, "password1": "long and quiet evening", "password": "long and quiet evening"}
    response = client.post(reverse(f"account_{where}"), posted)
    said = [f"Shorten the e-mail address to 254 characters; it has {length}"]
    assert response.context["form"].errors == {name: said}
    assert address in response.content.decode()

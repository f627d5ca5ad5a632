"""The page of the code: the ways out of it stand open, and nothing that was begun is lost by them."""

import pytest
from django.core import mail
from django.urls import reverse
from django.utils.html import escape

from hireguide.accounts.models import User
from tests.accounts.test_sign_in import PASSWORD, SIGN_IN, signed_in, text
from tests.accounts.test_sign_up import CODE_PAGE, NEW, OTHER, SIGN_UP, code_in, sign_up
from tests.factories import BEN, make_user

pytestmark = pytest.mark.django_db

WITHOUT_A_CODE = "You have an account already? <a"


def test_whoever_has_an_account_already_signs_in_from_it_and_comes_to_where_they_were_going(client):
    make_user(BEN, password=PASSWORD)
    sign_up(client, BEN, then="/sources/?a=1")
    page = text(client.get(CODE_PAGE))
    way = f"{SIGN_IN}?next=%2Fsources%2F%3Fa%3D1"
    assert page.count(f'{WITHOUT_A_CODE} href="{escape(way)}">Sign in</a>') == 1
    assert '<h1 tabindex="-1">Sign in</h1>' in text(client.get(way))
    assert client.post(way, {"login": BEN, "password": PASSWORD}).url == "/sources/?a=1"
    assert signed_in(client)


@pytest.mark.parametrize(("path", "heading"), [(SIGN_IN, "Sign in"), (SIGN_UP, "Make an account")])
def test_opening_a_form_beside_it_shows_the_form_and_takes_nothing_from_the_code(client, path, heading):
    sign_up(client)
    assert f'<h1 tabindex="-1">{heading}</h1>' in text(client.get(path))
    client.post(CODE_PAGE, {"code": code_in(mail.outbox[0])})
    assert signed_in(client)


def test_signing_in_with_a_passkey_is_not_led_back_to_it(client):
    sign_up(client)
    answer = client.get(reverse("mfa_login_webauthn"), headers={"X-Requested-With": "XMLHttpRequest"})
    assert "request_options" in answer.json()


def test_a_mistyped_address_is_left_behind_by_beginning_again(client):
    sign_up(client, "nwe@example.com", then="/sources/")
    page = text(client.get(CODE_PAGE))
    again = f"{SIGN_UP}?next=%2Fsources%2F"
    assert f'<a href="{again}">begin again</a>' in page
    sign_up(client, then="/sources/")
    assert client.post(CODE_PAGE, {"code": code_in(mail.outbox[0])}).status_code == 200
    assert client.post(CODE_PAGE, {"code": code_in(mail.outbox[1])}).url == "/sources/"
    assert User.objects.get(email=NEW).check_password(PASSWORD)


def test_a_sign_up_that_is_sent_twice_sends_one_code_which_counts_with_the_password_entered_last(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "confirm_email": "1/10s/key"}
    assert [sign_up(client, password=typed).url for typed in (PASSWORD, OTHER)] == [CODE_PAGE] * 2
    client.post(CODE_PAGE, {"code": code_in(mail.outbox[0])})
    assert len(mail.outbox) == 1
    assert User.objects.get(email=NEW).check_password(OTHER)


def test_another_address_is_not_led_to_the_code_of_the_first_where_its_mail_must_wait(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "confirm_email": "1/10s/key"}
    sign_up(client.__class__())
    sign_up(client, "first@example.com")
    assert sign_up(client).status_code == 429


def test_it_says_how_many_tries_are_left_and_an_empty_one_is_none(client):
    sign_up(client)
    assert "3 tries left." in text(client.get(CODE_PAGE))
    empty = text(client.post(CODE_PAGE, {"code": "  "}))
    assert empty.count("Enter the code from the e-mail") == 2
    assert "3 tries left." in empty
    assert "2 tries left." in text(client.post(CODE_PAGE, {"code": "WRONGY"}))
    assert "1 try left." in text(client.post(CODE_PAGE, {"code": "WRONGY"}))
    client.post(CODE_PAGE, {"code": code_in(mail.outbox[0])})
    assert signed_in(client)


def test_where_it_was_left_for_good_a_sign_up_that_must_wait_says_so(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "confirm_email": "1/10s/key"}
    sign_up(client)
    client.post(reverse("account_logout"))
    assert client.get(CODE_PAGE).url == SIGN_UP
    assert sign_up(client).status_code == 429

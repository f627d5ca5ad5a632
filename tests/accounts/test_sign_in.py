"""Signing in: works · wrong in one sentence · leads on · is limited · with a second factor · out again."""

import json
import re

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core import mail
from django.urls import reverse
from django.utils.http import urlencode

from tests.factories import ADA, BEN, make_user

pytestmark = pytest.mark.django_db

PASSWORD = "correct horse battery staple"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
BOTH = "The e-mail address and the password do not belong together. Check both"
SIGN_IN = "/accounts/login/"


def code_now(secret=SECRET):
    """What an authenticator app shows for `secret` at this moment."""
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


@pytest.fixture
def ada():
    return make_user(ADA, password=PASSWORD)


def sign_in(client, email=ADA, password=PASSWORD, then=""):
    return client.post(f"{SIGN_IN}?next={then}" if then else SIGN_IN, {"login": email, "password": password})


def signed_in(client):
    return "_auth_user_id" in client.session


def text(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


def test_an_address_in_any_case_and_its_password_sign_in(client, ada):
    answer = sign_in(client, email=" Ada@Example.com ")
    assert (answer.status_code, answer.url) == (302, reverse("admin:index"))
    assert signed_in(client)
    assert ADA in text(client.get(answer.url))


def test_whoever_is_no_staff_comes_to_their_desk(client):
    make_user(BEN, password=PASSWORD)
    assert sign_in(client, BEN).url == reverse("advising:desk")
    assert BEN in text(client.get(reverse("mfa_index")))


def test_the_page_can_be_filled_in_by_a_password_manager_and_names_itself(client):
    page = text(client.get(SIGN_IN))
    assert "<title>Sign in – Hireguide</title>" in page
    assert 'autocomplete="username"' in page
    assert 'autocomplete="current-password"' in page
    assert "placeholder" not in page.split("<main")[1]


@pytest.mark.parametrize(("email", "password"), [(ADA, "wrong"), ("nobody@example.com", PASSWORD)])
def test_a_wrong_password_and_an_unknown_address_are_told_in_one_sentence(client, ada, email, password):
    page = text(sign_in(client, email, password))
    assert "<title>Error: Sign in" in page
    assert page.count(BOTH) == 1
    assert not signed_in(client)


def test_what_is_missing_is_named_beside_its_field_and_in_the_summary(client):
    page = text(sign_in(client, "", ""))
    assert page.count("Enter your e-mail address") == page.count("Enter your password") == 2


def test_where_one_was_going_is_kept_and_another_site_is_not_gone_to(client, ada):
    closed = client.get(reverse("admin:accounts_user_changelist"), follow=True)
    assert closed.redirect_chain[-1][0] == "/accounts/login/?next=%2Fadmin%2Faccounts%2Fuser%2F"
    assert sign_in(client, then="/admin/accounts/user/").url == "/admin/accounts/user/"
    client.logout()
    assert sign_in(client, then="https://evil.example/").url == reverse("admin:index")


@pytest.mark.parametrize(
    "elsewhere",
    [
        "//evil.example/",
        "/\\evil.example/",
        "http:///evil.example",
        "/\t/evil.example",
        "\n//evil.example",
        " //evil.example",
        "https://testserver.evil.example/",
        "//testserver@evil.example/",
        "http://testserver\\@evil.example/",
    ],
)
def test_no_spelling_of_another_site_is_gone_to_from_any_page(client, ada, elsewhere):
    said = {"next": elsewhere}
    assert client.post(SIGN_IN, {"login": ADA, "password": PASSWORD, **said}).url == reverse("admin:index")
    assert client.post(reverse("account_reauthenticate"), {"password": PASSWORD, **said}).url == reverse("admin:index")
    assert client.post(reverse("account_logout"), said).url == "/"
    assert client.post(f"{SIGN_IN}?{urlencode(said)}", {"login": ADA, "password": PASSWORD}).url == reverse(
        "admin:index"
    )


def test_too_many_wrong_tries_lock_the_address_and_say_for_how_long(client, ada):
    for _ in range(5):
        assert BOTH in text(sign_in(client, password="wrong"))
    page = text(sign_in(client))
    assert "Too many wrong tries. Wait five minutes, then try again" in page
    assert not signed_in(client)


def test_somebody_else_signs_in_while_one_address_is_locked(client, ada):
    make_user(BEN, password=PASSWORD)
    for _ in range(6):
        sign_in(client, password="wrong")
    assert sign_in(client, BEN).status_code == 302


def test_a_closed_account_does_not_sign_in(client):
    make_user(ADA, password=PASSWORD, is_active=False)
    answer = sign_in(client)
    assert "This account is closed" in text(client.get(answer.url))
    assert not signed_in(client)


@pytest.mark.parametrize("path", ["password/set/", "login/code/confirm/", "confirm-email/x/"])
def test_pages_that_we_do_without_are_not_there(client, ada, path):
    client.force_login(ada)
    assert client.get(f"/accounts/{path}").status_code == 404


def test_signing_out_asks_once_and_ends_the_session(client, ada):
    client.force_login(ada)
    assert "Stay signed in" in text(client.get(reverse("account_logout")))
    client.post(reverse("account_logout"))
    assert not signed_in(client)


def test_a_forgotten_password_is_replaced_by_a_link_that_works_once(client, ada):
    sent = client.post(reverse("account_reset_password"), {"email": ADA}, follow=True)
    link = re.search(r"http://testserver(/\S+)", mail.outbox[0].body).group(1)
    assert mail.outbox[0].subject == "Hireguide: A new password"
    form = client.get(link).url
    new = {"password1": "another long password", "password2": "another long password"}
    assert client.post(form, new).url == reverse("account_reset_password_from_key_done")
    assert sign_in(client, password="another long password").status_code == 302
    client.logout()
    assert "This link no longer works" in text(client.get(link, follow=True))
    assert "Look at your mail" in text(sent)


def test_a_password_is_changed_by_whoever_knows_the_one_so_far(client, ada):
    client.force_login(ada)
    new = {"password1": "another long password", "password2": "another long password"}
    refused = client.post(reverse("account_change_password"), {"oldpassword": "wrong", **new})
    assert "This is not the password you have now" in text(refused)
    client.post(reverse("account_change_password"), {"oldpassword": PASSWORD, **new})
    ada.refresh_from_db()
    assert ada.check_password("another long password")
    assert [message.to for message in mail.outbox] == [[ADA]]


def test_with_an_app_the_password_is_the_first_step_and_the_code_the_second(client, ada):
    TOTP.activate(ada, SECRET)
    assert sign_in(client, then="/admin/").url.startswith(reverse("mfa_authenticate"))
    assert not signed_in(client)
    wrong = client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert "This code is not right" in text(wrong)
    assert client.post(reverse("mfa_authenticate"), {"code": code_now()}).url == "/admin/"
    assert signed_in(client)


def test_a_recovery_code_signs_in_once(client, ada):
    TOTP.activate(ada, SECRET)
    code = RecoveryCodes.activate(ada).generate_codes()[0]
    for works in (True, False):
        sign_in(client)
        client.post(reverse("mfa_authenticate"), {"code": code})
        assert signed_in(client) is works
        client.logout()


def test_codes_are_limited_too(client, ada):
    TOTP.activate(ada, SECRET)
    sign_in(client)
    for _ in range(5):
        client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert "Too many wrong tries" in text(client.post(reverse("mfa_authenticate"), {"code": code_now()}))
    assert not signed_in(client)


def test_an_app_is_set_up_from_a_picture_that_the_content_policy_allows(client, ada):
    sign_in(client)
    confirm = client.get(reverse("mfa_activate_totp"))
    assert confirm.url.startswith(reverse("account_reauthenticate"))
    client.post(confirm.url, {"password": PASSWORD})
    page = client.get(reverse("mfa_activate_totp"))
    picture = re.search(r"<svg.*?</svg>", page.content.decode(), re.DOTALL).group(0)
    assert "style" not in picture
    assert "data:" not in text(page)
    assert page["Cache-Control"].startswith("max-age=0")
    secret = page.context["form"].secret
    done = client.post(reverse("mfa_activate_totp"), {"code": code_now(secret)}, follow=True)
    assert "Each works once" in text(done)


def test_whoever_has_a_second_factor_confirms_with_it_and_not_with_the_password(client, ada):
    TOTP.activate(ada, SECRET)
    client.force_login(ada)
    assert client.get(reverse("account_reauthenticate")).url == reverse("mfa_reauthenticate")


def test_a_passkey_is_asked_for_by_a_script_of_its_own_file(client, ada):
    page = text(client.get(SIGN_IN))
    data = re.search(r'<script data-allauth-onload="[^"]+" type="application/json">(.*?)</script>', page).group(1)
    assert set(json.loads(data)["ids"].values()) == {"passkey-button", "passkey-credential"}
    options = client.get(reverse("mfa_login_webauthn"), headers={"accept": "application/json"}).json()
    assert options["request_options"]["publicKey"]["rpId"] == "testserver"


def test_an_address_that_an_administrator_changed_opens_nothing_any_more(client, ada):
    ben = make_user(BEN, password=PASSWORD)
    sign_in(client, BEN)
    client.logout()
    client.force_login(ada)
    client.post(reverse("admin:accounts_user_change", args=[ben.pk]), {"email": "new@example.com", "is_active": "on"})
    client.logout()
    assert BOTH in text(sign_in(client, BEN))
    assert sign_in(client, "new@example.com").status_code == 302


def test_a_session_ends_with_the_browser_and_after_a_day(client, ada):
    sign_in(client)
    assert client.session.get_expire_at_browser_close()
    assert client.session.get_expiry_age() == 24 * 60 * 60

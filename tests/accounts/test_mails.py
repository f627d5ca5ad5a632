"""Every mail about an account, and every notice beside it, is in our words."""

import re
from pathlib import Path

import allauth
import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core import mail
from django.urls import reverse

from hireguide.accounts.models import User
from tests.accounts.test_sign_in import PASSWORD, code_now, sign_in, text
from tests.factories import ADA, make_user

pytestmark = pytest.mark.django_db

OTHER = "another long password"
# Mails of allauth for what we do without: further addresses, codes to sign in with, a first password set here.
NEVER_SENT = {
    *("email_changed", "email_confirm", "email_deleted"),
    *("login_code", "password_reset_code", "password_set"),
}


@pytest.fixture
def signed_in(client):
    """Ada in her account, having shown that it is she."""
    ada = make_user(ADA, password=PASSWORD)
    sign_in(client)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    mail.outbox.clear()
    return ada


def told():
    """Subject and what was done, of the one mail sent."""
    (message,) = mail.outbox
    mail.outbox.clear()
    assert message.to == [ADA]
    assert message.body.startswith("Hello,\n\nThis was done to your account: ")
    assert "\nFrom: 127.0.0.1, Unspecified\n" in message.body
    assert message.body.endswith("\n\nHireguide\ntestserver")
    subject = message.subject.removeprefix("Hireguide: ")
    return subject, re.search(r"account: (.*)", message.body)[1]


def test_changing_the_password_leads_to_the_account_and_says_so_there_and_by_mail(client, signed_in):
    form = {"oldpassword": PASSWORD, "password1": OTHER, "password2": OTHER}
    answer = client.post(reverse("account_change_password"), form, follow=True)
    assert answer.redirect_chain == [(reverse("mfa_index"), 302)]
    assert "Your password is changed." in text(answer)
    assert told() == ("Your password is changed", "its password was changed.")


def test_a_new_password_in_place_of_a_forgotten_one_is_told_by_mail(client, signed_in):
    client.logout()
    client.post(reverse("account_reset_password"), {"email": ADA})
    form = client.get(re.search(r"http://testserver(/\S+)", mail.outbox.pop().body)[1]).url
    client.post(form, {"password1": OTHER, "password2": OTHER})
    assert told() == ("A new password is set", "a new password was set by the link that we had sent.")
    assert User.objects.get(email=ADA).check_password(OTHER)


def set_up_an_app(client):
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret
    return client.post(reverse("mfa_activate_totp"), {"code": code_now(secret)}, follow=True)


@pytest.mark.django_db(transaction=True)  # what waits for its end is done
def test_the_first_app_brings_recovery_codes_and_nothing_is_said_of_older_ones(client, signed_in):
    page = text(set_up_an_app(client))
    assert "The authenticator app is set up." in page
    assert "Your recovery codes are ready. Only those shown here count." in page
    assert "old ones" not in page
    subject, done = told()
    assert subject == "An authenticator app is set up"
    assert done.startswith("an authenticator app was set up.")


@pytest.mark.django_db(transaction=True)  # what waits for its end is done
def test_new_recovery_codes_and_an_app_that_is_removed_are_told_by_mail(client, signed_in):
    set_up_an_app(client)
    mail.outbox.clear()
    page = text(client.post(reverse("mfa_generate_recovery_codes"), follow=True))
    assert "Only those shown here count." in page
    assert told() == ("New recovery codes are made", "new recovery codes were made. Older ones no longer count.")
    client.post(reverse("mfa_deactivate_totp"))
    assert told() == (
        "The authenticator app is removed",
        "the authenticator app was removed. Codes from it no longer count.",
    )


def test_a_passkey_that_is_removed_is_told_by_mail(client, signed_in):
    key = Authenticator.objects.create(user=signed_in, type=Authenticator.Type.WEBAUTHN, data={"name": "My laptop"})
    client.post(reverse("mfa_remove_webauthn", args=[key.pk]))
    assert told() == ("A passkey is removed", "a passkey was removed. It no longer signs anybody in.")


def test_no_mail_that_can_be_sent_is_in_the_words_of_allauth():
    theirs, ours = Path(allauth.__file__).parent / "templates", Path(settings.TEMPLATES[0]["DIRS"][0])
    mails = {path.relative_to(theirs) for app in ("account", "mfa") for path in theirs.glob(f"{app}/email/*.txt")}
    left = {str(path.name) for path in mails if not (ours / path).is_file()}
    assert left == {f"{name}_{part}.txt" for name in NEVER_SENT for part in ("subject", "message")}

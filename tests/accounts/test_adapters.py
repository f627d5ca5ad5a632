"""Mails about accounts, where the mail server fails: said in words, the same of every address; nothing is undone."""

import smtplib

import pytest
from django.core import mail
from django.urls import reverse

from hireguide.accounts.adapters import CODE_NOT_SENT
from hireguide.accounts.models import User
from hireguide.accounts.views import LINK_NOT_SENT
from tests.accounts.test_sign_in import PASSWORD, sign_in, signed_in, text
from tests.accounts.test_sign_up import CODE_PAGE, NEW, SIGN_UP, code_in, sign_up
from tests.factories import BEN, make_user

pytestmark = pytest.mark.django_db

RESET = reverse("account_reset_password")
TROUBLES = {
    "down": ConnectionRefusedError(111, "Connection refused"),
    "slow": TimeoutError("timed out"),
    "refuses": smtplib.SMTPRecipientsRefused({BEN: (550, f"no such mailbox {BEN}".encode())}),
}


@pytest.fixture(params=TROUBLES)
def broken(request, monkeypatch, settings):
    """A mail server that takes nothing, and a list in which to put that it does again."""
    settings.ACCOUNT_RATE_LIMITS = False
    mended = []
    send = mail.EmailMessage.send

    def refuse(self, *args, **kwargs):
        if not mended:
            raise TROUBLES[request.param]
        return send(self, *args, **kwargs)

    monkeypatch.setattr(mail.EmailMessage, "send", refuse)
    return mended


@pytest.mark.parametrize("email", [NEW, BEN])
def test_signing_up_says_that_no_code_is_on_its_way_and_what_to_do(client, broken, caplog, email):
    make_user(BEN, password=PASSWORD)
    assert sign_up(client, email).url == CODE_PAGE
    page = text(client.get(CODE_PAGE))
    assert page.count(CODE_NOT_SENT) == 1
    assert "We have sent a code" not in page
    assert "Mail not sent: account/email/" in caplog.text
    assert email not in caplog.text
    assert not signed_in(client)


def test_the_account_stands_and_a_code_can_be_had_once_mail_works(client, broken):
    sign_up(client)
    again = client.post(CODE_PAGE, {"action": "resend"}, follow=True)
    assert CODE_NOT_SENT in text(again)
    broken.append(True)
    assert "We have sent a code" in text(client.post(CODE_PAGE, {"action": "resend"}, follow=True))
    client.post(CODE_PAGE, {"code": code_in(mail.outbox[0])})
    assert signed_in(client)


def test_signing_up_again_later_sends_a_code_once_mail_works(client, broken):
    sign_up(client)
    assert "sign up again later" in CODE_NOT_SENT
    broken.append(True)
    client = client.__class__()
    sign_up(client)
    assert "We have sent a code" in text(client.get(CODE_PAGE))
    client.post(CODE_PAGE, {"code": code_in(mail.outbox[0])})
    assert signed_in(client)


@pytest.mark.parametrize("email", [NEW, BEN])
def test_asking_for_a_new_password_keeps_the_form_and_says_that_nothing_was_sent(client, broken, caplog, email):
    make_user(BEN, password=PASSWORD)
    page = text(client.post(RESET, {"email": email}))
    assert "<title>Error: A new password" in page
    assert LINK_NOT_SENT in page
    assert f'value="{email}"' in page
    assert email not in caplog.text
    broken.append(True)
    assert "Look at your mail" in text(client.post(RESET, {"email": email}, follow=True))


def test_a_password_is_changed_though_nobody_can_be_told(client, broken):
    ben = make_user(BEN, password=PASSWORD)
    sign_in(client, BEN)
    new = {"oldpassword": PASSWORD, "password1": "another long password", "password2": "another long password"}
    page = text(client.post(reverse("account_change_password"), new, follow=True))
    assert CODE_NOT_SENT not in page
    assert User.objects.get(pk=ben.pk).check_password("another long password")


def test_what_is_no_fault_of_the_mail_server_is_not_hidden(client, monkeypatch):
    def fail(self):
        raise ValueError("ours")

    monkeypatch.setattr(mail.EmailMessage, "send", fail)
    with pytest.raises(ValueError, match="ours"):
        client.post(SIGN_UP, {"email": NEW, "password1": PASSWORD})


def test_nobody_is_flooded_with_mails_whoever_asks_and_from_wherever(client, settings, monkeypatch):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"confirm_email": "5/h/key"}
    make_user(BEN, password=PASSWORD)
    for number in range(8):
        away = {"REMOTE_ADDR": f"192.0.2.{number}"}
        for one, path in ((client.__class__(**away), RESET), (client.__class__(**away), SIGN_UP)):
            one.post(path, {"email": BEN, "password1": PASSWORD})
    assert [message.to for message in mail.outbox] == [[BEN]] * 10
    assert {message.subject for message in mail.outbox} == {
        "Hireguide: A new password",
        "Hireguide: You have an account",
    }

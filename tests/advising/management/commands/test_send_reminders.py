from datetime import timedelta
from smtplib import SMTPServerDisconnected

import pytest
from django.core.mail import EmailMessage
from django.utils import timezone

from hireguide.advising.management.commands import send_reminders
from hireguide.advising.services.reminders import AlreadySendingError, Sent
from tests.commands import run
from tests.factories import make_client, make_client_diagnosis, make_workspace

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def site(settings):
    settings.SITE_URL = "https://hireguide.test"


def overdue():
    make_client_diagnosis(make_client(make_workspace()), now=timezone.now() - timedelta(days=100))


def test_it_says_how_many_were_sent(mailoutbox):
    overdue()
    assert run("send_reminders") == (0, "Sent 1 reminder.\n", "")
    assert run("send_reminders").out == "Sent 0 reminders.\n"
    assert len(mailoutbox) == 1


def test_a_mail_server_that_fails_is_named_and_the_exit_code_tells(monkeypatch):
    def refuse(self):
        raise SMTPServerDisconnected("gone")

    overdue()
    monkeypatch.setattr(EmailMessage, "send", refuse)
    done = run("send_reminders")
    assert done.code == 1
    assert done.err == "mail: the mail server did not take 1; the next run tries again. Check EMAIL_URL.\n"


def test_whom_it_did_not_come_to_is_told_and_the_exit_code_tells(monkeypatch):
    monkeypatch.setattr(send_reminders, "send_reminders", lambda **_: Sent(2, 0, left=5))
    done = run("send_reminders")
    assert (done.code, done.out) == (1, "Sent 2 reminders.\n")
    assert done.err == (
        "mail: 5 members were not looked at, as the mail server can’t be reached or is slow; the next run goes on.\n"
    )


def test_without_the_sites_address_it_says_what_to_set(settings):
    settings.SITE_URL = ""
    done = run("send_reminders")
    assert done.code == 1
    assert "SITE_URL=https://" in done.err


def test_a_run_beside_another_leaves_it_alone(monkeypatch):
    def busy(*, now):
        raise AlreadySendingError

    monkeypatch.setattr(send_reminders, "send_reminders", busy)
    done = run("send_reminders")
    assert done.code == 1
    assert "another run is sending" in done.err

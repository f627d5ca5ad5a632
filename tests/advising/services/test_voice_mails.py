from datetime import timedelta
from itertools import count
from smtplib import SMTPAuthenticationError, SMTPDataError, SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.core import mail

from hireguide.advising.services.voice_mails import (
    LINKS_A_DAY,
    PATIENCE,
    LinkNotSentError,
    MailServerAwayError,
    TooManyLinksError,
    send_link,
    send_links,
)
from hireguide.advising.services.voices import renew_link
from hireguide.workspaces.models import Activity
from tests.advising.asked import ask
from tests.factories import DORA, NOW

pytestmark = pytest.mark.django_db
LINK = "https://example.com/advising/answer/x/"


def test_the_mail_says_who_asks_about_whom_and_until_when():
    opened, (fay, _) = ask(at=NOW, company="Tom & Co\nBcc: x@example.com")
    send_link(fay.respondent, link=LINK, by=opened.opened_by, now=NOW)
    [message] = mail.outbox
    assert message.to == ["fay@example.com"]
    assert message.subject == f"{DORA} asks you about Tom & Co Bcc: x@example.com"
    for words in ("Dear Fay Oduya", "Northbridge", "Tom & Co", LINK, "5 December 2026", "about ten minutes"):
        assert words in message.body


@pytest.mark.parametrize(
    ("error", "is_away"),
    [
        (SMTPRecipientsRefused({"fay@example.com": (550, b"no such user")}), False),
        (SMTPDataError(552, b"too much mail"), False),
        (SMTPAuthenticationError(535, b"no"), True),
        (SMTPServerDisconnected("gone"), True),
        (TimeoutError("timed out"), True),
        (ConnectionRefusedError(), True),
    ],
    ids=repr,
)
def test_a_mail_that_is_not_taken_is_told_of_and_whether_the_server_is_away(monkeypatch, error, is_away):
    opened, (fay, _) = ask(at=NOW)

    def refuse(*args):
        raise error

    monkeypatch.setattr("hireguide.advising.services.voice_mails.send_mail", refuse)
    with pytest.raises(LinkNotSentError) as told:
        send_link(fay.respondent, link=LINK, by=opened.opened_by, now=NOW)
    assert isinstance(told.value, MailServerAwayError) == is_away
    fay.respondent.refresh_from_db()
    assert fay.respondent.mailed_at is None


def test_when_a_link_was_mailed_is_noted_and_a_new_link_is_one_that_was_not():
    opened, (fay, _) = ask(at=NOW)
    send_link(fay.respondent, link=LINK, by=opened.opened_by, now=NOW)
    old = type(fay.respondent).objects.get(pk=fay.respondent.pk)
    assert old.mailed_at == NOW
    new = renew_link(old, by=opened.opened_by, at=NOW + timedelta(hours=1)).respondent
    new.refresh_from_db()
    assert new.mailed_at is None
    send_link(fay.respondent, link=LINK, by=opened.opened_by, now=NOW)  # the old one, late
    new.refresh_from_db()
    assert new.mailed_at is None


def test_a_workspace_that_makes_very_many_links_mails_no_more_of_them_that_day():
    opened, (fay, _) = ask(at=NOW)
    workspace = opened.client.workspace
    Activity.objects.bulk_create(
        Activity(workspace=workspace, kind="voices", what="asked", at=NOW) for _ in range(LINKS_A_DAY)
    )
    with pytest.raises(TooManyLinksError):
        send_link(fay.respondent, link=LINK, by=opened.opened_by, now=NOW)
    send_link(fay.respondent, link=LINK, by=opened.opened_by, now=NOW + timedelta(days=1))
    assert len(mail.outbox) == 1


def test_a_slow_mail_server_is_waited_for_so_long_and_the_rest_is_told_as_not_sent(monkeypatch):
    opened, links = ask(at=NOW)
    fay, gus = links
    again = [renew_link(fay.respondent, by=opened.opened_by, at=NOW) for _ in range(2)]
    again[1].respondent.public_id = "other"
    seconds = count(step=PATIENCE * 0.6)
    monkeypatch.setattr("hireguide.advising.services.voice_mails.monotonic", lambda: next(seconds))
    became = send_links([again[0], gus, again[1]], address="https://x/{}".format, by=opened.opened_by, now=NOW)
    assert became == {fay.respondent.public_id: "sent", gus.respondent.public_id: "", "other": "late"}
    [message] = mail.outbox
    assert f"https://x/{again[0].token}" in message.body

from datetime import timedelta
from smtplib import SMTPException

import pytest
from django.core import mail

from hireguide.advising.services.voice_mails import LINKS_A_DAY, LinkNotSentError, TooManyLinksError, send_link
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


def test_a_mail_server_that_fails_is_told_of(monkeypatch):
    opened, (fay, _) = ask(at=NOW)

    def refuse(*args):
        raise SMTPException

    monkeypatch.setattr("hireguide.advising.services.voice_mails.send_mail", refuse)
    with pytest.raises(LinkNotSentError):
        send_link(fay.respondent, link=LINK, by=opened.opened_by, now=NOW)


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

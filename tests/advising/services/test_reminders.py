from datetime import timedelta
from itertools import count
from smtplib import (
    SMTPAuthenticationError,
    SMTPConnectError,
    SMTPDataError,
    SMTPRecipientsRefused,
    SMTPServerDisconnected,
)

import pytest
from django.core.cache import cache
from django.core.mail import EmailMessage

from hireguide.advising.models import Reminder
from hireguide.advising.services import reminders
from hireguide.advising.services.reminders import AlreadySendingError, NoSiteUrlError, Sent, send_reminders
from hireguide.workspaces.models import Membership
from hireguide.workspaces.services import archive_client, set_reminders
from tests.factories import DORA, EMIL, NOW, make_client, make_client_diagnosis, make_member, make_workspace
from tests.walls import as_app

pytestmark = pytest.mark.django_db
SITE = "https://hireguide.test"


@pytest.fixture(autouse=True)
def site(settings):
    settings.SITE_URL = SITE


@pytest.fixture
def workspace():
    """Dora's workspace, with one client overdue."""
    made = make_workspace()
    make_client_diagnosis(make_client(made), now=NOW - timedelta(days=100))
    return made


def send(now=NOW):
    """As the background does it on PostgreSQL."""
    with as_app("hireguide_background"):
        return send_reminders(now=now)


def refuse(*_, **__):
    raise SMTPServerDisconnected("Connection unexpectedly closed")


def test_the_mail_names_clients_and_links_and_tells_no_answer(workspace, mailoutbox):
    assert send() == Sent(mails=1, failed=0)
    (mail,) = mailoutbox
    assert mail.to == [DORA]
    assert mail.subject == "1 client is due for another look: Northbridge"
    assert "- Acme (since 11 November 2026)" in mail.body
    assert f"{SITE}/advising/{workspace.pk}/due/" in mail.body
    assert mail.extra_headers["List-Unsubscribe"] == f"<{SITE}/advising/{workspace.pk}/reminders/>"
    assert "engineer" not in mail.body.lower().replace("vp engineering", "engineer")


def test_each_member_is_told_of_each_diagnosis_once(workspace, mailoutbox):
    send()
    assert send(NOW + timedelta(days=1)) == Sent(0, 0)
    make_client_diagnosis(make_client(workspace, "New"), now=NOW - timedelta(days=95))
    make_member(workspace, EMIL)
    assert send(NOW + timedelta(days=2)) == Sent(2, 0)
    told = {mail.to[0]: ("Acme" in mail.body, "New" in mail.body) for mail in mailoutbox[1:]}
    assert told == {DORA: (False, True), EMIL: (True, True)}


def test_a_follow_up_is_told_beside_and_once_too(workspace, mailoutbox):
    make_client_diagnosis(make_client(workspace, "Older"), now=NOW - timedelta(days=190))
    send()
    assert mailoutbox[0].subject == "2 clients are due for another look: Northbridge"
    assert f"- Older (diagnosed on 15 May 2026)\n\nTell it here: {SITE}/advising/{workspace.pk}/follow-ups/" in (
        mailoutbox[0].body
    )
    assert send() == Sent(0, 0)
    assert send(NOW + timedelta(days=180)).mails == 1
    assert mailoutbox[1].subject == "2 follow-ups to tell: Northbridge"


def test_nobody_is_written_to_who_switched_it_off_or_whose_account_is_closed(workspace, mailoutbox):
    set_reminders(Membership.objects.get(), wanted=False)
    emil = make_member(workspace, EMIL)
    emil.is_active = False
    emil.save()
    assert send() == Sent(0, 0)
    assert not mailoutbox


def test_archived_clients_are_nobodys_concern(workspace):
    archive_client(workspace.clients.get(), by=workspace.memberships.get().user, at=NOW)
    assert send() == Sent(0, 0)


def test_a_failing_mail_server_is_asked_again_by_the_next_run(workspace, monkeypatch, mailoutbox):
    with monkeypatch.context() as patch:
        patch.setattr(EmailMessage, "send", refuse)
        assert send() == Sent(0, 1)
    assert not Reminder.objects.exists()
    assert send() == Sent(1, 0)
    assert len(mailoutbox) == 1


@pytest.mark.parametrize(
    "failure",
    [
        SMTPServerDisconnected("Connection unexpectedly closed"),
        SMTPConnectError(421, b"Too busy"),
        SMTPAuthenticationError(535, b"Wrong password"),
        TimeoutError("timed out"),
        ConnectionRefusedError(111, "Connection refused"),
    ],
    ids=lambda failure: type(failure).__name__,
)
def test_after_three_failures_to_reach_the_server_in_a_row_the_rest_waits(workspace, monkeypatch, failure):
    for number in range(5):
        make_member(workspace, f"member{number}@example.com")
    tried = []

    def fail(mail):
        tried.append(mail)
        raise failure

    monkeypatch.setattr(EmailMessage, "send", fail)
    assert send() == Sent(0, 3, left=3)
    assert len(tried) == 3


def test_a_slow_mail_server_ends_a_run_and_the_next_one_goes_on(workspace, monkeypatch, mailoutbox):
    for number in range(3):
        make_member(workspace, f"member{number}@example.com")
    with monkeypatch.context() as patch:
        seconds = count(step=reminders.LONGEST_RUN / 2)
        patch.setattr(reminders, "monotonic", lambda: next(seconds))
        assert send() == Sent(1, 0, left=3)
    assert send() == Sent(3, 0)
    assert len({mail.to[0] for mail in mailoutbox}) == 4


def test_a_run_that_ends_looks_for_nothing_more(workspace, monkeypatch):
    for number in range(5):
        make_member(workspace, f"member{number}@example.com")
    looked, look = [], reminders.waiting_for

    def looking(member, **day):
        looked.append(member)
        return look(member, **day)

    monkeypatch.setattr(reminders, "waiting_for", looking)
    monkeypatch.setattr(EmailMessage, "send", refuse)
    assert send() == Sent(0, 3, left=3)
    assert len(looked) == 3


def test_a_run_holds_its_lease_while_it_looks_at_members_with_nothing_due(monkeypatch):
    empty = make_workspace()
    for number in range(3):
        make_member(empty, f"member{number}@example.com")
    held, look = [], reminders.waiting_for

    def slowly(member, **day):
        held.append(cache.get(reminders._LEASE))
        cache.delete(reminders._LEASE)  # as its seconds pass
        return look(member, **day)

    monkeypatch.setattr(reminders, "waiting_for", slowly)
    assert send() == Sent(0, 0)
    assert len(held) == 4
    assert None not in held


@pytest.mark.parametrize("refused", [SMTPRecipientsRefused({}), SMTPDataError(550, b"No such mailbox")])
def test_dead_mailboxes_keep_nobody_behind_them_from_being_told(workspace, monkeypatch, mailoutbox, refused):
    for number in range(5):
        make_member(workspace, f"member{number}@example.com")
    dead, deliver = {DORA, "member0@example.com", "member1@example.com"}, EmailMessage.send

    def take(mail):
        if dead & set(mail.to):
            raise refused
        return deliver(mail)

    monkeypatch.setattr(EmailMessage, "send", take)
    assert send() == Sent(3, 3)
    assert {mail.to[0] for mail in mailoutbox} == {f"member{number}@example.com" for number in (2, 3, 4)}


def test_killed_in_the_middle_one_is_told_twice_at_most(workspace, monkeypatch, mailoutbox):
    for number in range(3):
        make_member(workspace, f"member{number}@example.com")
    sent, real = [], reminders._note_told

    def die_at_the_second(*args):
        sent.append(args)
        if len(sent) == 2:
            raise KeyboardInterrupt
        real(*args)

    with monkeypatch.context() as patch:
        patch.setattr(reminders, "_note_told", die_at_the_second)
        with pytest.raises(KeyboardInterrupt):
            send_reminders(now=NOW)
    send()
    told = sorted(mail.to[0] for mail in mailoutbox)
    assert len(told) == 5
    assert len(set(told)) == 4


def test_two_runs_at_once_do_not_both_send(workspace, mailoutbox):
    cache.add(reminders._LEASE, "another", 60)
    try:
        with pytest.raises(AlreadySendingError):
            send_reminders(now=NOW)
        assert cache.get(reminders._LEASE) == "another"
    finally:
        cache.delete(reminders._LEASE)
    assert not mailoutbox
    assert send().mails == 1


def test_without_an_address_of_the_site_nothing_is_sent(workspace, settings, mailoutbox):
    settings.SITE_URL = ""
    with pytest.raises(NoSiteUrlError):
        send_reminders(now=NOW)
    assert not mailoutbox


def test_a_name_cannot_write_lines_of_its_own_and_long_lists_are_cut(workspace, mailoutbox, monkeypatch):
    monkeypatch.setattr(reminders, "MOST_NAMED", 1)
    workspace.name = "North\nBcc: all@example.com"
    workspace.save()
    make_client_diagnosis(make_client(workspace, "Zed\n- Another"), now=NOW - timedelta(days=95))
    make_client_diagnosis(make_client(workspace, "First\n- Another"), now=NOW - timedelta(days=120))
    send()
    assert "\n" not in mailoutbox[0].subject
    assert "- First - Another (since 22 October 2026)\n- and 2 more" in mailoutbox[0].body

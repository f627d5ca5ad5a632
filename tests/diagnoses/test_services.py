from datetime import timedelta

import pytest
from django.core import mail
from django.http import Http404
from hypothesis import given
from hypothesis import strategies as st

from hireguide.diagnoses.models import Beginning, Draft
from hireguide.diagnoses.services import (
    LONGEST_TEXT,
    MAILS_PER_DRAFT,
    MailNotSentError,
    NoEditionError,
    TooManyDraftsError,
    TooManyMailsError,
    delete_draft,
    purge_drafts,
    send_resume_mail,
    start_draft,
    store_answers,
)
from tests.factories import CLEO, NOW, make_diagnosis, make_draft, make_edition

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)
COMPANY = ("stage", "employee_count", "employee_count__unknown")
LINK = "https://hireguide.example/wizard/abc/"


def begin(origin="192.0.2.7", now=NOW, **answers):
    return start_draft(answers=answers, origin=origin, now=now)


def store(draft, section="company", names=COMPANY, now=NOW, **posted):
    return store_answers(draft=draft, section=section, names=names, posted=posted, by=None, now=now)


# Beginning


def test_a_draft_begins_under_the_current_edition_with_the_answers_given():
    make_edition()
    newest = make_edition(name="Newest")
    draft = begin(stage="seed", employee_count="", urgency="soon!")
    draft.refresh_from_db()
    assert (draft.edition, draft.path) == (newest, [])
    assert draft.answers == {"stage": "seed", "urgency": "soon!"}
    assert draft.created_at == draft.answered_at == NOW


def test_without_an_edition_nothing_begins():
    with pytest.raises(NoEditionError):
        begin()
    assert not Draft.objects.exists()


def test_one_client_begins_so_many_drafts_an_hour_and_no_more(settings):
    make_edition()
    settings.NEW_DRAFTS_PER_HOUR = 3
    for _ in range(3):
        begin()
    with pytest.raises(TooManyDraftsError):
        begin(now=NOW + 59 * MINUTE)
    begin(origin="192.0.2.8")
    begin(now=NOW + 60 * MINUTE)
    assert Draft.objects.count() == 5


def test_deleting_drafts_does_not_lower_the_count(settings):
    make_edition()
    settings.NEW_DRAFTS_PER_HOUR = 2
    for _ in range(2):
        delete_draft(begin(), by=None, now=NOW)
    with pytest.raises(TooManyDraftsError):
        begin()


def test_addresses_of_one_ipv6_network_are_one_client(settings):
    make_edition()
    settings.NEW_DRAFTS_PER_HOUR = 1
    begin(origin="2001:db8:1:2::1")
    begin(origin="2001:db8:1:3::1")
    with pytest.raises(TooManyDraftsError):
        begin(origin="2001:db8:1:2:ffff::9")


def test_where_no_address_is_known_nobody_is_counted(settings):
    make_edition()
    settings.NEW_DRAFTS_PER_HOUR = 1
    begin(origin="")
    begin(origin="")
    assert not Beginning.objects.exists()


@pytest.mark.parametrize("address", ["192.0.2.7", "2001:db8::7", "not an address"])
def test_an_address_is_kept_as_a_keyed_hash_only(settings, address):
    make_edition()
    begin(origin=address)
    beginning = Beginning.objects.get()
    kept = beginning.origin
    assert len(kept) == 64
    assert str(beginning) == "A draft was begun on 2026-11-21 09:00"
    settings.SECRET_KEY = "another key"
    begin(origin=address)
    assert Beginning.objects.exclude(origin=kept).count() == 1


def test_beginning_forgets_where_drafts_were_begun_an_hour_ago():
    make_edition()
    begin()
    begin(origin="192.0.2.8", now=NOW + 60 * MINUTE)
    assert [beginning.begun_at for beginning in Beginning.objects.all()] == [NOW + 60 * MINUTE]


# Storing


def test_what_was_typed_is_stored_exactly_as_typed():
    draft = make_draft()
    later = NOW + timedelta(days=3)
    returned = store(draft, stage="series_z", employee_count=" about 40 \n", now=later)
    draft.refresh_from_db()
    assert draft.answers == {"stage": "series_z", "employee_count": " about 40 \n"}
    assert (returned.answers, draft.answered_at) == (draft.answers, later)


def test_storing_again_replaces_the_names_of_the_section_only():
    draft = make_draft(answers={"stage": "seed", "employee_count__unknown": "yes", "urgency": "now"})
    store(draft, employee_count="12", urgency="never", csrfmiddlewaretoken="x")
    draft.refresh_from_db()
    assert draft.answers == {"urgency": "now", "employee_count": "12"}


def test_an_identical_second_post_changes_nothing():
    draft = make_draft()
    first = store(draft, stage="seed")
    second = store(draft, stage="seed")
    assert (first.answers, first.path) == (second.answers, second.path) == ({"stage": "seed"}, ["company"])


def test_a_copy_that_another_tab_has_overtaken_loses_nothing():
    stale = make_draft()
    store(Draft.objects.get(), section="hiring", names=("urgency",), urgency="now")
    store(stale, stage="seed")
    stale.refresh_from_db()
    assert stale.answers == {"stage": "seed", "urgency": "now"}
    assert stale.path == ["hiring", "company"]


def test_sections_are_remembered_in_the_order_of_their_first_submission():
    draft = make_draft()
    for section in ("company", "hiring", "board", "hiring", "company"):
        draft = store(draft, section=section)
    assert draft.path == ["company", "hiring", "board"]


def test_a_text_is_kept_up_to_a_thousand_characters():
    draft = store(make_draft(), stage="x" * 5_000_000)
    assert draft.answers == {"stage": "x" * LONGEST_TEXT}


@given(text=st.text(st.characters(exclude_categories=[])) | st.sampled_from(["\x00", "a\ud800b", "\udfff\x00"]))
def test_any_text_whatever_can_be_stored_and_read_back(text):
    draft = store(make_draft(), stage=text)
    draft.refresh_from_db()
    expected = "".join("\ufffd" if char == "\x00" or "\ud800" <= char <= "\udfff" else char for char in text)
    assert draft.answers.get("stage", "") == expected


def test_nothing_is_stored_in_a_draft_that_has_gone_or_expired():
    gone, expired = make_draft(), make_draft(answered_at=NOW - timedelta(days=30))
    Draft.objects.filter(pk=gone.pk).delete()
    for draft in (gone, expired):
        with pytest.raises(Http404):
            store(draft, stage="seed")
    expired.refresh_from_db()
    assert expired.answers == {}


# Going


def test_a_purge_deletes_what_has_outlived_its_days_and_leaves_diagnoses():
    make_edition()
    begin()
    old = make_draft(created_at=NOW - timedelta(days=40))
    diagnosis = make_diagnosis(draft=old, now=NOW - timedelta(days=39))
    purge = purge_drafts(now=NOW + 60 * MINUTE)
    assert (purge.drafts, purge.beginnings) == (1, 1)
    diagnosis.refresh_from_db()
    assert (diagnosis.draft, Draft.objects.count(), Beginning.objects.count()) == (None, 1, 0)
    assert purge_drafts(now=NOW + 60 * MINUTE).drafts == 0


# The way back by e-mail


def send(draft, now=NOW):
    send_resume_mail(draft=draft, address=CLEO, link=LINK, by=None, now=now)


def test_the_mail_says_where_the_answers_are_and_until_when():
    send(make_draft(answers={"company_name": "Acme"}))
    (message,) = mail.outbox
    assert message.to == [CLEO]
    assert LINK in message.body
    assert "until 21 December 2026, which is 30 days after the last answer" in message.body
    assert "Acme" not in message.subject + message.body


def test_the_address_is_stored_nowhere():
    draft = make_draft()
    send(draft)
    draft.refresh_from_db()
    assert CLEO not in repr(Draft.objects.values())
    assert draft.mails_sent == 1


def test_one_draft_is_sent_so_often_and_no_more():
    draft = make_draft()
    for _ in range(MAILS_PER_DRAFT):
        send(draft)
    with pytest.raises(TooManyMailsError):
        send(draft)
    assert len(mail.outbox) == MAILS_PER_DRAFT


def test_a_mail_that_could_not_be_sent_is_not_counted(monkeypatch):
    def refuse(*args, **kwargs):
        raise ConnectionRefusedError("no mail server")

    draft = make_draft()
    monkeypatch.setattr("hireguide.diagnoses.services.mails.send_mail", refuse)
    with pytest.raises(MailNotSentError):
        send(draft)
    draft.refresh_from_db()
    assert draft.mails_sent == 0


def test_a_draft_that_has_expired_is_not_sent():
    draft = make_draft()
    with pytest.raises(Http404):
        send(draft, now=NOW + timedelta(days=30))
    assert mail.outbox == []

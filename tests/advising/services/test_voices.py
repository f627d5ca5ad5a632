from datetime import timedelta

import pytest
from django.utils import timezone

from hireguide.advising.models import Respondent, Round
from hireguide.advising.services import voices
from hireguide.advising.services.respondents import begin, hand_in
from hireguide.diagnoses.models import Draft
from hireguide.diagnoses.services import NoEditionError
from hireguide.profiles.forms import check_answers
from hireguide.web.keys import token_hash
from hireguide.workspaces.models import Activity
from tests.advising.asked import FAY, GUS, ask
from tests.factories import NOW, make_client, make_edition, make_member, make_workspace

pytestmark = pytest.mark.django_db


def owner(round_):
    return round_.client.workspace.memberships.get().user


def lines():
    return [line.what for line in Activity.objects.filter(kind="voices").order_by("pk")]


def test_a_round_pins_the_edition_and_the_name_and_stores_no_token():
    opened, (fay, gus) = ask(at=NOW)
    assert (opened.edition.number, opened.company, opened.opened_by) == (1, "Acme", owner(opened))
    stored = Respondent.objects.get(name="Fay Oduya")
    assert (stored.seat, stored.email, stored.token_hash) == ("ceo", "fay@example.com", token_hash(fay.token))
    assert stored.expires_at == NOW + timedelta(days=14)
    assert fay.token != gus.token
    row = Respondent.objects.filter(pk=stored.pk).values().get()
    assert not [value for value in row.values() if fay.token in str(value)]
    make_edition(name="Another")
    assert Round.objects.get().edition.number == 1


def test_what_is_done_is_noted_and_no_token_nor_address():
    opened, (fay, _) = ask(at=NOW)
    by = owner(opened)
    voices.extend_link(fay.respondent, by=by, at=NOW)
    voices.renew_link(fay.respondent, by=by, at=NOW)
    voices.revoke_link(fay.respondent, by=by, at=NOW)
    voices.close_round(opened, by=by, at=NOW)
    voices.reopen_round(opened, by=by, at=NOW)
    assert lines() == [
        "opened a round of questions about Acme",
        "asked Fay Oduya about Acme",
        "asked Gus Lind about Acme",
        "extended the link of Fay Oduya",
        "made a new link for Fay Oduya",
        "took back the link of Fay Oduya",
        "closed the questions about Acme",
        "reopened the questions about Acme",
    ]


def test_without_an_edition_nobody_is_asked():
    workspace = make_workspace()
    with pytest.raises(NoEditionError):
        voices.open_round(make_client(workspace), [FAY], by=workspace.memberships.get().user, at=NOW)


def test_more_people_are_asked_later_up_to_a_limit():
    opened, _ = ask(at=NOW)
    later = NOW + timedelta(hours=1)
    [link] = voices.ask_more(opened, [GUS], by=owner(opened), at=later)
    assert link.respondent.round == opened
    with pytest.raises(voices.TooManyAskedError):
        voices.ask_more(opened, [FAY] * voices.MOST_ASKED, by=owner(opened), at=later)
    assert opened.respondents.count() == 3


def test_a_new_link_ends_the_old_one_and_starts_from_what_was_handed_in():
    opened, (fay, _) = ask(at=NOW)
    draft = begin(fay.respondent, now=NOW)
    draft.answers |= {"stage": "seed"}
    draft.save()
    hand_in(fay.respondent, draft, check_answers(draft.answers), now=NOW)
    draft.answers |= {"delivery_pain": "high"}
    draft.save()
    later = NOW + timedelta(days=1)
    voices.revoke_link(fay.respondent, by=owner(opened), at=NOW)
    link = voices.renew_link(fay.respondent, by=owner(opened), at=later)
    assert not Draft.objects.exists()
    stored = Respondent.objects.get(pk=fay.respondent.pk)
    assert stored.token_hash == link.respondent.token_hash == token_hash(link.token) != token_hash(fay.token)
    assert stored.expires_at == later + timedelta(days=14)
    assert stored.is_open(later)
    again = begin(link.respondent, now=later)
    assert again.answers == {"company_name": "Acme", "stage": "seed"}
    assert again.key_hash == stored.token_hash


def test_what_is_done_to_a_link_is_done_to_it_as_it_is_now():
    opened, (fay, _) = ask(at=NOW)
    by, read_before = owner(opened), Respondent.objects.get(pk=fay.respondent.pk)
    renewed = voices.renew_link(fay.respondent, by=by, at=NOW)
    assert voices.extend_link(read_before, by=by, at=NOW + timedelta(days=1))
    stored = Respondent.objects.get(pk=fay.respondent.pk)
    assert stored.token_hash == token_hash(renewed.token)
    assert stored.expires_at == NOW + timedelta(days=15)
    voices.revoke_link(stored, by=by, at=NOW)
    assert not voices.extend_link(read_before, by=by, at=NOW + timedelta(days=2))
    stored.refresh_from_db()
    assert (stored.revoked_at, stored.expires_at) == (NOW, NOW + timedelta(days=15))


def test_the_same_people_asked_twice_within_a_minute_are_asked_once():
    opened, _ = ask(at=NOW)
    by = owner(opened)
    again, links = voices.open_round(opened.client, [GUS, FAY], by=by, at=NOW + timedelta(seconds=59))
    assert (again, links) == (opened, [])
    assert voices.ask_more(opened, [GUS], by=by, at=NOW + timedelta(seconds=59)) == []
    assert Respondent.objects.count() == 2
    emil = make_member(opened.client.workspace)
    for asked, who, when in (([FAY], by, 0), ([FAY, GUS], emil, 0), ([FAY, GUS], by, 61)):
        _, links = voices.open_round(opened.client, asked, by=who, at=NOW + timedelta(seconds=when))
        assert len(links) == len(asked)
    assert Round.objects.count() == 4


def test_a_link_taken_back_opens_nothing_at_once_and_is_not_extended():
    opened, (fay, _) = ask(at=NOW)
    draft = begin(fay.respondent, now=NOW)
    voices.revoke_link(fay.respondent, by=owner(opened), at=NOW)
    revoked = Respondent.objects.get(pk=fay.respondent.pk)
    voices.extend_link(revoked, by=owner(opened), at=NOW)
    voices.revoke_link(revoked, by=owner(opened), at=NOW + timedelta(days=1))
    revoked.refresh_from_db()
    draft.refresh_from_db()
    assert (revoked.revoked_at, draft.key_until) == (NOW, NOW)
    assert not revoked.is_open(NOW)


def test_a_link_is_extended_with_its_draft():
    opened, (fay, _) = ask(at=NOW)
    draft = begin(fay.respondent, now=NOW)
    voices.extend_link(fay.respondent, by=owner(opened), at=NOW + timedelta(days=10))
    draft.refresh_from_db()
    assert draft.key_until == NOW + timedelta(days=24)


def test_closing_ends_all_answering_and_reopening_lets_those_back_who_were_not_taken_out():
    opened, (fay, gus) = ask(at=NOW)
    fays, guss = begin(fay.respondent, now=NOW), begin(gus.respondent, now=NOW)
    later = NOW + timedelta(days=1)
    voices.revoke_link(gus.respondent, by=owner(opened), at=NOW)
    voices.close_round(opened, by=owner(opened), at=later)
    voices.close_round(opened, by=owner(opened), at=later + timedelta(days=1))
    opened.refresh_from_db()
    assert opened.closed_at == later
    assert [draft.key_until for draft in Draft.objects.order_by("pk")] == [later, later]
    voices.reopen_round(opened, by=owner(opened), at=later)
    voices.reopen_round(opened, by=owner(opened), at=later)
    fays.refresh_from_db()
    guss.refresh_from_db()
    assert (fays.key_until, guss.key_until) == (fay.respondent.expires_at, later)
    assert lines()[-2:] == ["closed the questions about Acme", "reopened the questions about Acme"]


def test_in_a_closed_round_nobody_gets_a_link():
    opened, (fay, _) = ask(at=timezone.now())
    voices.close_round(opened, by=owner(opened), at=timezone.now())
    for write in (voices.renew_link, voices.extend_link):
        with pytest.raises(voices.RoundIsClosedError):
            write(fay.respondent, by=owner(opened), at=timezone.now())
    with pytest.raises(voices.RoundIsClosedError):
        voices.ask_more(opened, [GUS], by=owner(opened), at=timezone.now())

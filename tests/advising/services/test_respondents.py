from datetime import timedelta

import pytest

from hireguide.advising.models import Respondent
from hireguide.advising.services import voices
from hireguide.advising.services.respondents import LinkHasEndedError, begin, hand_in
from hireguide.diagnoses.models import Draft
from hireguide.profiles.forms import check_answers
from hireguide.workspaces.models import Activity
from tests.advising.asked import ANSWERS, ask
from tests.factories import NOW

pytestmark = pytest.mark.django_db


def give(person, answers, now=NOW):
    """Hand in these raw answers for somebody."""
    draft = begin(person, now=now)
    draft.answers |= answers
    draft.save()
    hand_in(person, draft, check_answers(draft.answers), now=now)
    return draft


def test_a_draft_is_begun_once_with_the_companys_name_and_opens_by_the_key_alone():
    opened, (fay, gus) = ask(at=NOW)
    draft = begin(fay.respondent, now=NOW)
    assert begin(fay.respondent, now=NOW) == draft
    assert begin(gus.respondent, now=NOW) != draft
    assert draft.answers == {"company_name": "Acme"}
    assert (draft.edition, draft.client) == (opened.edition, opened.client)
    assert (draft.key_hash, draft.key_until) == (fay.respondent.token_hash, fay.respondent.expires_at)


def test_a_name_that_a_profile_cannot_hold_is_left_out():
    _, (fay, _) = ask(at=NOW, company="Ac\x01me")
    assert begin(fay.respondent, now=NOW).answers == {}


def test_what_is_handed_in_is_stored_typed_and_as_typed_and_outlives_the_draft():
    _, (fay, _) = ask(at=NOW)
    give(fay.respondent, ANSWERS | {"urgency": "unknown", "delivery_owner": "no"})
    Draft.objects.all().delete()
    kept = Respondent.objects.get(name="Fay Oduya")
    assert kept.facts == {
        "stage": "seed",
        "employee_count": 30,
        "engineer_count": 12,
        "engineers_next_year": 20,
        "delivery_owner": False,
    }
    assert (kept.dont_know, kept.handed_in_at, kept.draft) == (["urgency"], NOW, None)
    assert kept.answers["engineer_count"] == "12"


def test_answers_are_changed_and_handed_in_again():
    _, (fay, _) = ask(at=NOW)
    give(fay.respondent, ANSWERS)
    give(fay.respondent, {"stage": "series_a"}, now=NOW + timedelta(days=1))
    kept = Respondent.objects.get(name="Fay Oduya")
    assert (kept.facts["stage"], kept.handed_in_at) == ("series_a", NOW + timedelta(days=1))
    lines = [line.what for line in Activity.objects.filter(kind="voices", who=None).order_by("pk")]
    assert lines == ["handed in answers about Acme: Fay Oduya", "handed in answers again about Acme: Fay Oduya"]


def test_the_same_handed_in_twice_is_handed_in_once():
    _, (fay, _) = ask(at=NOW)
    for minutes in range(2):
        give(fay.respondent, ANSWERS, now=NOW + timedelta(minutes=minutes))
    assert Respondent.objects.get(name="Fay Oduya").handed_in_at == NOW
    assert Activity.objects.filter(kind="voices", who=None).count() == 1


def test_once_a_draft_has_died_the_next_begins_with_what_was_handed_in():
    _, (fay, _) = ask(at=NOW)
    first = give(fay.respondent, ANSWERS)
    later = NOW + timedelta(days=31)
    Respondent.objects.update(expires_at=later + timedelta(days=1))
    second = begin(fay.respondent, now=later)
    assert second != first
    assert second.answers == {"company_name": "Acme"} | ANSWERS


@pytest.mark.parametrize("how", ["expired", "revoked", "closed"])
def test_by_a_link_that_has_ended_nothing_is_begun_or_handed_in(how):
    opened, (fay, _) = ask(at=NOW)
    draft, now, by = begin(fay.respondent, now=NOW), NOW + timedelta(days=1), opened.opened_by
    if how == "expired":
        now += timedelta(days=14)
    elif how == "revoked":
        voices.revoke_link(fay.respondent, by=by, at=NOW)
    else:
        voices.close_round(opened, by=by, at=NOW)
    with pytest.raises(LinkHasEndedError):
        begin(fay.respondent, now=now)
    with pytest.raises(LinkHasEndedError):
        hand_in(fay.respondent, draft, check_answers({}), now=now)
    assert Respondent.objects.get(name="Fay Oduya").handed_in_at is None


def test_what_is_under_way_by_a_link_that_was_replaced_is_not_handed_in_nor_begun():
    opened, (fay, _) = ask(at=NOW)
    draft = begin(fay.respondent, now=NOW)
    voices.renew_link(fay.respondent, by=opened.opened_by, at=NOW)
    replaced = Respondent.objects.get(pk=fay.respondent.pk)
    with pytest.raises(LinkHasEndedError):
        hand_in(replaced, draft, check_answers(ANSWERS), now=NOW)
    replaced.token_hash = draft.key_hash
    with pytest.raises(LinkHasEndedError):
        begin(replaced, now=NOW)
    assert not Draft.objects.exists()
    assert Respondent.objects.get(pk=fay.respondent.pk).handed_in_at is None

"""What the services promise when two requests come in the same moment: each in a thread and transaction of its own."""

from functools import partial

import pytest

from hireguide.diagnoses.models import Diagnosis
from hireguide.diagnoses.selectors import judge_under
from hireguide.diagnoses.services import (
    MAILS_PER_DRAFT,
    TooManyMailsError,
    claim_diagnosis,
    judge_again,
    keep_what_if,
    send_resume_mail,
    store_answers,
)
from hireguide.profiles.models import CompanyProfile
from hireguide.rules import CATALOGUE, SECTIONS
from tests.factories import CLEO, NOW, make_diagnosis, make_draft, make_edition, make_profile, make_user
from tests.threads import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_tabs_that_store_different_sections_lose_nothing():
    draft = make_draft()

    def tab(section):
        names = [field.name for field in CATALOGUE if field.section == section]
        return lambda: store_answers(
            draft=draft, section=section, names=names, posted=dict.fromkeys(names, section), by=None, now=NOW
        )

    outcomes = at_once(*map(tab, SECTIONS))
    draft.refresh_from_db()
    assert [error for error in outcomes if isinstance(error, Exception)] == []
    assert draft.answers == {field.name: field.section for field in CATALOGUE}
    assert sorted(draft.path) == sorted(SECTIONS)


def test_a_double_click_on_keep_leaves_one_diagnosis_and_one_profile():
    draft = make_draft()
    kept = at_once(*[lambda: make_diagnosis(draft=draft)] * 4)
    assert set(kept) == {Diagnosis.objects.get()}
    assert CompanyProfile.objects.count() == 1


def test_a_double_click_on_keep_leaves_one_what_if_of_a_draft_and_one_of_a_diagnosis():
    company, calm = make_profile(), make_profile(delivery_pain="none", engineer_count=5)
    draft, diagnosis = make_draft(), make_diagnosis(profile=company)
    own = judge_under(draft.edition, company)
    clicks = [
        partial(keep_what_if, of=of, own_result=own, profile=calm, dont_know=(), now=NOW)
        for of in (draft, diagnosis)
        for _ in range(3)
    ]
    kept = at_once(*clicks)
    assert set(kept) == set(Diagnosis.objects.exclude(pk=diagnosis.pk))
    assert len(set(kept)) == 2


def test_a_double_click_on_judging_again_leaves_one_diagnosis():
    kept = make_diagnosis()
    edition = make_edition(name="Newer")
    again = at_once(*[partial(judge_again, kept, edition=edition, now=NOW)] * 4)
    assert set(again) == {Diagnosis.objects.get(again_of=kept)}
    assert CompanyProfile.objects.count() == 2


def test_two_judgements_of_the_same_answers_claimed_at_once_are_one_persons():
    kept = make_diagnosis()
    again = judge_again(kept, edition=make_edition(name="Newer"), now=NOW)
    claims = zip((kept, again) * 2, [make_user(), make_user(CLEO)] * 2, strict=True)
    claimed = at_once(*[partial(claim_diagnosis, one, owner=owner) for one, owner in claims])
    assert {type(outcome) for outcome in claimed} == {Diagnosis}
    owners = set(Diagnosis.objects.values_list("owner", flat=True))
    assert len(owners) == 1
    assert owners != {None}


def test_no_more_mails_are_sent_than_one_draft_may_send(mailoutbox):
    draft = make_draft()
    outcomes = at_once(*[lambda: send_resume_mail(draft=draft, address=CLEO, link="https://x/", by=None, now=NOW)] * 6)
    assert len(mailoutbox) == MAILS_PER_DRAFT
    assert [type(outcome) for outcome in outcomes].count(TooManyMailsError) == 6 - MAILS_PER_DRAFT

from datetime import timedelta

import pytest
from django.http import Http404

from hireguide.diagnoses.models import Diagnosis
from hireguide.diagnoses.selectors import judge_under, kept_diagnoses, other_judgements
from hireguide.diagnoses.services import (
    WhatIfIsNoCompanyError,
    delete_diagnosis,
    judge_again,
    keep_diagnosis,
    keep_what_if,
)
from hireguide.rules import ImpossibleProfile
from tests.factories import NOW, make_diagnosis, make_draft, make_edition, make_profile, when

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(days=30)
REFUSING = [
    {"key": "no_such", "verdict": "impossible", "when": when("engineer_count", "at_least", 10)}
    | {"because": "Nobody has ten engineers.", "sources": ["ours"]}
]


def newer(name="Newer", **parts):
    return make_edition(name=name, at=LATER, **{"bands": {"execution": [4, 20], "strategy": [4, 8]}} | parts)


def test_judging_again_keeps_a_new_diagnosis_and_leaves_the_old_one_as_it_is():
    kept = make_diagnosis(dont_know=["urgency"])
    edition, before = newer(), kept.result
    again = judge_again(kept, edition=edition, now=LATER)
    kept.refresh_from_db()
    assert (kept.result, kept.edition.number, kept.again_of) == (before, 1, None)
    assert (again.edition, again.again_of, again.made_at) == (edition, kept, LATER)
    assert (again.draft, again.dont_know) == (None, ["urgency"])
    assert again.result["profile"] == kept.result["profile"]
    assert again.profile != kept.profile
    assert again.result["gaps"]["execution"]["band"] == "some"
    assert set(kept_diagnoses()) == {kept, again}


def test_the_same_edition_twice_returns_the_one_there_is_whichever_of_them_is_asked():
    kept, edition = make_diagnosis(), newer()
    again = judge_again(kept, edition=edition, now=LATER)
    assert judge_again(kept, edition=edition, now=LATER) == again
    assert judge_again(again, edition=edition, now=LATER) == again
    assert judge_again(again, edition=kept.edition, now=LATER) == kept
    assert Diagnosis.objects.count() == 2


def test_an_edition_that_says_what_an_old_one_said_is_no_other():
    kept = make_diagnosis()
    again = judge_again(kept, edition=newer(), now=LATER)
    restored = make_edition(at=LATER)
    assert (restored.number, judge_again(again, edition=restored, now=LATER)) == (3, kept)


def test_all_that_judged_the_same_answers_know_of_each_other_the_first_first():
    kept = make_diagnosis()
    make_diagnosis()
    second = judge_again(kept, edition=newer(), now=LATER)
    third = judge_again(second, edition=newer("Newest"), now=LATER + timedelta(days=1))
    assert third.again_of == kept
    assert other_judgements(kept) == [second, third]
    assert other_judgements(third) == [kept, second]


def test_deleting_one_leaves_the_others():
    kept = make_diagnosis()
    again = judge_again(kept, edition=newer(), now=LATER)
    delete_diagnosis(kept, now=NOW)
    again.refresh_from_db()
    assert again.again_of is None
    assert other_judgements(again) == []
    with pytest.raises(Http404):
        judge_again(kept, edition=newer("Newest"), now=LATER)


def test_an_edition_that_refuses_the_answers_keeps_nothing():
    kept = make_diagnosis()
    with pytest.raises(ImpossibleProfile, match="Nobody has ten engineers"):
        judge_again(kept, edition=newer(situations=REFUSING), now=LATER)
    assert Diagnosis.objects.get() == kept


def test_a_what_if_is_not_judged_again():
    draft = make_draft()
    own = judge_under(draft.edition, make_profile())
    changed = make_profile(delivery_pain="none")
    what_if = keep_what_if(of=draft, own_result=own, profile=changed, dont_know=(), now=NOW)
    with pytest.raises(WhatIfIsNoCompanyError):
        judge_again(what_if, edition=newer(), now=LATER)


def test_answers_under_way_stay_on_the_edition_that_they_began_with():
    draft = make_draft()
    newer()
    kept = keep_diagnosis(draft=draft, profile=make_profile(), dont_know=(), now=NOW)
    assert (kept.edition.number, make_draft().edition.number) == (1, 2)

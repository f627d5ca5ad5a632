from datetime import timedelta

import pytest
from django.http import Http404

from hireguide.diagnoses.models import Diagnosis, Draft
from hireguide.diagnoses.services import delete_diagnosis, delete_draft, keep_diagnosis
from hireguide.profiles.models import CompanyProfile
from hireguide.rules import ImpossibleProfile
from tests.factories import NOW, make_diagnosis, make_draft, make_edition, make_profile

pytestmark = pytest.mark.django_db


def test_keeping_stores_the_profile_the_whole_result_and_what_is_not_known():
    make_edition()
    draft = make_draft()
    profile = make_profile(company_name="Acme", delivery_pain="high", engineer_count=20)
    diagnosis = keep_diagnosis(draft=draft, profile=profile, dont_know={"urgency", "stage"}, now=NOW)
    diagnosis.refresh_from_db()
    assert diagnosis.verdict == diagnosis.result["verdict"] == "vp_engineering_first"
    assert diagnosis.result["profile"] == {"company_name": "Acme", "engineer_count": 20, "delivery_pain": "high"}
    assert diagnosis.dont_know == ["stage", "urgency"]
    assert (diagnosis.profile.company_name, diagnosis.profile.facts()) == ("Acme", profile.facts)
    assert (diagnosis.draft, diagnosis.made_at) == (draft, NOW)


def test_a_draft_is_judged_under_the_edition_that_it_began_with():
    make_edition(name="Old")
    draft = make_draft()
    make_edition(name="New", bands={"execution": [90, 99], "strategy": [90, 99]}, examples=[])
    diagnosis = make_diagnosis(draft=draft)
    assert (diagnosis.edition.number, diagnosis.verdict) == (1, "vp_engineering_first")


def test_a_second_identical_keep_leaves_one_diagnosis():
    draft = make_draft()
    first = make_diagnosis(draft=draft)
    second = make_diagnosis(draft=draft, now=NOW + timedelta(minutes=1))
    assert (first, second.made_at) == (second, NOW)
    assert (Diagnosis.objects.count(), CompanyProfile.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    "other",
    [
        {"profile": {"engineer_count": 21, "delivery_pain": "high", "company_name": "Acme"}},
        {"profile": {"engineer_count": 20, "delivery_pain": "high", "company_name": "Acme Ltd"}},
        {"dont_know": ["urgency"]},
    ],
)
def test_other_answers_of_the_same_draft_are_kept_beside_the_first(other):
    draft = make_draft()
    make_diagnosis(draft=draft)
    profile = make_profile(**other["profile"]) if "profile" in other else None
    make_diagnosis(draft=draft, profile=profile, dont_know=other.get("dont_know", ()))
    assert Diagnosis.objects.count() == 2


def test_answers_that_cannot_be_true_together_are_not_kept():
    with pytest.raises(ImpossibleProfile):
        make_diagnosis(profile=make_profile(delivery_pain="high", engineer_count=0))
    assert (Diagnosis.objects.count(), CompanyProfile.objects.count()) == (0, 0)


def test_a_draft_that_has_gone_keeps_nothing():
    draft = make_draft()
    Draft.objects.all().delete()
    with pytest.raises(Http404):
        make_diagnosis(draft=draft)


def test_deleting_a_draft_leaves_its_diagnosis():
    diagnosis = make_diagnosis()
    delete_draft(diagnosis.draft, by=None, now=NOW)
    diagnosis.refresh_from_db()
    assert diagnosis.draft is None


def test_deleting_a_diagnosis_deletes_its_profile_and_leaves_the_draft():
    kept, other = make_diagnosis(), make_diagnosis()
    delete_diagnosis(kept, now=NOW)
    assert Diagnosis.objects.get() == other
    assert CompanyProfile.objects.get() == other.profile
    assert Draft.objects.count() == 2

from datetime import timedelta

import pytest
from django.http import Http404

from hireguide.diagnoses import services
from hireguide.diagnoses.models import Diagnosis, Draft
from hireguide.diagnoses.selectors import judge_under, kept_diagnoses
from hireguide.diagnoses.services import TooManyWhatIfsError, delete_diagnosis, keep_diagnosis, keep_what_if
from hireguide.profiles.models import CompanyProfile
from hireguide.rules import ImpossibleProfile
from tests.factories import NOW, make_diagnosis, make_draft, make_profile

pytestmark = pytest.mark.django_db

OWN = {"company_name": "Acme", "delivery_pain": "high", "engineer_count": 20}
CALM = OWN | {"delivery_pain": "none", "engineer_count": 5}


def keep(of, answers=None, *, own=None, dont_know=(), now=NOW):
    own_result = judge_under(of.edition, make_profile(**own or OWN))
    return keep_what_if(
        of=of, own_result=own_result, profile=make_profile(**answers or CALM), dont_know=dont_know, now=now
    )


@pytest.fixture(params=["draft", "diagnosis"])
def origin(request):
    return make_draft() if request.param == "draft" else make_diagnosis()


def test_a_what_if_is_kept_whole_and_marked(origin):
    kept = keep(origin)
    kept.refresh_from_db()
    assert kept.is_what_if
    assert (kept.verdict, kept.own_result["verdict"]) == ("neither_yet", "vp_engineering_first")
    assert {"flips", "firmness"} <= set(kept.result)
    assert kept.profile.facts() == {"delivery_pain": "none", "engineer_count": 5}
    assert (kept.draft or kept.what_if_of) == origin


def test_a_second_identical_keep_leaves_one_what_if(origin):
    first, second = keep(origin), keep(origin, now=NOW + timedelta(minutes=1))
    assert (first, second.made_at) == (second, NOW)
    assert Diagnosis.objects.filter(own_result__isnull=False).count() == 1


def test_the_same_answers_from_others_of_the_companys_are_another_what_if(origin):
    assert keep(origin) != keep(origin, own=OWN | {"engineer_count": 21})


def test_a_what_if_is_never_taken_for_the_companys_own_diagnosis():
    draft = make_draft()
    what_if = keep(draft)
    own = keep_diagnosis(draft=draft, profile=make_profile(**CALM), dont_know=(), now=NOW)
    assert own != what_if
    assert not own.is_what_if
    assert keep(draft) == what_if


def test_what_lists_counts_and_replays_leaves_what_ifs_out():
    own = make_diagnosis()
    keep(own)
    keep(make_draft())
    assert list(kept_diagnoses()) == [own]
    assert list(Diagnosis.objects.of_companies()) == [own]
    assert Diagnosis.objects.count() == 3


def test_answers_that_cannot_be_true_together_are_not_kept(origin):
    before = CompanyProfile.objects.count()
    with pytest.raises(ImpossibleProfile):
        keep(origin, OWN | {"engineer_count": 0})
    assert CompanyProfile.objects.count() == before


def test_there_is_an_end_to_keeping(origin, monkeypatch):
    monkeypatch.setattr(services.diagnoses, "MOST_WHAT_IFS", 1)
    first = keep(origin)
    with pytest.raises(TooManyWhatIfsError):
        keep(origin, CALM | {"engineer_count": 6})
    assert keep(origin) == first


def test_what_has_gone_keeps_no_what_if():
    draft, diagnosis = make_draft(), make_diagnosis()
    Draft.objects.filter(pk=draft.pk).delete()
    Diagnosis.objects.filter(pk=diagnosis.pk).delete()
    for gone in (draft, diagnosis):
        with pytest.raises(Http404):
            keep(gone)


def test_deleting_the_original_leaves_the_what_if_with_what_it_was_made_from():
    own = make_diagnosis()
    what_if = keep(own)
    delete_diagnosis(own, now=NOW)
    what_if.refresh_from_db()
    assert what_if.what_if_of is None
    assert what_if.is_what_if
    assert what_if.own_result["title"] == "Title of vp_engineering_first"


def test_two_what_ifs_of_the_same_may_lose_their_original():
    own, other = make_diagnosis(), make_diagnosis()
    what_ifs = [keep(own), keep(other)]
    delete_diagnosis(own, now=NOW)
    delete_diagnosis(other, now=NOW)
    assert Diagnosis.objects.filter(what_if_of=None).count() == len(what_ifs)


def test_a_what_if_says_so_in_its_name():
    assert str(keep(make_draft())) == "What-if of 2026-11-21: neither_yet"

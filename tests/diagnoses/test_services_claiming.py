"""Claiming: what goes along with a diagnosis, a what-if or a draft, and what stays nobody's."""

import pytest

from hireguide.diagnoses.models import Diagnosis, Draft
from hireguide.diagnoses.selectors import judge_under
from hireguide.diagnoses.services import claim_diagnosis, claim_draft, judge_again, keep_what_if
from tests.factories import EMIL, NOW, make_diagnosis, make_edition, make_profile, make_user

pytestmark = pytest.mark.django_db

COMPANY = {"delivery_pain": "high", "engineer_count": 20}


@pytest.fixture
def kept():
    return make_diagnosis(profile=make_profile(**COMPANY))


def what_if(of, engineers):
    own = judge_under(of.edition, make_profile(**COMPANY))
    calm = make_profile(delivery_pain="none", engineer_count=engineers)
    return keep_what_if(of=of, own_result=own, profile=calm, dont_know=(), now=NOW)


def owned_by(user):
    return set(Diagnosis.objects.filter(owner=user))


def test_a_diagnosis_takes_its_other_judgements_and_its_what_ifs_and_never_the_draft(kept):
    again = judge_again(kept, edition=make_edition(name="Newer"), now=NOW)
    of_it, of_again, of_the_draft = what_if(kept, 5), what_if(again, 5), what_if(kept.draft, 6)
    other = make_diagnosis(draft=kept.draft, profile=make_profile(delivery_pain="none"))
    ben = make_user()
    claim_diagnosis(again, owner=ben)
    assert owned_by(ben) == {kept, again, of_it, of_again}
    assert Draft.objects.get().owner is None
    assert owned_by(None) == {of_the_draft, other}


def test_a_what_if_is_claimed_alone(kept):
    one, other = what_if(kept, 5), what_if(kept.draft, 6)
    ben = make_user()
    for each in (one, other):
        claim_diagnosis(each, owner=ben)
    assert owned_by(ben) == {one, other}
    assert owned_by(None) == {kept}
    assert Draft.objects.get().owner is None


def test_a_draft_takes_along_all_that_was_made_of_it(kept):
    again = judge_again(kept, edition=make_edition(name="Newer"), now=NOW)
    of_it, of_the_draft = what_if(again, 5), what_if(kept.draft, 6)
    ben = make_user()
    claim_draft(kept.draft, owner=ben, now=NOW)
    assert Draft.objects.get().owner == ben
    assert owned_by(ben) == {kept, again, of_it, of_the_draft}


def test_what_is_anothers_already_stays_theirs(kept):
    emil, ben = make_user(EMIL), make_user()
    claim_diagnosis(kept, owner=emil)
    claim_draft(kept.draft, owner=ben, now=NOW)
    claim_diagnosis(kept, owner=ben)
    assert owned_by(emil) == {kept}
    assert Draft.objects.get().owner == ben


def test_whoever_has_the_draft_keeps_the_same_answers_again_after_somebody_claimed_what_was_kept(kept):
    draft = kept.draft
    shared = what_if(draft, 6)
    for each in (kept, shared):
        claim_diagnosis(each, owner=make_user(each.public_id + "@example.com"))
    again = make_diagnosis(draft=draft, profile=make_profile(**COMPANY))
    assert again != kept
    assert again.owner is None
    assert what_if(draft, 6) != shared


def test_a_what_if_of_a_diagnosis_is_kept_again_after_somebody_claimed_the_one_that_was(kept):
    shared = what_if(kept, 5)
    claim_diagnosis(shared, owner=make_user())
    assert what_if(kept, 5) != shared

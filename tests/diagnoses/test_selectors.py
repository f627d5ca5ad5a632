from datetime import timedelta

import pytest
from django.http import Http404

from hireguide.diagnoses.selectors import diagnose_under, expired_drafts, get_diagnosis, get_draft
from hireguide.rules import ImpossibleProfile
from hireguide.workspaces.selectors import ANYBODY
from tests.factories import NOW, make_diagnosis, make_draft, make_edition, make_profile

pytestmark = pytest.mark.django_db


def test_a_draft_is_found_at_its_address():
    draft = make_draft()
    assert get_draft(draft.public_id, viewer=ANYBODY, now=NOW) == draft


def test_nothing_is_found_at_another_address():
    make_draft()
    for wrong in ("nowhere", "", "x" * 10_000, "’"):
        with pytest.raises(Http404):
            get_draft(wrong, viewer=ANYBODY, now=NOW)
        with pytest.raises(Http404):
            get_diagnosis(wrong, viewer=ANYBODY)


def test_a_draft_lives_for_thirty_days_after_its_last_answer_and_not_a_second_longer():
    draft = make_draft(created_at=NOW - timedelta(days=90), answered_at=NOW - timedelta(days=30, seconds=-1))
    assert get_draft(draft.public_id, viewer=ANYBODY, now=NOW) == draft
    assert not expired_drafts(now=NOW).exists()
    with pytest.raises(Http404, match="expired"):
        get_draft(draft.public_id, viewer=ANYBODY, now=NOW + timedelta(seconds=1))
    assert expired_drafts(now=NOW + timedelta(seconds=1)).exists()


def test_a_draft_comes_with_its_edition_in_one_query(django_assert_num_queries):
    draft = make_draft()
    with django_assert_num_queries(1):
        assert get_draft(draft.public_id, viewer=ANYBODY, now=NOW).edition.number == 1


def test_a_diagnosis_comes_with_its_edition_and_profile_in_one_query(django_assert_num_queries):
    diagnosis = make_diagnosis()
    with django_assert_num_queries(1):
        found = get_diagnosis(diagnosis.public_id, viewer=ANYBODY)
        assert (found.edition.number, found.profile.company_name) == (1, "Acme")


def test_a_diagnosis_has_the_answers_in_order_the_edition_and_the_verdict():
    edition = make_edition()
    result = diagnose_under(edition, make_profile(engineer_count=20, delivery_pain="high", company_name="Acme"))
    assert list(result["profile"].items()) == [
        ("company_name", "Acme"),
        ("engineer_count", 20),
        ("delivery_pain", "high"),
    ]
    assert (result["edition"], result["digest"]) == (1, edition.digest)
    assert (result["verdict"], result["title"]) == ("vp_engineering_first", "Title of vp_engineering_first")
    assert result["gaps"]["execution"]["points"] == 9


def test_a_company_without_a_name_has_none_in_its_profile():
    result = diagnose_under(make_edition(), make_profile(delivery_pain="high"))
    assert result["profile"] == {"delivery_pain": "high"}


def test_answers_that_cannot_be_true_together_are_refused_with_the_sentence():
    with pytest.raises(ImpossibleProfile, match="With no engineers"):
        diagnose_under(make_edition(), make_profile(delivery_pain="high", engineer_count=0))

from datetime import timedelta

import pytest
from django.http import Http404

from hireguide.diagnoses.models import Override
from hireguide.diagnoses.selectors import waiting_overrides
from hireguide.diagnoses.services import (
    ReviewedAlreadyError,
    SameVerdictError,
    delete_diagnosis,
    override_diagnosis,
    review_override,
)
from tests.factories import ADA, BEN, NOW, make_diagnosis, make_user

pytestmark = pytest.mark.django_db


def test_an_override_stands_beside_the_rules_verdict_and_leaves_it_alone():
    diagnosis = make_diagnosis()
    ben = make_user(BEN)
    override = override_diagnosis(diagnosis, verdict="pairing", reason="The board wants both.", by=ben, now=NOW)
    diagnosis.refresh_from_db()
    assert (override.verdict, diagnosis.verdict) == ("pairing", "vp_engineering_first")
    assert (override.by, override.at, override.reason) == (ben, NOW, "The board wants both.")


def test_an_override_says_otherwise_than_the_rules():
    with pytest.raises(SameVerdictError):
        override_diagnosis(make_diagnosis(), verdict="vp_engineering_first", reason="", by=None, now=NOW)
    assert not waiting_overrides().exists()


def test_an_override_waits_until_somebody_who_edits_the_rules_has_looked_at_it():
    override = override_diagnosis(make_diagnosis(), verdict="pairing", reason="So.", by=None, now=NOW)
    assert list(waiting_overrides()) == [override]
    ada = make_user(ADA)
    review_override(override, review="The rule stays.", by=ada, now=NOW + timedelta(days=1))
    assert not waiting_overrides().exists()
    override.refresh_from_db()
    assert (override.reviewed_by, override.reviewed_at) == (ada, NOW + timedelta(days=1))
    assert (override.review, override.reason) == ("The rule stays.", "So.")


def test_what_came_of_an_override_is_said_once():
    override = override_diagnosis(make_diagnosis(), verdict="pairing", reason="So.", by=None, now=NOW)
    read_before = Override.objects.get(pk=override.pk)
    review_override(override, review="The rule stays.", by=make_user(ADA), now=NOW)
    with pytest.raises(ReviewedAlreadyError, match=ADA):
        review_override(read_before, review="It was changed.", by=make_user(BEN), now=NOW)
    assert Override.objects.get().review == "The rule stays."


def test_deleting_a_diagnosis_deletes_what_was_said_of_it():
    diagnosis = make_diagnosis()
    override_diagnosis(diagnosis, verdict="pairing", reason="So.", by=None, now=NOW)
    said = waiting_overrides().get()
    delete_diagnosis(diagnosis, now=NOW)
    assert not waiting_overrides().exists()
    with pytest.raises(Http404):
        review_override(said, review="Too late.", by=None, now=NOW)

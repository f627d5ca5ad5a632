from datetime import timedelta

import pytest

from hireguide.diagnoses.selectors import waiting_overrides
from hireguide.diagnoses.services import SameVerdictError, delete_diagnosis, override_diagnosis, review_override
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


def test_deleting_a_diagnosis_deletes_what_was_said_of_it():
    diagnosis = make_diagnosis()
    override_diagnosis(diagnosis, verdict="pairing", reason="So.", by=None, now=NOW)
    delete_diagnosis(diagnosis)
    assert not waiting_overrides().exists()

from datetime import date, timedelta

import pytest

from hireguide.diagnoses.models import Override, OverrideTrace
from hireguide.diagnoses.selectors import waiting_overrides
from hireguide.diagnoses.services import (
    ReviewedAlreadyError,
    SameVerdictError,
    delete_diagnosis,
    override_diagnosis,
    review_override,
)
from tests.factories import ADA, BEN, NOW, make_diagnosis, make_profile, make_user

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
    assert list(waiting_overrides()) == [override.trace]
    ada = make_user(ADA)
    assert review_override(override.trace, review="The rule stays.", by=ada, now=NOW + timedelta(days=1)) == override
    assert not waiting_overrides().exists()
    override.refresh_from_db()
    assert (override.reviewed_by, override.trace.reviewed_on) == (ada, date(2026, 11, 22))
    assert (override.review, override.reason) == ("The rule stays.", "So.")


def test_what_came_of_an_override_is_said_once():
    override = override_diagnosis(make_diagnosis(), verdict="pairing", reason="So.", by=None, now=NOW)
    read_before = OverrideTrace.objects.get()
    review_override(override.trace, review="The rule stays.", by=make_user(ADA), now=NOW)
    with pytest.raises(ReviewedAlreadyError, match=ADA):
        review_override(read_before, review="It was changed.", by=make_user(BEN), now=NOW)
    assert Override.objects.get().review == "The rule stays."


@pytest.mark.parametrize(
    ("answers", "decided"), [({}, "cell:large,none"), ({"employee_count": 2}, "situation:too_small")]
)
def test_what_stays_is_the_day_both_verdicts_the_edition_and_what_decided(answers, decided):
    diagnosis = make_diagnosis(profile=make_profile(**answers))
    override_diagnosis(diagnosis, verdict="pairing", reason="So.", by=make_user(BEN), now=NOW)
    trace = OverrideTrace.objects.get()
    assert (trace.edition, trace.decided, trace.day) == (diagnosis.edition, decided, date(2026, 11, 21))
    assert (trace.rules_verdict, trace.verdict, trace.reviewed_on) == (diagnosis.verdict, "pairing", None)


def test_the_same_said_twice_leaves_one_trace():
    diagnosis = make_diagnosis()
    for _ in range(2):
        override_diagnosis(diagnosis, verdict="pairing", reason="So.", by=None, now=NOW)
    assert (Override.objects.count(), OverrideTrace.objects.count()) == (1, 1)


def test_deleting_a_diagnosis_deletes_what_was_said_of_it_and_that_it_was_said_still_waits():
    diagnosis = make_diagnosis()
    trace = override_diagnosis(diagnosis, verdict="pairing", reason="So.", by=None, now=NOW).trace
    delete_diagnosis(diagnosis, now=NOW)
    assert not Override.objects.exists()
    assert waiting_overrides().get() == trace
    assert waiting_overrides().get().said is None


def test_what_stays_is_marked_as_looked_at_once_and_nothing_is_written_of_it():
    diagnosis = make_diagnosis()
    trace = override_diagnosis(diagnosis, verdict="pairing", reason="So.", by=None, now=NOW).trace
    delete_diagnosis(diagnosis, now=NOW)
    assert review_override(trace, review="Too late.", by=make_user(ADA), now=NOW) is None
    assert not waiting_overrides().exists()
    with pytest.raises(ReviewedAlreadyError, match="Somebody has looked at it already"):
        review_override(trace, review="Too late.", by=None, now=NOW)


def test_what_was_looked_at_stays_so_without_what_was_written_of_it():
    diagnosis = make_diagnosis()
    trace = override_diagnosis(diagnosis, verdict="pairing", reason="So.", by=None, now=NOW).trace
    review_override(trace, review="The rule stays.", by=make_user(ADA), now=NOW)
    delete_diagnosis(diagnosis, now=NOW + timedelta(days=1))
    assert OverrideTrace.objects.values_list("reviewed_on").get() == (date(2026, 11, 21),)

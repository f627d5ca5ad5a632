from datetime import UTC, datetime, timedelta

import pytest

from hireguide.diagnoses.models import Draft
from hireguide.editing.selectors.dashboard import WEEKS, Blank, diagnoses_by_week, habits
from tests.factories import make_diagnosis, make_draft, make_edition, make_profile

pytestmark = pytest.mark.django_db

WEDNESDAY = datetime(2026, 11, 18, 15, 0, tzinfo=UTC)


def counts(weeks):
    return [sum(week.counts.values()) for week in weeks]


def test_without_diagnoses_every_week_counts_none():
    weeks = diagnoses_by_week(now=WEDNESDAY)
    assert len(weeks) == WEEKS
    assert counts(weeks) == [0] * WEEKS
    assert weeks[-1].monday.isoformat() == "2026-11-16"


def test_diagnoses_are_counted_in_the_week_they_were_kept_in_by_verdict():
    make_edition()
    for days in (0, 1, 2, 3, 9):
        make_diagnosis(now=WEDNESDAY - timedelta(days=days))
    weeks = diagnoses_by_week(now=WEDNESDAY)
    assert counts(weeks)[-3:] == [0, 2, 3]
    assert weeks[-1].counts["vp_engineering_first"] == 3


def test_what_is_older_than_the_weeks_shown_and_what_ifs_are_not_counted():
    from hireguide.diagnoses.services import keep_what_if

    make_edition()
    old = make_diagnosis(now=WEDNESDAY - timedelta(weeks=WEEKS))
    keep_what_if(of=old, own_result=old.result, profile=make_profile(engineer_count=3), dont_know=(), now=WEDNESDAY)
    assert sum(counts(diagnoses_by_week(now=WEDNESDAY))) == 0


def draft(answers, path, *, hours_ago=1, **more):
    at = WEDNESDAY - timedelta(hours=hours_ago)
    return make_draft(answers=answers, path=path, created_at=at, answered_at=at, **more)


def test_a_question_is_blank_where_its_section_was_submitted_without_it():
    make_edition()
    draft({"delivery_pain": "high", "delivery_owner": "unknown"}, ["delivery"])
    draft({"delivery_pain": "low", "delivery_owner": "yes", "incident_rate": "low"}, ["delivery"])
    found = {blank.field: blank for blank in habits(now=WEDNESDAY, most=40).blanks}
    assert found["delivery_owner"] == Blank("delivery_owner", shown=2, blank=0, unknown=1)
    assert found["incident_rate"] == Blank("incident_rate", shown=2, blank=1, unknown=0)
    assert "delivery_pain" not in found
    assert "stage" not in found


def test_a_question_that_never_applied_was_not_left_blank():
    make_edition()
    draft({"engineer_count": "0"}, ["company", "team"])
    draft({"engineer_count": "1,200"}, ["company", "team"])
    draft({"engineer_count__unknown": "yes"}, ["company", "team"])
    found = {blank.field: blank for blank in habits(now=WEDNESDAY, most=40).blanks}
    assert found["management_structure"].shown == 2
    assert found["engineer_count"].unknown == 1


def test_someone_has_left_after_a_day_of_silence_without_a_diagnosis():
    make_edition()
    draft({}, ["company", "team"], hours_ago=30)
    draft({}, ["company"], hours_ago=30)
    draft({}, ["team", "company"], hours_ago=30)
    draft({}, [], hours_ago=30)
    draft({}, ["company"], hours_ago=2)
    kept = draft({}, ["company"], hours_ago=30)
    make_diagnosis(draft=kept, now=WEDNESDAY)
    seen = habits(now=WEDNESDAY)
    assert seen.left_after == (("company", 2), ("", 1), ("team", 1))
    assert seen.drafts == Draft.objects.count() == 6


def test_counting_takes_few_queries_however_many_there_are(django_assert_num_queries):
    make_edition()
    for hours in range(5):
        draft({}, ["company"], hours_ago=hours)
    with django_assert_num_queries(2):
        habits(now=WEDNESDAY)
        diagnoses_by_week(now=WEDNESDAY)

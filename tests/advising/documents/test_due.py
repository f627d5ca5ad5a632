from datetime import timedelta
from types import SimpleNamespace

import pytest

from hireguide.advising.documents.due import due_lines
from hireguide.advising.selectors.due import with_reasons
from hireguide.diagnoses.services import override_diagnosis
from hireguide.rulebooks.selectors import current_edition
from tests.factories import (
    NOW,
    make_client,
    make_client_diagnosis,
    make_edition,
    make_profile,
    make_workspace,
    small_rulebook,
    when,
)

pytestmark = pytest.mark.django_db

TODAY = NOW.date()
GROWING = {"delivery_pain": "none", "unguided_decisions": False, "engineer_count": 10, "engineers_next_year": 30}


def line_of(profile=None, *, days_ago=100, edition=None):
    kept = make_client_diagnosis(make_client(make_workspace()), profile=profile, now=NOW - timedelta(days=days_ago))
    lines = with_reasons([kept.pk])
    return kept, lambda: due_lines(lines, drafts={}, edition=edition or current_edition(), today=TODAY)[0]


def test_the_companys_own_plan_says_when():
    _, line = line_of(make_profile(**GROWING))
    (reason,) = line().reasons
    assert reason == (
        "Its plan of 30 engineers in twelve months leads there about November 2026: once the company has 15 engineers "
        "(10 then), the advice becomes “VP Engineering first”."
    )
    assert line().look_again.kind == "overdue"


def test_without_a_plan_it_says_what_time_may_bring():
    _, line = line_of(make_profile(**{**GROWING, "engineers_next_year": 10}))
    assert line().reasons[0].startswith("Once the company has 15 engineers (10 then)")


def test_where_time_changes_nothing_it_says_that():
    _, line = line_of()
    assert line().reasons == ("Nothing that time brings by itself changes this advice: its day is 90 days on.",)
    assert line().rules == ""


def test_a_newer_edition_that_says_otherwise_is_told():
    _, line = line_of()
    make_edition(at=NOW, evidence=small_rulebook()["evidence"][2:])
    assert line().rules == "The rules have changed since: edition 2 says “Neither yet” of these answers."
    assert line().rules_differ


def test_a_newer_edition_that_says_the_same_is_told_too():
    _, line = line_of()
    make_edition(at=NOW, name="Another name")
    assert line().rules == "The rules have changed since: edition 2 says the same of these answers."
    assert not line().rules_differ


def test_a_newer_edition_that_refuses_the_answers_is_told():
    _, line = line_of()
    never = {"key": "never", "verdict": "impossible", "sources": ["ours"], "because": "No."}
    make_edition(at=NOW, situations=[never | {"when": when("engineer_count", "is", 20)}])
    assert line().rules == "The rules have changed since: edition 2 does not accept these answers any more."


def test_an_advisors_own_verdict_stands_beside():
    kept, _ = line_of()
    override_diagnosis(kept, verdict="pairing", reason="I know them.", by=None, now=NOW)
    (line,) = due_lines(with_reasons([kept.pk]), drafts={}, edition=None, today=TODAY)
    assert (line.instead.verdict, line.instead.by) == ("pairing", "somebody who has left")


def test_more_reasons_than_fit_are_counted():
    kept, _ = line_of(make_profile(**GROWING))
    (line,) = with_reasons([kept.pk])
    trigger = {"field": "engineer_count", "from": 10, "to": 15, "verdict": "pairing"}
    line.triggers = [trigger | {"to": to} for to in (15, 20, 40, 50)]
    (told,) = due_lines([line], drafts={line.client_id: SimpleNamespace()}, edition=None, today=TODAY)
    assert (len(told.reasons), told.more) == (3, 1)
    assert told.draft

import json

import pytest
from django.conf import settings
from django.db import OperationalError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from hireguide.pages.selectors import Accuracy, Outcome, accuracy_of, expert_cases, readiness
from hireguide.rulebooks.models import Edition
from hireguide.rules import judge, parse_profile, parse_rulebook
from tests.factories import make_edition
from tests.factories import rulebook_text as small_text


@pytest.fixture(scope="module")
def real(rulebook_text):
    return parse_rulebook(rulebook_text)


def read_cases():
    return json.loads((settings.ROOT / "fixtures" / "expert-cases.json").read_text(encoding="utf-8"))


def test_every_case_of_the_file_is_read_whole():
    for raw, case in zip(read_cases(), expert_cases(), strict=True):
        assert (case.key, case.situation, case.why) == (raw["id"], raw["situation"], raw["why"])
        assert case.profile == parse_profile(raw["profile"])
        assert (case.expected, list(case.acceptable)) == (raw["expected"], raw["acceptable"])
        assert (case.source_title, case.source_url) == (raw["source"]["title"], raw["source"]["url"])
        assert case.confidence in {"stated", "inferred"}


def test_the_figures_are_what_the_judge_says_of_each_case(real):
    said = [judge(real, parse_profile(raw["profile"]).facts).code for raw in read_cases()]
    accuracy = accuracy_of(real)
    assert [outcome.verdict.code for outcome in accuracy.outcomes] == said
    hits = [code == raw["expected"] for code, raw in zip(said, read_cases(), strict=True)]
    fine = [code in [raw["expected"], *raw["acceptable"]] for code, raw in zip(said, read_cases(), strict=True)]
    assert (accuracy.total, accuracy.expected, accuracy.accepted) == (len(said), sum(hits), sum(fine))
    assert accuracy.missed == len(said) - sum(fine)


def test_the_cases_are_judged_once_for_each_rulebook(real):
    assert accuracy_of(real) is accuracy_of(real)
    assert accuracy_of(parse_rulebook(small_text())) is not accuracy_of(real)


def test_another_rulebook_has_misses_and_they_are_counted():
    accuracy = accuracy_of(parse_rulebook(small_text()))
    assert accuracy.missed > 0
    assert {outcome.result for outcome in accuracy.outcomes} == {"expected", "acceptable", "missed"}
    assert accuracy.expected < accuracy.accepted < accuracy.total


def test_a_case_whose_answers_an_edition_refuses_is_a_miss():
    case = next(one for one in expert_cases() if one.profile.facts.get("delivery_pain") == "none")
    refusing = {"key": "no_calm", "verdict": "impossible", "sources": ["ours"], "because": "Nobody is calm."}
    refusing["when"] = {"all": [{"field": "delivery_pain", "op": "is", "value": "none"}]}
    accuracy = accuracy_of(parse_rulebook(small_text(situations=[refusing])))
    outcome = next(one for one in accuracy.outcomes if one.case == case)
    assert (outcome.verdict, outcome.result) == (None, "missed")


def test_without_cases_nothing_is_claimed():
    assert (Accuracy(()).total, Accuracy(()).expected, Accuracy(()).missed) == (0, 0, 0)
    assert Outcome(expert_cases()[0], None).result == "missed"


def told():
    return {check.name: (check.ok, check.detail) for check in readiness()}


@pytest.mark.django_db
def test_all_is_in_order_with_an_edition_published():
    make_edition()
    assert told() == dict.fromkeys(("database", "migrations", "edition"), (True, "In order."))


@pytest.mark.django_db
def test_without_an_edition_the_command_that_publishes_one_is_named():
    assert not Edition.objects.exists()
    ok, detail = told()["edition"]
    assert not ok
    assert "load_rulebook fixtures/rulebook.json --publish" in detail


@pytest.mark.django_db
def test_a_migration_that_waits_is_seen_and_the_edition_is_not_looked_for():
    make_edition()
    (newest,) = MigrationLoader(connection).graph.leaf_nodes("diagnoses")
    MigrationRecorder(connection).record_unapplied(*newest)
    found = told()
    assert found["database"][0]
    assert found["migrations"] == (False, "Not yet applied: 1. Run `python manage.py migrate`.")
    assert found["edition"] == (False, "Not checked, because migrations failed.")


def test_a_database_that_does_not_answer_is_said_to_be_down_and_nothing_of_its_address_is_told(monkeypatch):
    def refuse(*args, **kwargs):
        raise OperationalError('connection to server at "db.internal" failed: password authentication failed')

    monkeypatch.setattr(connection, "cursor", refuse)
    found = told()
    assert found["database"] == (False, "The database does not answer.")
    assert found["migrations"] == found["edition"] == (False, "Not checked, because database failed.")

from datetime import timedelta

import pytest

from hireguide.advising.models import Settled
from hireguide.advising.selectors.disagreement import table_of
from hireguide.advising.services.settling import NothingToKeepError, SettledMeanwhileError, keep_round, settle
from hireguide.diagnoses.models import Diagnosis
from hireguide.rules import ImpossibleProfile
from hireguide.workspaces.models import Activity
from tests.advising.heard import FAY, make_heard
from tests.factories import EMIL, NOW, make_client, make_member, make_respondent, make_round, make_workspace

pytestmark = pytest.mark.django_db


@pytest.fixture
def workspace():
    return make_workspace()


@pytest.fixture
def emil(workspace):
    return make_member(workspace, EMIL)


@pytest.fixture
def heard(workspace):
    return make_heard(workspace)


def settled(round_):
    return {one.field: (one.value, one.voice and one.voice.name) for one in round_.settled.all()}


def keep_now(round_, by, at=NOW):
    return keep_round(round_, seen=table_of(round_).to_keep, by=by, at=at)


def settle_now(round_, chosen, by):
    return settle(round_, chosen, seen=table_of(round_).seen, by=by, at=NOW)


def test_an_answer_is_settled_as_whose_it_is(heard, emil):
    chosen = {"delivery_pain": "none", "engineer_count": 13, "stage": None, "unguided_decisions": True}
    assert settle_now(heard, chosen, emil) == 4
    assert settled(heard) == {
        "delivery_pain": ("none", "Gus"),
        "engineer_count": (13, None),
        "stage": (None, None),
        "unguided_decisions": (True, "Fay"),
    }


def test_the_activity_says_how_many_and_no_answer(heard, emil):
    settle_now(heard, {"delivery_pain": "none"}, emil)
    line = Activity.objects.filter(kind="voices").first()
    assert (line.what, line.who) == ("settled 1 answer about Acme", emil)


def test_what_is_not_chosen_any_more_is_in_dispute_again(heard, emil):
    settle_now(heard, {"delivery_pain": "none", "urgency": None}, emil)
    assert settle_now(heard, {"delivery_pain": "none"}, emil) == 1
    assert list(settled(heard)) == ["delivery_pain"]


def test_the_same_choices_again_change_nothing_and_leave_no_line(heard, emil):
    settle_now(heard, {"delivery_pain": "none"}, emil)
    lines = Activity.objects.count()
    assert settle_now(heard, {"delivery_pain": "none"}, emil) == 0
    assert Activity.objects.count() == lines


def test_two_who_settle_at_once_are_told_of_each_other(heard, emil):
    seen = table_of(heard).seen
    settle(heard, {"delivery_pain": "none"}, seen=seen, by=emil, at=NOW)
    with pytest.raises(SettledMeanwhileError) as told:
        settle(heard, {"delivery_pain": "high"}, seen=seen, by=emil, at=NOW)
    assert told.value.table.values == {"delivery_pain": "none"}
    assert settled(heard)["delivery_pain"] == ("none", "Gus")


def test_what_is_settled_is_kept_as_a_diagnosis_with_what_nobody_contradicts(heard, emil):
    settle_now(heard, {"delivery_pain": "none", "engineer_count": None}, emil)
    kept = keep_now(heard, emil)
    assert (kept.client, kept.verdict, kept.made_by) == (heard.client, "fractional_cto_first", emil)
    assert kept.result["profile"]["company_name"] == "Acme"
    assert kept.profile.facts()["urgency"] == "now"
    assert kept.dont_know == ["engineer_count"]
    heard.refresh_from_db()
    assert heard.diagnosis == kept
    assert settled(heard)["unguided_decisions"] == (True, "Fay")
    assert settled(heard)["urgency"] == ("now", "Gus")
    assert Activity.objects.filter(what="kept a diagnosis of Acme").count() == 1


def test_keeping_twice_leaves_one_diagnosis(heard, emil):
    settle_now(heard, {"delivery_pain": "none"}, emil)
    assert keep_now(heard, emil) == keep_now(heard, emil)
    assert Diagnosis.objects.count() == 1


def test_the_same_page_sent_twice_leaves_one_diagnosis(heard, emil):
    seen = table_of(heard).to_keep
    assert keep_round(heard, seen=seen, by=emil, at=NOW) == keep_round(heard, seen=seen, by=emil, at=NOW)
    assert Diagnosis.objects.count() == 1


def test_another_day_and_another_round_make_a_diagnosis_of_their_own(heard, emil):
    first = keep_now(heard, emil)
    next_day = keep_now(heard, emil, NOW + timedelta(days=1))
    another = make_round(heard.client)
    make_respondent(another, facts=FAY)
    settle_now(another, table_of(heard).values, emil)
    assert len({first, next_day, keep_now(another, emil), keep_now(another, emil)}) == 3
    heard.refresh_from_db()
    assert heard.diagnosis == next_day
    assert next_day.made_at == NOW + timedelta(days=1)


def test_whoever_hands_in_or_settles_after_the_page_was_opened_is_told_of_first(heard, emil):
    for change in (
        lambda: make_respondent(heard, "Hana", "board", facts={"urgency": "now"}),
        lambda: heard.respondents.filter(name="Fay").update(handed_in_at=NOW + timedelta(hours=1)),
        lambda: settle_now(heard, {"delivery_pain": "none"}, emil),
        lambda: settle_now(heard, {"delivery_pain": None}, emil),
    ):
        seen = table_of(heard).to_keep
        change()
        with pytest.raises(SettledMeanwhileError) as told:
            keep_round(heard, seen=seen, by=emil, at=NOW)
        assert told.value.table.to_keep == table_of(heard).to_keep
    assert not Diagnosis.objects.exists()


def test_answers_that_cannot_be_true_are_not_kept(workspace, emil):
    nobody = make_heard(workspace, gus={**FAY, "engineer_count": 0, "delivery_pain": "none"})
    settle_now(nobody, {"delivery_pain": "high", "engineer_count": 0}, emil)
    with pytest.raises(ImpossibleProfile):
        keep_now(nobody, emil)
    assert not Diagnosis.objects.exists()
    assert Settled.objects.count() == 2


def test_where_nobody_said_anything_there_is_nothing_to_keep(workspace, emil):
    silent = make_round(make_client(workspace))
    make_respondent(silent, handed_in=False)
    with pytest.raises(NothingToKeepError):
        keep_now(silent, emil)


def test_a_company_whose_name_no_profile_holds_is_kept_without_it(heard, emil):
    heard.company = "Ac\x07me"
    heard.save()
    assert "company_name" not in keep_now(heard, emil).result["profile"]

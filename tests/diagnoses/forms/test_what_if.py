import pytest

from hireguide.diagnoses.forms import WhatIfForm
from hireguide.rules import FIELDS

OWN = {"stage": "seed", "engineer_count": 12, "technology_lead": "agency", "delivery_owner": False}


def what_if(posted=None, *, facts=OWN, dont_know=("urgency", "regretted_exits"), first=()):
    form = WhatIfForm(facts, dont_know, posted=posted, first=first)
    form.is_valid()
    return form


def rows_of(form):
    return {row.field.name: row for row in (*form.nearest, *(row for group in form.groups for row in group.rows))}


def test_untouched_it_holds_the_companys_own_answers():
    form = what_if()
    assert form.facts == OWN
    assert set(form.dont_know) == {"urgency", "regretted_exits"}
    assert form.raw_changes == {}
    assert not any(row.is_changed for row in rows_of(form).values())


def test_what_is_posted_replaces_the_companys_own_and_nothing_else():
    form = what_if({"delivery_owner": "yes", "regretted_exits": "3"})
    assert form.facts == OWN | {"delivery_owner": True, "regretted_exits": 3}
    assert form.raw_changes == {"delivery_owner": "yes", "regretted_exits": "3", "regretted_exits__unknown": ""}
    assert {name for name, row in rows_of(form).items() if row.is_changed} == {"delivery_owner", "regretted_exits"}


def test_what_makes_the_changes_makes_them_again():
    form = what_if({"delivery_owner": "unknown", "engineer_count": "", "engineer_count__unknown": "yes"})
    again = what_if(form.raw_changes)
    assert (again.facts, again.dont_know) == (form.facts, form.dont_know)
    assert "engineer_count" in again.dont_know


@pytest.mark.parametrize(
    ("back", "left"), [("delivery_owner", {"stage"}), ("everything", set()), ("nonsense", {"stage", "delivery_owner"})]
)
def test_one_answer_is_put_back_or_all_are(back, left):
    form = what_if({"delivery_owner": "yes", "stage": "series_a", "put_back": back})
    assert {name for name in form.facts if form.facts[name] != OWN.get(name)} == left


def test_a_question_that_does_not_apply_is_not_asked_until_a_change_brings_it_up():
    assert "lead_wish" not in rows_of(what_if())
    brought_up = rows_of(what_if({"technology_lead": "cto_by_title"}))["lead_wish"]
    assert not brought_up.is_changed
    assert brought_up.may_be_blank


def test_what_matters_most_comes_first_once_and_what_is_no_question_not_at_all():
    form = what_if(first=["delivery_owner", "lead_wish", "company_name", "<b>"])
    assert [row.field.name for row in form.nearest] == ["delivery_owner"]
    assert form.first_names == "delivery_owner,lead_wish"
    names = [row.field.name for group in form.groups for row in group.rows]
    assert sorted([*names, "delivery_owner"]) == sorted(set(FIELDS) - {"lead_wish", "lead_overloaded"})


def test_what_is_changed_or_wrong_is_not_folded_away():
    form = what_if({"engineer_count": "a dozen", "can_judge_vp": "yes"}, first=["delivery_owner"])
    assert [group.section for group in form.groups if group.is_open] == ["company", "hiring"]
    assert form.is_unfolded
    assert form.groups[-1].changed_count == 1
    assert not what_if(first=["delivery_owner"]).is_unfolded
    assert what_if().is_unfolded


def test_a_text_of_any_length_is_cut_and_told_as_wrong():
    form = what_if({"engineer_count": "9" * 100_000})
    assert "engineer_count" in form.errors
    assert len(form.data["engineer_count"]) == 100


def test_a_choice_that_there_is_not_is_told_and_never_taken():
    form = what_if({"stage": "ipo", "delivery_owner": "maybe"})
    assert set(form.errors) == {"stage", "delivery_owner"}

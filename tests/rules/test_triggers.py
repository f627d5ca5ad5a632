from itertools import pairwise

import pytest

from hireguide.rules import judge
from hireguide.rules.compiled import compile_rulebook
from hireguide.rules.space import space_of
from hireguide.rules.triggers import ROUNDS, triggers
from tests.rules.books import GRID, book, evidence, situation


def found(rulebook, facts):
    timed, proven = triggers(space_of(compile_rulebook(rulebook)), facts, judge(rulebook, facts).code)
    assert proven
    return [trigger.as_dict() for trigger in timed]


def trigger(field, start, to, verdict):
    return {"field": field, "from": start, "to": to, "verdict": verdict}


GROWING = book(
    evidence=[
        evidence("grown", "execution", 4, "engineer_count at_least 15"),
        evidence("funded", "strategy", 4, 'stage one_of ["series_b", "enterprise"]'),
        evidence("gone", "execution", 2, "lead_departed is true", "delivery_owner is false"),
    ],
    situations=[
        situation("tiny", "neither_yet", "engineer_count at_most 2"),
        situation("empty", "impossible", "lead_departed is true", "engineer_count is 0"),
    ],
)


def test_time_brings_more_engineers_later_rounds_and_departures():
    facts = {"stage": "seed", "engineer_count": 5, "lead_departed": False, "delivery_owner": False}
    assert found(GROWING, facts) == [
        trigger("stage", "seed", "series_b", "fractional_cto_first"),
        trigger("engineer_count", 5, 15, "vp_engineering_first"),
    ]


def test_that_a_lead_leaves_is_a_trigger():
    facts = {"stage": "enterprise", "lead_departed": False}
    leaving = book(evidence=[evidence("gone", "execution", 4, "lead_departed is true")])
    assert found(leaving, facts) == [trigger("lead_departed", False, True, "vp_engineering_first")]


@pytest.mark.parametrize(("stage", "departed"), [("enterprise", True), ("bootstrapped", True), ("series_c_plus", True)])
def test_what_time_does_not_bring_back_is_no_trigger(stage, departed):
    assert not [
        t for t in found(GROWING, {"stage": stage, "lead_departed": departed}) if t["field"] != "engineer_count"
    ]


def test_a_future_that_no_company_has_is_no_trigger():
    facts = {"engineer_count": 0, "lead_departed": False, "delivery_owner": False, "stage": "seed"}
    assert [t["field"] for t in found(GROWING, facts)] == ["engineer_count"]


def test_engineers_take_people_along_even_where_no_rule_counts_them():
    asking = book(
        evidence=[
            evidence("grown", "execution", 4, "engineer_count at_least 15"),
            evidence("owned", "execution", -4, "engineer_count at_least 15", any_of=OPEN),
        ]
    )
    assert found(asking, {"employee_count": 12, "engineer_count": 12}) == []
    assert found(asking, {"employee_count": 12, "engineer_count": 12, "delivery_owner": True}) == []


OPEN = ("delivery_owner is true", "delivery_owner is false")


def test_open_answers_stay_open_as_time_goes_on():
    asking = book(
        evidence=[
            evidence("grown", "execution", 4, "engineer_count at_least 15"),
            evidence("slips", "strategy", 4, "engineer_count at_least 15", "management_structure is true"),
            evidence("unclear", "strategy", 4, "engineer_count at_least 15", "management_structure is false"),
        ]
    )
    nobody = {"engineer_count": 0, "lead_departed": False}
    assert found(asking, nobody) == [trigger("engineer_count", 0, 15, "pairing")]
    assert found(asking, {"engineer_count": 5, "employee_count": 9}) == [trigger("engineer_count", 5, 15, "pairing")]


def test_points_that_every_open_answer_brings_are_there_as_time_goes_on():
    moving = book(
        evidence=[
            evidence("calm", "strategy", 4, "delivery_pain at_most low"),
            evidence("loud", "strategy", 4, "delivery_pain at_least medium"),
            evidence("grown", "execution", 4, "engineer_count at_least 15"),
        ],
    )
    assert found(moving, {"engineer_count": 5}) == [trigger("engineer_count", 5, 15, "pairing")]


def test_time_brings_no_round_back_that_is_raised_already():
    young = book(evidence=[evidence("begun", "execution", 4, "stage is pre_seed")])
    assert found(young, {"stage": "seed"}) == []


@pytest.mark.parametrize(("here", "after"), [*pairwise(ROUNDS)])
def test_time_brings_every_round_after_the_one_before(here, after):
    raising = book(evidence=[evidence("raised", "execution", 4, f"stage is {after}")])
    assert found(raising, {"stage": here}) == [trigger("stage", here, after, "vp_engineering_first")]


def test_engineers_may_grow_to_the_most_that_can_be_told():
    vast = book(evidence=[evidence("vast", "execution", 4, "engineer_count is 10000")])
    assert found(vast, {"engineer_count": 9}) == [trigger("engineer_count", 9, 10_000, "vp_engineering_first")]


def test_a_verdict_that_there_was_no_time_to_prove_is_no_trigger(monkeypatch):
    """At 15 engineers the open answers together settle on one verdict; looked at one by one they seem to allow two."""
    both = ("engineer_count at_least 15", "unguided_decisions is true", "delivery_owner is true")
    rules = book(
        grid={**GRID, "large": dict.fromkeys(GRID["large"], "vp_engineering_first")},
        evidence=[
            evidence("adrift", "strategy", 4, "engineer_count at_least 15", "unguided_decisions is true"),
            evidence("guided", "strategy", 4, "engineer_count at_least 15", "unguided_decisions is false"),
            evidence("more", "execution", 4, *both),
            evidence("less", "execution", -4, *both),
        ],
    )
    assert found(rules, {"engineer_count": 5}) == [trigger("engineer_count", 5, 15, "fractional_cto_first")]
    monkeypatch.setattr("hireguide.rules.triggers._ALLOWANCE", 0)
    assert triggers(space_of(compile_rulebook(rules)), {"engineer_count": 5}, "neither_yet") == ((), False)


def test_a_verdict_that_no_completion_gives_any_more_is_turned_by_time():
    """Once diligence is ahead nothing makes up for what a promotable insider, or none, does to one gap alone."""
    rules = book(
        grid={**GRID, "large": {**GRID["large"], "large": "neither_yet"}},
        evidence=[
            evidence("ready", "execution", 4, "promotable_insider is true"),
            evidence(
                *("alone", "strategy", 4, "promotable_insider is false"),
                any_of=("delivery_pain at_least medium", "promotable_insider is false"),
            ),
            evidence("quiet", "strategy", 4, "delivery_pain is high", "diligence_ahead is false"),
        ],
    )
    assert found(rules, {"diligence_ahead": False}) == [trigger("diligence_ahead", False, True, "vp_engineering_first")]


def test_people_who_are_counted_stand_where_they_are_until_time_moves_them():
    """With 15 people either answer about diligence means a pairing; with 9 only one does."""
    asking = book(
        situations=[
            situation("ahead", "pairing", "employee_count is 15", "diligence_ahead is true"),
            situation("calm", "pairing", "diligence_ahead is false"),
        ]
    )
    assert found(asking, {"employee_count": 9, "engineer_count": 5}) == [
        trigger("employee_count", 9, 15, "pairing"),
        trigger("engineer_count", 5, 15, "pairing"),
    ]

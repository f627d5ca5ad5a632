import pytest

from hireguide.rules import judge
from hireguide.rules.compiled import compile_rulebook
from hireguide.rules.space import space_of
from hireguide.rules.triggers import triggers
from tests.rules.books import book, evidence, situation


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

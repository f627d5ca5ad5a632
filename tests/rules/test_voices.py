from fractions import Fraction

import pytest

from hireguide.rules import Claim, Voice, merge
from hireguide.rules.voices import apart, claims_of, standing_of

ANN = Voice("ann", {"stage": "seed", "board_pressure": "high", "board_asks_about": "delivery", "urgency": "now"})
BEN = Voice("ben", {"stage": "seed", "board_pressure": "none", "engineer_count": 12})
CLEO = Voice("cleo", {"stage": "seed", "board_pressure": "high", "engineer_count": 30})


def test_claims_have_the_least_answer_first_and_who_gives_it():
    assert claims_of("engineer_count", [CLEO, BEN]) == (
        Claim("engineer_count", (12,), ("ben",)),
        Claim("engineer_count", (30,), ("cleo",)),
    )
    assert claims_of("board_pressure", [ANN, BEN, CLEO])[1].voices == ("ann", "cleo")


@pytest.mark.parametrize(
    ("name", "voices", "standing"),
    [
        ("stage", [ANN, BEN], "agreed"),
        ("board_pressure", [ANN, BEN], "differs"),
        ("board_asks_about", [ANN, BEN], "asked_differs"),
        ("board_asks_about", [BEN], "not_asked"),
        ("board_asks_about", [BEN, CLEO], "open"),
        ("urgency", [ANN, BEN], "some_know"),
        ("delivery_pain", [ANN, BEN], "open"),
        ("delivery_pain", [], "open"),
    ],
)
def test_a_question_stands_between_voices(name, voices, standing):
    assert standing_of(name, voices) == standing


def test_not_knowing_contradicts_nobody():
    merged = merge([ANN, BEN, CLEO], {})
    assert merged.facts == {"stage": "seed", "board_asks_about": "delivery", "urgency": "now"}
    assert list(merged.disputed) == ["engineer_count", "board_pressure"]
    assert "delivery_pain" in merged.open


def test_what_is_settled_is_disputed_no_more_and_sets_aside_what_hangs_on_it():
    merged = merge([ANN, BEN], {"board_pressure": "none", "urgency": None, "delivery_pain": "low"})
    assert merged.facts == {"stage": "seed", "engineer_count": 12, "delivery_pain": "low", "board_pressure": "none"}
    assert not merged.disputed
    assert "urgency" in merged.open
    assert "board_asks_about" not in merged.open


def test_a_question_is_open_only_where_somebody_may_be_right_that_it_applies():
    quiet = [Voice("a", {"board_pressure": "none"}), Voice("b", {"board_pressure": "none"})]
    assert "board_asks_about" not in merge(quiet, {}).open
    split = [Voice("a", {"technology_lead": "none"}), Voice("b", {"technology_lead": "agency"})]
    assert "lead_wish" not in merge(split, {}).open
    assert "lead_wish" in merge([*split, Voice("c", {"technology_lead": "vp_engineering"})], {}).open


def test_answers_lie_apart_by_their_own_scale():
    assert apart("delivery_pain", ["none", "high"]) == 1
    assert apart("incident_rate", ["rare", "monthly"]) == Fraction(1, 3)
    assert apart("engineer_count", [0, 9999]) == 1
    assert apart("regretted_exits", [2, 3]) == 0
    assert apart("diligence_ahead", [True, False]) == 1
    assert apart("stage", ["seed"]) == 0

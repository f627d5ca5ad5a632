import json

import pytest
from hypothesis import given, settings

from hireguide.rules import judge_all, parse_rulebook
from tests.rules.books import GRID, book, evidence, situation
from tests.rules.test_judging import judged, judgements

# Whatever the open answers, offshore engineers mean a pairing, though the known answers do not say so; and there is
# nobody who has a long view and is in a hurry.
BOOK = book(
    evidence=[
        evidence("slips", "execution", 4, "delivery_pain is high"),
        evidence("adrift", "strategy", 4, "unguided_decisions is true"),
    ],
    situations=[
        situation("early", "neither_yet", "stage is pre_seed"),
        situation("now", "impossible", "urgency is now", "long_view_owner is true"),
        situation("later", "impossible", "urgency is_not now", "long_view_owner is true"),
        situation("sold", "pairing", "vendor_or_offshore_choice is true", "diligence_ahead is true"),
        situation("kept", "pairing", "vendor_or_offshore_choice is true", "diligence_ahead is false"),
    ],
)


@pytest.mark.parametrize(
    ("facts", "outcome"),
    [
        ({"delivery_pain": "high"}, ("vp_engineering_first", 4, 0, None)),
        ({"delivery_pain": "high", "unguided_decisions": True}, ("pairing", 4, 4, None)),
        ({"delivery_pain": "high", "stage": "pre_seed"}, ("neither_yet", 4, 0, "early")),
        ({"stage": "pre_seed", "long_view_owner": True, "urgency": "now"}, ("impossible", 0, 0, "now")),
        ({"long_view_owner": True}, ("impossible", 0, 0, None)),
        ({"stage": "seed", "vendor_or_offshore_choice": True}, ("pairing", 0, 0, None)),
    ],
    ids=["grid", "both", "situation", "refused", "no completion", "completed"],
)
def test_an_outcome_is_the_verdict_the_points_and_what_decides_by_what_is_known(facts, outcome):
    [one] = judge_all(BOOK, [facts])
    assert (one.verdict, one.execution, one.strategy, one.situation) == outcome


@pytest.mark.parametrize(
    ("gap", "verdicts"),
    [
        ("execution", ["neither_yet"] * 4 + ["vp_engineering_first"] * 2),
        ("strategy", ["neither_yet"] * 2 + ["pairing"] * 2 + ["fractional_cto_first"] * 2),
    ],
)
def test_a_band_begins_with_the_points_of_its_threshold(gap, verdicts):
    incidents = ("rare", "monthly", "weekly", "daily")
    parts = [evidence(f"daily{n}", gap, 1, f"incident_rate at_least {name}") for n, name in enumerate(incidents[1:])]
    parts += [
        evidence(f"pain{n}", gap, 1, f"delivery_pain at_least {name}") for n, name in enumerate(("low", "medium"))
    ]
    grid = {row: dict(columns) for row, columns in GRID.items()}
    grid["none"]["some"] = "pairing"
    profiles = [{"incident_rate": name, "delivery_pain": "none"} for name in incidents]
    profiles += [{"incident_rate": "daily", "delivery_pain": pain} for pain in ("low", "medium")]
    told = list(judge_all(book(grid=grid, evidence=parts), profiles))
    assert [one.execution + one.strategy for one in told] == list(range(6))
    assert [one.verdict for one in told] == verdicts


def test_outcomes_come_in_order_with_their_reasons():
    profiles = [{"unguided_decisions": True}, {}, {"delivery_pain": "high", "unguided_decisions": True}]
    told = list(judge_all(BOOK, iter(profiles)))
    assert [[reason.rule for reason in one.reasons] for one in told] == [["adrift"], [], ["slips", "adrift"]]
    assert told[0].reasons[0].because == "Because of adrift."


@settings(max_examples=40)
@given(judgements())
def test_a_batch_says_what_judging_one_by_one_says(judgement):
    document, facts = judgement
    rulebook = parse_rulebook(json.dumps(document))
    [outcome] = judge_all(rulebook, [facts])
    verdict = judged(document, facts)
    assert outcome.verdict == (verdict.code if verdict else "impossible")
    if verdict:
        assert outcome.reasons == verdict.reasons
        assert (outcome.execution, outcome.strategy) == tuple(gap.points for gap in verdict.gaps.values())
        if verdict.decided_by:
            assert outcome.situation == verdict.decided_by.situation

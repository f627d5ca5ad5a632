import json
from math import prod

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from hireguide.rules import FIELDS, parse_rulebook, prove
from tests.rules import oracle, strategies
from tests.rules.books import advice, book, document, evidence, situation
from tests.rules.naive_proof import Naive, asked, values
from tests.rules.witness_checks import check_witnesses


@st.composite
def small_books(draw):
    """A rulebook on few questions, with advice and expectations."""
    written = draw(strategies.documents(fields=2, rules=6))
    rules = written["evidence"] + written["situations"]
    names = sorted({c["field"] for rule in rules for group in rule["when"].values() for c in group})
    assume(prod(len(values(written, name)) for name in asked(written)) <= 600)  # trying every profile takes its time
    if names:
        written["advice"] = [
            advice("told", "execution at_most some") | {"when": draw(strategies.whens(names))},
            advice("both", "execution at_least some", any_of=("verdict is pairing", "strategy is large")),
        ]
        written["expectations"] = [
            expectation(f"x{number}", name, *ends, gap, never)
            for number in range(2)
            for name in [draw(st.sampled_from(names))]
            for ends in [draw(st.lists(strategies.values(FIELDS[name]), min_size=2, max_size=2, unique=True))]
            for gap in [draw(st.sampled_from(["execution", "strategy"]))]
            for never in [draw(st.sampled_from(["lowers", "raises"]))]
        ]
    return written


def expectation(key, field, start, end, gap, never):
    return {"key": key, "field": field, "from": start, "to": end, "gap": gap, "never": never, "because": "B"}


def proved(written, **options):
    """The seven proofs by name, each its items by key."""
    proof = prove(parse_rulebook(json.dumps(written)), **options)
    return {part.proof: {item.key: item for item in part.items} for part in proof.parts}


# A crowd of one company finds next to nothing, so that the searches must; a large one leaves them little.
@pytest.mark.parametrize("crowd", [1, 4096])
@settings(max_examples=30)
@given(written=small_books())
def test_every_proof_says_what_trying_every_profile_says(crowd, written):
    naive = Naive(written)
    parts = proved(written, crowd=crowd, budget=1_000_000)
    holding = {name: {key for key, item in items.items() if item.holds} for name, items in parts.items()}
    assert holding["reach"] == naive.reached()
    assert holding["rules"] == naive.matters() | naive.advised()
    law = {"engineer_count", "employee_count"}
    assert holding["questions"] - law == naive.questions() - law
    assert naive.questions() & law <= holding["questions"] or not naive.possible
    assert holding["overlaps"] == naive.overlaps()
    for entry in written["expectations"]:
        assert parts["expectations"][entry["key"]].holds is not naive.broken(entry), entry
    assert all(item.holds is not None for items in parts.values() for item in items.values())
    check_witnesses(written, parts, naive)


def test_what_no_company_of_the_crowd_is_like_is_found_by_search():
    written = document(
        evidence=[
            evidence("slips", "execution", 4, "delivery_pain is high", "urgency is now", "delivery_owner is false"),
            evidence("adrift", "strategy", 4, "unguided_decisions is true", "long_view_owner is false"),
        ],
        situations=[
            situation("stays", "fractional_cto_first", "vendor_or_offshore_choice is true", "hiring_owner is true"),
            situation("sold", "pairing", "vendor_or_offshore_choice is true", "diligence_ahead is true"),
            situation("kept", "pairing", "vendor_or_offshore_choice is true", "codebase_health is sound"),
        ],
        advice=[advice("told", "verdict is pairing", "vendor_or_offshore_choice is true", "execution is none")],
    )
    parts = proved(written, crowd=1)
    assert {key for key, item in parts["rules"].items() if item.holds and item.witnesses} == {
        *("slips", "adrift", "sold", "kept", "stays", "told"),
    }
    questions = {"delivery_pain", "urgency", "delivery_owner", "unguided_decisions", "long_view_owner", "hiring_owner"}
    questions |= {"vendor_or_offshore_choice", "diligence_ahead", "codebase_health", "engineer_count", "employee_count"}
    assert {key for key, item in parts["questions"].items() if item.holds} == questions
    check_witnesses(written, parts, Naive(written))


def failing(written, part):
    return {key: item.message for key, item in proved(written)[part].items() if item.holds is False}


def test_a_situation_that_two_earlier_ones_cover_together_is_named():
    written = document(
        situations=[
            situation("small", "neither_yet", "delivery_pain at_most low"),
            situation("large", "pairing", "delivery_pain at_least medium"),
            situation("late", "fractional_cto_first", "urgency is now"),
        ]
    )
    found = failing(written, "rules")
    assert set(found) == {"late"}
    assert "others that stand before it always decide first" in found["late"]


def test_a_rule_that_never_holds_and_one_that_never_matters_are_told_apart():
    written = document(
        evidence=[
            evidence("never", "execution", 2, "delivery_pain is high", "delivery_pain is low"),
            evidence("idle", "execution", 1, "delivery_pain is high"),
            evidence("real", "strategy", 5, "unguided_decisions is true"),
        ]
    )
    found = failing(written, "rules")
    assert found["never"] == (
        "never never holds: no possible profile meets its condition. Mend it, or remove the rule."
    )
    assert found["idle"].startswith("idle never matters: it can hold, but")
    assert "real" not in found


def test_an_impossible_situation_that_another_swallows_and_advice_that_nobody_gets_are_named():
    written = document(
        situations=[
            situation("wide", "impossible", "urgency is now"),
            situation("narrow", "impossible", "urgency is now", "delivery_pain is high"),
        ],
        advice=[advice("lost", "urgency is now"), advice("told", "urgency is exploring")],
    )
    assert set(failing(written, "rules")) == {"narrow", "lost"}


def test_an_inert_question_is_named_and_the_two_counts_matter_by_the_law_alone():
    items = proved(document(evidence=[evidence("one", "strategy", 5, "unguided_decisions is true")]))["questions"]
    assert items["unguided_decisions"].holds
    assert items["delivery_pain"].holds is False
    assert "inert" in items["delivery_pain"].message
    for name in ("engineer_count", "employee_count"):
        one, other = items[name].witnesses
        assert one["engineer_count"] <= one["employee_count"]
        assert other["engineer_count"] > other["employee_count"]


def test_a_cell_that_no_points_lead_to_is_named():
    written = document(bands=((2, 2), (2, 4)), evidence=[evidence("one", "execution", 5, "delivery_pain is high")])
    found = failing(written, "reach")
    assert {"some/none", "none/some", "large/large"} <= set(found)
    assert "none/none" not in found


def test_a_broken_expectation_has_two_profiles_that_anyone_can_count():
    written = document(
        evidence=[
            evidence("busy", "execution", 2, "engineer_count between [5, 20]"),
            evidence("paid", "execution", 1, "engineer_count at_least 15"),
        ],
        expectations=[
            expectation("grows", "engineer_count", 0, 10_000, "execution", "lowers"),
            expectation("early", "engineer_count", 0, 20, "execution", "lowers"),
        ],
    )
    items = proved(written)["expectations"]
    assert items["early"].holds is True
    assert items["grows"].holds is False
    assert items["grows"].message == (
        "grows is broken: engineer_count from 20 to 21 lowers execution from 3 to 1 points, all else equal. Mend the "
        "evidence that asks engineer_count, or the expectation."
    )
    before, after = items["grows"].witnesses
    assert oracle.reading(written, before)[1]["execution"] > oracle.reading(written, after)[1]["execution"]


def test_a_question_that_applies_at_one_end_only_counts_as_unanswered_at_both():
    written = document(
        evidence=[evidence("asks", "strategy", -3, "board_asks_about is delivery")],
        expectations=[expectation("presses", "board_pressure", "none", "high", "strategy", "lowers")],
    )
    assert proved(written)["expectations"]["presses"].holds is True


def test_a_cliff_is_told_unless_an_expectation_speaks_of_it():
    rule = evidence("steep", "execution", 3, "engineer_count at_least 15")
    spoken = expectation("said", "engineer_count", 10, 20, "execution", "lowers")
    elsewhere = expectation("said", "engineer_count", 15, 20, "execution", "lowers")
    cliff = "steep/engineer_count/14-15"
    exactly = expectation("said", "engineer_count", 14, 15, "execution", "lowers")
    for said in (spoken, exactly):
        assert cliff not in proved(document(evidence=[rule], expectations=[said]))["expectations"]
    item = proved(document(evidence=[rule], expectations=[elsewhere]))["expectations"][cliff]
    assert (item.holds, item.warns) == (True, True)
    before, after = item.witnesses
    assert (before["engineer_count"], after["engineer_count"]) == (14, 15)
    falls = evidence("steep", "execution", -4, "codebase_health is sound", any_of=("urgency is now", "stage is seed"))
    assert "steep/codebase_health/sound-strained" in proved(document(evidence=[falls]))["expectations"]


KNOTTED = document(
    bands=((3, 9), (3, 9)),
    evidence=[
        evidence("one", "execution", 3, "delivery_pain is high", "urgency is now", "delivery_owner is false"),
        evidence("two", "execution", -3, "urgency is now", any_of=("delivery_owner is false", "delivery_pain is high")),
        evidence("three", "strategy", 1, "delivery_pain is low", "urgency is exploring", "delivery_owner is true"),
    ],
    situations=[
        situation("first", "pairing", "urgency is this_year", "stage is seed", "hiring_owner is true"),
        situation("second", "neither_yet", "codebase_health is untrusted", "long_view_owner is true"),
    ],
    expectations=[expectation("pain", "delivery_pain", "low", "high", "execution", "lowers")],
)


def test_what_is_not_found_in_time_is_not_proven():
    proof = prove(parse_rulebook(json.dumps(KNOTTED)), crowd=1, budget=1)
    assert proof.holds is not True
    said = [item for item in items_of(proof) if item.holds is None]
    assert said
    assert all(item.message.startswith("Not proven: whether ") for item in said)
    assert None in {part.holds for part in proof.parts}
    assert {item for _, item in proof.open} >= set(said)


def test_information_that_is_not_found_in_time_says_so_and_holds():
    late = ("stage is seed", "urgency is now", "delivery_pain is high")
    written = document(
        evidence=[evidence("steep", "execution", 5, "engineer_count at_least 15", "stage is seed")],
        situations=[
            situation("never", "impossible", any_of=("stage is seed", "delivery_owner is true")),
            situation("first", "neither_yet", any_of=("urgency is now", "hiring_owner is true")),
            situation("later", "pairing", *late, any_of=("long_view_owner is true", "hiring_owner is false")),
        ],
    )
    items = proved(written, crowd=1, budget=1)
    assert items["overlaps"]["first/later"].message == "Not proven: whether later can also hold where first decides."
    cliff = items["expectations"]["steep/engineer_count/14-15"]
    assert cliff.message == "Not proven: whether steep makes a cliff between engineer_count 14 and 15."
    assert (cliff.holds, cliff.warns) == (True, True)
    assert "first/later" not in proved(written)["overlaps"]
    assert "steep/engineer_count/14-15" not in proved(written)["expectations"]


def items_of(proof):
    return [item for part in proof.parts for item in part.items]


def test_the_examples_are_an_item_each():
    examples = [
        {"key": "right", "profile": {}, "verdict": "neither_yet", "also": [], "note": ""},
        {"key": "wrong", "profile": {}, "verdict": "pairing", "also": [], "note": ""},
    ]
    items = proved(document(examples=examples))["examples"]
    assert (items["right"].holds, items["wrong"].holds) == (True, False)
    assert items["wrong"].message == "wrong must get pairing, but gets neither_yet. Mend the rules, or the example."


def test_the_document_has_the_keys_of_the_command():
    told = prove(book()).as_dict()
    assert list(told) == ["digest", "holds", "proofs"]
    assert [part["proof"] for part in told["proofs"]] == [
        *("reach", "rules", "questions", "overlaps", "expectations", "shares", "examples"),
    ]
    assert all(list(part) == ["proof", "holds", "items"] for part in told["proofs"])
    assert all(list(i) == ["key", "holds", "message", "witnesses"] for part in told["proofs"] for i in part["items"])
    assert json.loads(json.dumps(told)) == told
    assert told["holds"] is False

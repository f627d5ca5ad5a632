import json

import pytest

from hireguide.rules import compare, judging_differences, parse_rulebook
from tests.rules import oracle
from tests.rules.books import document, evidence, situation
from tests.rules.naive_proof import lawful


def parsed(written):
    return parse_rulebook(json.dumps(written))


OLD = document(
    evidence=[evidence("slips", "execution", 4, "delivery_pain is high")],
    situations=[
        situation("early", "neither_yet", "stage is seed"),
        situation("odd", "impossible", "stage is enterprise"),
    ],
)


def test_two_rulebooks_that_differ_in_words_alone_change_nobody():
    words = {**OLD, "name": "Another", "evidence": [{**OLD["evidence"][0], "because": "Another sentence."}]}
    assert compare(parsed(OLD), parsed(words)).as_dict() == {"share": 0.0, "exact": True, "moves": []}


@pytest.mark.parametrize("steps", [20_000, 0])
def test_moves_are_told_from_what_to_what_with_a_company_each(steps):
    new = {
        **OLD,
        "evidence": [evidence("slips", "execution", 4, "delivery_pain at_least medium")],
        "situations": [*OLD["situations"][:1], situation("none", "impossible", "stage is pre_seed")],
    }
    one, other = parsed(OLD), parsed(new)
    told = compare(one, other, steps=steps)
    assert told.exact is (steps > 0)
    assert sum(move.share for move in told.moves) == pytest.approx(told.share)
    assert [move.share for move in told.moves] == sorted((move.share for move in told.moves), reverse=True)
    assert {("neither_yet", "vp_engineering_first"), ("impossible", "neither_yet")} <= {
        (move.start, move.end) for move in told.moves
    }
    for move in told.moves:
        assert oracle.reading(OLD, move.witness)[0] == move.start
        assert oracle.reading(new, move.witness)[0] == move.end
        assert lawful(move.witness)


@pytest.mark.parametrize("steps", [20_000, 0])
def test_up_to_five_companies_that_change_are_witnesses_of_as_many_moves_as_there_are(steps):
    new = {**OLD, "evidence": [evidence("slips", "execution", 4, "delivery_pain at_least medium")]}
    new["situations"] = [situation("none", "impossible", "stage is pre_seed")]
    told = compare(parsed(OLD), parsed(new), steps=steps)
    turns = [(one.start, one.end) for one in told.witnesses]
    assert len(turns) == 5
    assert turns[: len(told.moves)] == [(move.start, move.end) for move in told.moves][:5]
    assert len({tuple(one.facts.items()) for one in told.witnesses}) == 5
    for one in told.witnesses:
        assert oracle.reading(OLD, one.facts)[0] == one.start
        assert oracle.reading(new, one.facts)[0] == one.end
        assert lawful(one.facts)


def test_the_sample_can_be_smaller_and_the_interval_is_as_wide_as_it_makes_it():
    one, other = parsed(OLD), parsed({**OLD, "evidence": []})
    exact, small = compare(one, other), compare(one, other, steps=0, sample=5_000)
    assert (exact.sample, exact.interval(exact.share)) == (None, (exact.share, exact.share))
    assert small.sample == 5_000
    low, high = small.interval(small.share)
    assert low < exact.share < high
    assert 0.01 < high - low < 0.03


def test_what_two_rulebooks_judge_by_is_named_and_words_are_not():
    words = {**OLD, "evidence": [{**OLD["evidence"][0], "because": "Another sentence."}]}
    assert judging_differences(parsed(OLD), parsed(words)) == ()
    new = {**OLD, "evidence": [], "bands": {"execution": [5, 8], "strategy": [2, 4]}}
    assert judging_differences(parsed(OLD), parsed(new)) == ("slips", "bands.execution")


def test_a_comparison_as_a_document_has_each_move_with_its_share_and_company():
    told = compare(parsed(OLD), parsed({**OLD, "evidence": []}))
    (move,) = told.moves
    assert told.as_dict()["moves"] == [
        {"from": move.start, "to": move.end, "share": move.share, "witness": dict(move.witness)}
    ]
    assert oracle.reading(OLD, move.witness)[0] == move.start == "vp_engineering_first"

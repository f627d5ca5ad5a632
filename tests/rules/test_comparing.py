import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hireguide.rules import compare, judge, judging_differences, outcomes, parse_rulebook
from hireguide.rules.comparing import Difference, changes
from tests.rules import oracle, strategies
from tests.rules.books import document, evidence, situation
from tests.rules.naive_proof import lawful
from tests.rules.test_judging import judgements


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


def who(new, *companies):
    return list(changes(parsed(OLD), parsed(new), companies))


@pytest.mark.parametrize(
    ("new", "facts", "change"),
    [
        ({"evidence": []}, {"delivery_pain": "high"}, ("vp_engineering_first", "neither_yet", "slips")),
        (
            {"bands": {"execution": [5, 8], "strategy": [2, 4]}},
            {"delivery_pain": "high"},
            (*("vp_engineering_first", "neither_yet"), "bands.execution"),
        ),
        (
            {"situations": OLD["situations"][1:]},
            {"stage": "seed", "delivery_pain": "high"},
            ("neither_yet", "vp_engineering_first", "early"),
        ),
        ({"situations": OLD["situations"][:1]}, {"stage": "enterprise"}, ("impossible", "neither_yet", "odd")),
        (
            {"situations": [situation("new", "pairing", "urgency is now"), *OLD["situations"]]},
            {"urgency": "now", "stage": "seed"},
            ("neither_yet", "pairing", "new"),
        ),
        (
            {"situations": [*OLD["situations"], situation("last", "pairing", "urgency is now")]},
            {"urgency": "now", "stage": "pre_seed"},
            ("neither_yet", "pairing", "last"),
        ),
    ],
)
def test_the_rule_that_did_it_is_named(new, facts, change):
    assert who({**OLD, **new}, facts) == [Difference(change[0], change[1], (change[2],))]


def test_a_company_that_stays_is_none_and_a_cell_and_an_order_are_named_too():
    grid = {**OLD["grid"], "none": {**OLD["grid"]["none"], "none": {"verdict": "pairing", "because": "Now."}}}
    assert who({**OLD, "grid": grid}, {"delivery_pain": "low"}, {"delivery_pain": "high"}) == [
        Difference("neither_yet", "pairing", ("grid.none.none",)),
        None,
    ]
    pair = [situation("one", "pairing", "urgency is now"), situation("two", "neither_yet", "stage is seed")]
    before, after = parsed(document(situations=pair)), parsed(document(situations=pair[::-1]))
    facts = {"urgency": "now", "stage": "seed"}
    assert list(changes(before, after, [facts])) == [Difference("pairing", "neither_yet", ("situations",))]


def test_where_no_one_thing_did_it_all_that_were_needed_are_named():
    new = {
        **OLD,
        "evidence": [
            evidence("slips", "execution", 2, "delivery_pain is high"),
            evidence("more", "execution", 2, "urgency is now"),
        ],
    }
    old = {**OLD, "evidence": []}
    facts = {"delivery_pain": "high", "urgency": "now"}
    [change] = changes(parsed(old), parsed(new), [facts])
    assert change == Difference("neither_yet", judge(parsed(new), facts).code, ("slips", "more"))


@pytest.mark.parametrize("points", [2, 4])
def test_what_had_no_part_in_a_change_is_not_named(points):
    new = [
        evidence("slips", "execution", points, "delivery_pain is high"),
        evidence("more", "execution", points, "urgency is now"),
        evidence("else", "strategy", 1, "lead_departed is true"),
    ]
    [change] = changes(
        parsed(document()), parsed(document(evidence=new)), [{"delivery_pain": "high", "urgency": "now"}]
    )
    assert change == Difference("neither_yet", "vp_engineering_first", ("slips", "more"))


@settings(max_examples=40)
@given(judgements(), st.data())
def test_who_changes_is_who_gets_another_outcome_from_the_other(judgement, data):
    written, facts = judgement
    drawn = data.draw(strategies.documents(fields=3, rules=4))
    books = parsed(written), parsed({**written, "situations": drawn["situations"], "bands": drawn["bands"]})
    start, end = (next(outcomes(book, [facts])) for book in books)
    [change] = changes(*books, [facts])
    assert (change and (change.start, change.end)) == (None if start == end else (start, end))


def test_an_order_is_told_though_a_rule_is_called_as_it_is():
    pair = [situation("one", "pairing", "urgency is now"), situation("situations", "neither_yet", "stage is seed")]
    before, after = parsed(document(situations=pair)), parsed(document(situations=pair[::-1]))
    facts = {"urgency": "now", "stage": "seed"}
    assert list(changes(before, after, [facts])) == [Difference("pairing", "neither_yet", ("situations",))]


def test_an_order_is_told_though_a_rule_that_is_called_as_it_is_cannot_hold():
    pair = [situation("one", "pairing", "urgency is now"), situation("two", "neither_yet", "stage is seed")]
    last = situation("situations", "neither_yet", "stage is enterprise")
    before, after = parsed(document(situations=[*pair, last])), parsed(document(situations=[*pair[::-1], last]))
    facts = {"urgency": "now", "stage": "seed"}
    assert list(changes(before, after, [facts])) == [Difference("pairing", "neither_yet", ("situations",))]


def test_who_changes_is_told_in_order_and_at_once():
    companies = ({"delivery_pain": pain} for pain in ("high", "low", "high", "high", "none"))
    told = changes(parsed(OLD), parsed({**OLD, "evidence": []}), companies)
    change = Difference("vp_engineering_first", "neither_yet", ("slips",))
    assert next(told) == change
    assert next(companies) == {"delivery_pain": "low"}
    assert list(told) == [change, change, None]

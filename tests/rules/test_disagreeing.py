import json
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hireguide.rules import IMPOSSIBLE, Voice, disagree, judge, parse_rulebook
from tests.rules.books import book, evidence, situation
from tests.rules.naive_voices import Naive
from tests.rules.strategies import answers, documents

BOOK = book(
    evidence=[
        evidence("slips", "execution", 4, "delivery_pain at_least medium"),
        evidence("grown", "execution", 1, "engineer_count at_least 15"),
        evidence("adrift", "strategy", 4, "unguided_decisions is true"),
    ],
    situations=[
        situation("tiny", "neither_yet", "employee_count at_most 3"),
        situation("nobody", "impossible", "delivery_pain is high", "engineer_count is 0"),
    ],
)
CEO = Voice("ceo", {"employee_count": 40, "engineer_count": 12, "delivery_pain": "none", "unguided_decisions": True})
CTO = Voice("cto", {"employee_count": 40, "engineer_count": 14, "delivery_pain": "medium", "unguided_decisions": True})


def topic(told, name):
    return next(topic for topic in told.topics if topic.field == name)


def by_verdict(told):
    return {
        ways.verdict: [[(claim.field, *claim.values) for claim in claims] for claims in ways.sets] for ways in told.ways
    }


def test_it_says_who_would_have_to_be_right():
    told = disagree(BOOK, [CEO, CTO], {})
    assert by_verdict(told) == {
        "fractional_cto_first": [[("delivery_pain", "none")]],
        "pairing": [[("delivery_pain", "medium")]],
    }
    assert told.ways[0].sets[0][0].voices == ("ceo",)
    assert told.proven
    assert topic(told, "delivery_pain").narrows
    assert topic(told, "delivery_pain").leaves == (("fractional_cto_first",), ("pairing",))


def test_a_difference_that_no_rule_tells_apart_decides_nothing():
    told = disagree(BOOK, [CEO, CTO], {})
    engineers = topic(told, "engineer_count")
    assert (engineers.decisive, engineers.sways, engineers.standing) == (False, 0, "differs")
    assert told.combinations == 2


def test_decisive_topics_come_first_then_those_furthest_apart():
    told = disagree(BOOK, [CEO, CTO], {})
    assert [each.field for each in told.topics[:3]] == ["delivery_pain", "engineer_count", "stage"]


def test_a_difference_may_decide_only_together_with_another():
    ceo = Voice("ceo", {"delivery_pain": "high", "engineer_count": 20, "unguided_decisions": False})
    cto = Voice("cto", {"delivery_pain": "none", "engineer_count": 10, "unguided_decisions": False})
    rules = book(evidence=[evidence("both", "execution", 4, "delivery_pain is high", "engineer_count at_least 15")])
    told = disagree(rules, [ceo, cto], {})
    assert topic(told, "engineer_count").decisive
    assert topic(told, "engineer_count").leaves == (("neither_yet",), ("vp_engineering_first", "neither_yet"))
    assert by_verdict(told)["vp_engineering_first"] == [[("engineer_count", 20), ("delivery_pain", "high")]]


def test_numbers_that_no_rule_tells_apart_are_one_claim():
    more = Voice("board", {**CTO.facts, "engineer_count": 20})
    even_more = Voice("product", {**CTO.facts, "engineer_count": 30, "delivery_pain": "low"})
    rules = book(evidence=[evidence("grown", "execution", 4, "engineer_count at_least 15")])
    told = disagree(rules, [CTO, more, even_more], {})
    claims = [claim for ways in told.ways for claims in ways.sets for claim in claims]
    assert (20, 30) in {claim.values for claim in claims}
    assert ("board", "product") in {claim.voices for claim in claims}


def test_what_is_settled_hangs_on_nobody_any_more():
    told = disagree(BOOK, [CEO, CTO], {"delivery_pain": "none"})
    assert by_verdict(told) == {"fractional_cto_first": [[]]}
    assert topic(told, "delivery_pain").leaves == ()
    assert topic(told, "delivery_pain").standing == "differs"


def test_nobody_knows_is_not_no():
    told = disagree(BOOK, [CEO, CTO], {"delivery_pain": None})
    assert "delivery_pain" in told.open
    assert "delivery_pain" not in told.facts


def test_claims_that_cannot_all_be_right_are_named_with_the_reason():
    none = Voice("board", {"engineer_count": 0, "delivery_pain": "high", "unguided_decisions": False})
    told = disagree(BOOK, [CTO, none], {"unguided_decisions": False})
    assert [[claim.field for claim in clash.claims] for clash in told.clashes] == [["engineer_count", "delivery_pain"]]
    assert told.clashes[0].because == "Because of nobody."


def test_more_engineers_than_people_clash():
    few = Voice("board", {"employee_count": 10, "engineer_count": 5})
    told = disagree(BOOK, [few, CEO], {})
    assert {tuple(claim.values[0] for claim in clash.claims) for clash in told.clashes} == {(10, 12)}
    assert "at most employee_count" in told.clashes[0].because


def test_a_question_that_applies_only_if_somebody_is_right_counts_only_then():
    rules = book(
        evidence=[evidence("asks", "strategy", 4, "board_asks_about is technology_strategy")],
        situations=[situation("calm", "neither_yet", "board_pressure is none")],
    )
    board = Voice("board", {"board_pressure": "high", "board_asks_about": "technology_strategy"})
    product = Voice("product", {"board_pressure": "low", "board_asks_about": "delivery"})
    told = disagree(rules, [board, product, Voice("ceo", {"board_pressure": "none"})], {})
    assert by_verdict(told)["fractional_cto_first"] == [
        [("board_pressure", pressure), ("board_asks_about", "technology_strategy")] for pressure in ("high", "low")
    ] or by_verdict(told)["fractional_cto_first"] == [
        [("board_pressure", "low", "high"), ("board_asks_about", "technology_strategy")]
    ]


def test_too_many_combinations_are_not_proven_and_hold_to_what_most_say():
    few = Voice("board", {**CTO.facts, "unguided_decisions": False, "engineer_count": 20})
    told = disagree(BOOK, [CEO, CTO, few], {}, most=2)
    assert not told.proven
    assert told.held
    held = told.held[0]
    assert len(held.voices) == 2
    assert topic(told, held.field).decisive is None
    assert all(not ways.proven for ways in told.ways)


@pytest.mark.parametrize("voices", [[], [CEO]])
def test_one_voice_or_none_disputes_nothing(voices):
    told = disagree(BOOK, voices, {})
    facts = voices[0].facts if voices else {}
    assert by_verdict(told) == {judge(BOOK, facts).code: [[]]}
    assert not any(each.leaves for each in told.topics)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_it_agrees_with_judging_every_combination(data):
    written = data.draw(documents(fields=5))
    rules = parse_rulebook(json.dumps(written))
    voices = [Voice(str(number), data.draw(answers(written))) for number in range(data.draw(st.integers(2, 3)))]
    settled = {name: data.draw(st.sampled_from([None, value])) for name, value in list(voices[0].facts.items())[:1]}
    naive = Naive(rules, voices, settled)
    told = disagree(rules, voices, settled)
    assert {ways.verdict for ways in told.ways} == set(naive.codes) - {IMPOSSIBLE}
    assert bool(told.clashes) == (IMPOSSIBLE in naive.codes)
    assert told.proven
    for name in naive.names:
        assert topic(told, name).decisive == naive.decisive(name)
    for ways in told.ways:
        check_ways(naive, ways)
    for clash in told.clashes:
        assert naive.gives(IMPOSSIBLE, {claim.field: claim.values for claim in clash.claims})


def check_ways(naive, ways):
    """Each set gives the verdict, no part of it does, and none that gives it is left out."""
    sets = [{claim.field: claim.values for claim in claims} for claims in ways.sets]
    for chosen in sets:
        assert naive.gives(ways.verdict, chosen)
        for name in chosen:
            assert not naive.gives(ways.verdict, {other: chosen[other] for other in chosen if other != name})
    for size in range(min(len(naive.names), 3) + 1):
        for names in combinations(naive.names, size):
            for values in product(*([claim.values[0] for claim in naive.merged.disputed[name]] for name in names)):
                chosen = dict(zip(names, values, strict=True))
                if ways.whole and naive.gives(ways.verdict, {name: (value,) for name, value in chosen.items()}):
                    assert any(all(chosen.get(name) in known for name, known in each.items()) for each in sets)


def test_why_claims_clash_is_told_of_what_was_taken_as_right_too():
    rules = book(situations=[situation("never", "impossible", "delivery_pain is high", "unguided_decisions is true")])
    one = Voice("one", {"delivery_pain": "high", "unguided_decisions": True})
    other = Voice("other", {"delivery_pain": "none", "unguided_decisions": True})
    told = disagree(rules, [one, other], {})
    assert [[claim.field for claim in clash.claims] for clash in told.clashes] == [["delivery_pain"]]
    assert told.clashes[0].because == "Because of never."


def test_claims_may_clash_with_whatever_anybody_says_of_another_question():
    rules = book(situations=[situation("calm", "impossible", "delivery_pain is high", "board_pressure is_not none")])
    one = Voice("one", {"delivery_pain": "high", "board_pressure": "low"})
    other = Voice("other", {"delivery_pain": "none", "board_pressure": "medium"})
    told = disagree(rules, [one, other], {})
    assert [[claim.field for claim in clash.claims] for clash in told.clashes] == [["delivery_pain"]]
    assert told.clashes[0].because == "Because of calm."


def test_more_ways_than_are_told_are_not_called_all():
    points = [*[1] * 11, 4]
    rules = book(
        evidence=[evidence(f"with_{n}", "execution", each, f"engineer_count is {n}") for n, each in enumerate(points)]
    )
    told = disagree(rules, [Voice(str(count), {"engineer_count": count}) for count in range(12)], {})
    assert [(ways.verdict, len(ways.sets), ways.whole) for ways in told.ways] == [
        ("vp_engineering_first", 1, True),
        ("neither_yet", 10, False),
    ]


def test_ways_that_were_not_looked_for_to_the_end_are_not_called_all(monkeypatch):
    monkeypatch.setattr("hireguide.rules.table._NODES", 2)
    told = disagree(BOOK, [CEO, CTO], {})
    assert [(ways.whole, ways.proven) for ways in told.ways] == [(False, False)] * 2


def test_answers_to_what_no_rule_asks_make_no_combinations():
    told = disagree(BOOK, [Voice("one", {"urgency": "now"}), Voice("other", {"urgency": "exploring"})], {})
    assert told.combinations == 1
    assert topic(told, "urgency").decisive is False

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from hireguide.rules import ProfileError, judge, parse_rulebook, rule_states
from tests.rules import oracle
from tests.rules.books import advice, book, evidence, situation
from tests.rules.strategies import answers, documents


def state_of(facts, *conditions, any_of=()):
    """The state of one rule with these conditions, and what made it so as `field: answer`."""
    rulebook = book(evidence=[evidence("one", "execution", 3, *conditions, any_of=any_of)])
    state = rule_states(rulebook, facts, None)[0]
    return state.holds, [f"{asked.condition.field}: {asked.answer}" for asked in state.because]


HIGH, BIG, SEED = "delivery_pain at_least medium", "engineer_count at_least 15", "stage is seed"


def test_a_rule_that_holds_names_every_condition_that_does():
    facts = {"delivery_pain": "high", "engineer_count": 20}
    assert state_of(facts, HIGH, BIG) == (True, ["delivery_pain: high", "engineer_count: 20"])
    assert state_of(facts, HIGH, any_of=[SEED, BIG]) == (True, ["delivery_pain: high", "engineer_count: 20"])


def test_a_rule_that_does_not_hold_names_what_fails_even_where_more_is_open():
    assert state_of({"delivery_pain": "low"}, HIGH, BIG) == (False, ["delivery_pain: low"])
    assert state_of({"stage": "series_a", "engineer_count": 3}, HIGH, any_of=[SEED, BIG]) == (
        False,
        ["stage: series_a", "engineer_count: 3"],
    )


def test_an_open_rule_names_what_is_open():
    assert state_of({"delivery_pain": "high"}, HIGH, BIG) == (None, ["engineer_count: None"])
    assert state_of({"stage": "series_a"}, any_of=[SEED, BIG]) == (None, ["engineer_count: None"])
    assert state_of({"engineer_count": 20}, HIGH, any_of=[SEED, BIG]) == (None, ["delivery_pain: None"])


def test_a_question_that_is_not_asked_of_this_company_fails_its_condition():
    rulebook = book(evidence=[evidence("one", "strategy", 3, "board_asks_about is delivery")])
    state = rule_states(rulebook, {"board_pressure": "none"}, None)[0]
    assert (state.holds, [asked.applies for asked in state.because]) == (False, [False])
    assert rule_states(rulebook, {}, None)[0].because[0].applies


def test_advice_reads_the_verdict_and_the_bands_which_are_open_where_the_profile_is_refused():
    rulebook = book(advice=[advice("wait", "verdict is neither_yet", "execution is none")])
    assert rule_states(rulebook, {}, judge(rulebook, {}))[0].holds
    assert rule_states(rulebook, {}, None)[0].holds is None


def test_rules_come_in_the_rulebooks_order_with_their_parts():
    rulebook = book(
        advice=[advice("wait", SEED)],
        evidence=[evidence("slips", "execution", 3, HIGH), evidence("grown", "execution", 1, BIG)],
        situations=[situation("small", "neither_yet", "engineer_count at_most 4")],
    )
    states = [(state.part, state.rule.key) for state in rule_states(rulebook, {}, None)]
    assert states == [("situations", "small"), ("evidence", "slips"), ("evidence", "grown"), ("advice", "wait")]


@settings(max_examples=60)
@given(st.data())
def test_what_holds_is_what_the_judge_counted_and_what_an_independent_reading_says(data):
    document = data.draw(documents())
    rulebook = parse_rulebook(json.dumps(document))
    facts = data.draw(answers(document))
    try:
        verdict = judge(rulebook, facts)
    except ProfileError:
        return
    states = rule_states(rulebook, facts, verdict)
    assert [state.rule.key for state in states if state.part == "evidence" and state.holds] == [
        reason.rule for reason in verdict.reasons
    ]
    written = {rule["key"]: rule["when"] for part in ("evidence", "situations") for rule in document[part]}
    for state in states:
        assert (state.holds is True) == oracle.holds(written[state.rule.key], facts)

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hireguide.rules import ProfileError, judge, parse_rulebook, rounded_facts, rule_states
from hireguide.rules.profile import broken_law
from tests.rules.books import book, evidence
from tests.rules.strategies import answers, documents

BOOK = book(
    evidence=[
        evidence("grown", "execution", 2, "engineer_count between [15, 18]"),
        evidence("many", "execution", 2, "employee_count at_least 341"),
        evidence("few", "strategy", 2, "employee_count at_most 353"),
    ]
)


@pytest.mark.parametrize(
    ("name", "exact", "rounded"),
    [
        ("engineer_count", 7, 7),  # small numbers tell nobody apart
        ("engineer_count", 14, 10),
        ("engineer_count", 17, 15),  # 20 is beyond what the rule tells apart
        ("engineer_count", 83, 80),
        ("employee_count", 338, 300),
        ("employee_count", 347, 350),  # between two rules’ edges: the roundest that is left
        ("employee_count", 1234, 1000),
        ("ceo_hours_on_engineers", 23, 20),  # no rule asks
        ("ceo_hours_on_engineers", 78, 80),
    ],
)
def test_a_number_becomes_as_round_as_the_rules_allow(name, exact, rounded):
    assert rounded_facts(BOOK, {name: exact}) == {name: rounded}


def test_a_number_that_only_its_own_value_leaves_stays():
    tight = book(evidence=[evidence("just", "execution", 2, "employee_count is 347")])
    assert rounded_facts(tight, {"employee_count": 347}) == {"employee_count": 347}


def test_answers_that_are_no_numbers_stay():
    facts = {"stage": "seed", "delivery_owner": True}
    assert rounded_facts(BOOK, facts) == facts


def test_the_two_counts_never_come_to_contradict_each_other():
    facts = {"employee_count": 14, "engineer_count": 12}
    assert rounded_facts(BOOK, facts) == {"employee_count": 10, "engineer_count": 10}
    facts = {"employee_count": 16, "engineer_count": 16}
    tight = book(evidence=[evidence("few", "strategy", 2, "employee_count between [15, 17]")])
    assert rounded_facts(tight, facts) == facts


@settings(max_examples=60)
@given(st.data())
def test_every_rule_stands_to_both_companies_alike(data):
    document = data.draw(documents())
    rulebook, facts = parse_rulebook(json.dumps(document)), data.draw(answers(document))
    rounded = rounded_facts(rulebook, facts)
    assert not broken_law(rounded)
    assert [state.holds for state in rule_states(rulebook, facts, None)] == [
        state.holds for state in rule_states(rulebook, rounded, None)
    ]
    try:
        assert judge(rulebook, facts).code == judge(rulebook, rounded).code
    except ProfileError:
        return

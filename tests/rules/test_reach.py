import json

import pytest
from hypothesis import given, settings

from hireguide.rules import judge, judging, parse_rulebook
from hireguide.rules.compiled import compile_rulebook
from hireguide.rules.reach import reach
from hireguide.rules.space import space_of
from tests.rules import oracle
from tests.rules.books import book, document, evidence
from tests.rules.test_judging import judgements

# Each rule asks three questions, so that nothing can be told without splitting.
KNOTTED = book(
    bands=((3, 9), (3, 9)),
    evidence=[
        evidence("one", "execution", 4, "delivery_pain is high", "urgency is now", "delivery_owner is false"),
        evidence("two", "execution", 4, "delivery_pain is low", "urgency is now", "delivery_owner is true"),
        evidence("three", "strategy", -3, "delivery_pain is high", "urgency is exploring", "delivery_owner is true"),
        evidence("four", "strategy", 4, "delivery_pain is low", "urgency is exploring", "delivery_owner is false"),
    ],
)


def space(rulebook):
    return space_of(compile_rulebook(rulebook))


def test_a_search_that_may_finish_is_exact():
    found = reach(space(KNOTTED), {})
    assert found.proven
    assert (found.execution, found.strategy) == ((0, 4), (-3, 4))
    assert found.verdicts == {"neither_yet"}


@pytest.mark.parametrize("budget", [0, 1, 5])
def test_a_search_cut_short_says_so_and_rules_nothing_out_wrongly(budget):
    found = reach(space(KNOTTED), {}, budget=budget)
    assert not found.proven
    assert found.verdicts >= {"neither_yet"}
    (least, most), (least_strategy, most_strategy) = found.execution, found.strategy
    assert (least <= 0, most >= 4) == (True, True)
    assert (least_strategy <= -3, most_strategy >= 4) == (True, True)


@settings(max_examples=60)
@given(judgements())
def test_a_search_cut_short_is_never_narrower_than_the_truth(judgement):
    document, facts = judgement
    expected = oracle.verdict(document, facts)
    found = reach(space(parse_rulebook(json.dumps(document))), facts, budget=2)
    if expected:
        assert found.verdicts >= expected["possible"]
        for gap, range_ in (("execution", found.execution), ("strategy", found.strategy)):
            assert range_[0] <= expected["ranges"][gap][0] <= expected["ranges"][gap][1] <= range_[1]
    if found.proven:
        assert found.verdicts == (expected["possible"] if expected else set())


def test_a_verdict_that_is_not_proven_says_so_in_its_document(monkeypatch):
    monkeypatch.setattr(judging, "reach", lambda space, facts: reach(space, facts, budget=1))
    told = judge(KNOTTED, {}).as_dict()
    assert told["proven"] is False
    assert told["verdict"] == "neither_yet"


def test_people_may_be_split_before_the_engineers_among_them():
    questions = ["urgency is now", "delivery_pain is high", "diligence_ahead is true", "delivery_owner is false"]
    written = document(
        evidence=[
            *(
                evidence(f"few{n}", "execution", 2, "employee_count at_most 4", asked)
                for n, asked in enumerate(questions)
            ),
            evidence("many", "execution", 5, "engineer_count at_least 5"),
            evidence("idle", "execution", 3, "management_structure is false", "employee_count at_most 0"),
        ]
    )
    found = reach(space(parse_rulebook(json.dumps(written))), {})
    expected = oracle.verdict(written, {})
    assert (found.proven, list(found.execution)) == (True, expected["ranges"]["execution"])
    assert found.verdicts == expected["possible"]

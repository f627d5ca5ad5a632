import json
from itertools import combinations
from math import prod

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from hireguide.rules import VERDICTS, panel, parse_rulebook
from hireguide.rules.compiled import compile_rulebook
from hireguide.rules.matter import open_questions, still_matter
from hireguide.rules.next_question import next_question
from hireguide.rules.space import space_of
from hireguide.rules.sufficient import sufficient
from hireguide.rules.triggers import triggers
from tests.rules import naive_outlook, naive_steps
from tests.rules.books import document, evidence, situation
from tests.rules.strategies import answers, documents


@pytest.fixture(scope="module", autouse=True)
def a_small_crowd():
    """So that searches have something to find."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(panel, "_SIZE", 4)
        yield


@st.composite
def judgements(draw, fields=4):
    document = draw(documents(fields=fields, rules=6))
    return document, draw(answers(document))


def space(document):
    return space_of(compile_rulebook(parse_rulebook(json.dumps(document))))


@settings(max_examples=30, deadline=None)
@given(judgements(fields=3))
def test_triggers_are_the_first_values_that_time_brings_and_change_the_verdict(judgement):
    document, facts = judgement
    verdict = naive_steps.verdict(document, facts)
    assume(verdict)
    found, proven = triggers(space(document), facts, verdict)
    assert proven
    assert [(t.field, t.start, t.to, t.verdict) for t in found] == naive_outlook.triggers(document, facts)


@settings(max_examples=15, deadline=None)
@given(judgements(fields=3))
def test_the_first_smallest_set_of_answers_that_settles_is_found(judgement):
    document, facts = judgement
    possible = naive_outlook.possible(document, facts)
    assume(len(possible) == 1)
    found, proven = sufficient(space(document), facts, *possible)
    assert proven
    assert found == naive_outlook.sufficient(document, facts)


def knotted():
    """Nothing is settled but by several answers together."""
    asked = ("delivery_pain is high", "urgency is now", "diligence_ahead is true", "hiring_owner is false")
    return document(
        bands=((3, 5), (3, 5)),
        evidence=[
            *(evidence(f"e{n}", "execution", 2, *pair) for n, pair in enumerate(combinations(asked, 2))),
            *(evidence(f"s{n}", "strategy", 2, *pair) for n, pair in enumerate(combinations(asked, 2))),
        ],
    )


def test_what_settles_is_not_told_where_there_was_too_little_time_to_prove_it(monkeypatch):
    document = knotted()
    facts = {"delivery_pain": "high", "hiring_owner": False, "diligence_ahead": True, "urgency": "now"}
    told = space(document)
    first = naive_outlook.sufficient(document, facts)
    found = set()
    for tries in range(40):
        monkeypatch.setattr("hireguide.rules.sufficient._TRIES", tries)
        found.add(sufficient(told, facts, "pairing"))
    assert (None, False) in found
    assert (first, True) in found
    for names, proven in found - {(None, False)}:
        assert names == first or not proven
        assert naive_outlook.possible(document, {name: facts[name] for name in names}) == {"pairing"}


def around():
    """No two of the rules hold together, yet each two share a question that the third does not ask."""
    return document(
        bands=((2, 6), (2, 4)),
        evidence=[
            evidence("one", "execution", 4, "diligence_ahead is true", "delivery_owner is true"),
            evidence("two", "execution", 4, "diligence_ahead is false", "hiring_owner is true"),
            evidence("three", "execution", 4, "delivery_owner is false", "hiring_owner is false"),
        ],
    )


def test_nothing_is_known_to_suffice_where_the_search_was_cut_short():
    told = space(around())
    assert sufficient(told, {"diligence_ahead": True}, "neither_yet") == ((), True)
    assert sufficient(told, {"diligence_ahead": True}, "neither_yet", budget=0) == (None, False)


@pytest.mark.parametrize("budget", [0, 600])
def test_a_question_counts_as_mattering_until_it_is_shown_that_it_does_not(budget):
    assert set(still_matter(space(around()), {}, budget)) == (
        {"engineer_count", "employee_count"}
        | ({"diligence_ahead", "delivery_owner", "hiring_owner"} if not budget else set())
    )


PEOPLE = document(
    evidence=[
        evidence("many", "execution", 3, "engineer_count at_least 6", "employee_count at_most 80"),
        evidence("unled", "execution", 2, "management_structure is false"),
        evidence("few", "strategy", 3, "employee_count at_most 5"),
        evidence("lost", "strategy", 4, "hiring_owner is false"),
    ],
    situations=[
        situation("no", "impossible", "management_structure is true", "engineer_count at_most 2"),
        situation("odd", "impossible", "delivery_owner is true", "employee_count at_least 81"),
    ],
)


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"engineer_count": 2},
        {"engineer_count": 6},
        {"employee_count": 5},
        {"employee_count": 81},
        {"employee_count": 5, "management_structure": True},
        {"management_structure": False},
        {"employee_count": 80, "engineer_count": 6},
        {"employee_count": 80, "engineer_count": 0},
        {"employee_count": 80, "engineer_count": 2},
    ],
)
def test_counts_and_what_refuses_profiles_weigh_in_the_next_question(facts):
    possible = naive_outlook.possible(PEOPLE, facts)
    asked = next_question(space(PEOPLE), facts, possible, budget=2_000)
    expected = naive_outlook.expected(PEOPLE, facts)
    if len(possible) == 1:
        assert asked is None
    elif min(expected.values()) < len(possible):
        least = min(expected.values())
        assert (asked.exact, asked.expected) == (True, least)
        assert asked.field == next(name for name in expected if expected[name] == least)


LEADS = document(
    evidence=[evidence("away", "execution", 4, "lead_wish is step_back", "hiring_owner is false")],
    situations=[
        situation("no", "impossible", "lead_wish is keep_both", "delivery_owner is true"),
        situation("never", "impossible", "lead_wish is keep_both", "lead_wish is step_back"),
    ],
)


BOARD = document(
    evidence=[evidence("asked", "strategy", 4, "board_asks_about is both", "hiring_owner is true")],
    situations=[situation("no", "impossible", "delivery_owner is true", "board_pressure is none")],
)


@pytest.mark.parametrize(
    ("written", "facts"),
    [
        (LEADS, {}),
        (LEADS, {"technology_lead": "cto_by_title"}),
        (LEADS, {"technology_lead": "none"}),
        (BOARD, {}),
        (BOARD, {"delivery_owner": True}),
    ],
)
def test_what_hangs_on_other_answers_weighs_in_the_next_question(written, facts):
    possible = naive_outlook.possible(written, facts)
    asked = next_question(space(written), facts, possible)
    expected = naive_outlook.expected(written, facts)
    if len(possible) == 1:
        assert asked is None
    else:
        assert asked.expected == min(expected.values())
        assert asked.field == next(name for name in expected if expected[name] == asked.expected)


def test_a_question_that_tells_nothing_alone_is_asked_where_it_matters():
    owners = ("delivery_owner is true", "hiring_owner is true", "long_view_owner is true")
    two_of_three = document(
        bands=((2, 2), (2, 4)),
        evidence=[evidence(f"e{n}", "execution", 2, *pair) for n, pair in enumerate(combinations(owners, 2))],
    )
    facts = {"stage": "seed"}
    asked = next_question(space(two_of_three), facts, ("vp_engineering_first", "neither_yet"))
    assert (asked.field, asked.exact, asked.expected) == ("delivery_owner", True, 2)


def test_what_matters_only_to_a_rare_company_is_found_too():
    rare = ("delivery_pain is high", "diligence_ahead is true", "codebase_health is untrusted", "urgency is now")
    told = document(bands=((2, 4), (2, 4)), evidence=[evidence("rare", "execution", 4, *rare)])
    assert {"delivery_pain", "diligence_ahead", "codebase_health", "urgency"} <= set(still_matter(space(told), {}))


def test_what_only_a_rare_company_is_refused_for_matters_too():
    rare = {"delivery_pain": "high", "diligence_ahead": "true", "codebase_health": "untrusted", "urgency": "now"}
    told = document(situations=[situation("no", "impossible", *(f"{name} is {value}" for name, value in rare.items()))])
    assert set(still_matter(space(told), {})) == {*rare, "engineer_count", "employee_count"}


def test_answers_that_would_set_a_known_one_aside_do_not_make_a_question_matter():
    unled = document(evidence=[evidence("unled", "execution", 4, 'technology_lead one_of ["none", "agency"]')])
    assert "technology_lead" in still_matter(space(unled), {})
    assert "technology_lead" not in still_matter(space(unled), {"lead_wish": "step_back"})


def test_nothing_matters_to_a_company_that_there_cannot_be():
    assert not list(still_matter(space(PEOPLE), {"employee_count": 0, "management_structure": True}))


def test_chances_that_are_too_many_to_count_are_estimated(monkeypatch):
    monkeypatch.setattr("hireguide.rules.chances._MOST_JOINT", 1)
    few = document(
        evidence=[
            evidence("many", "execution", 4, "engineer_count at_least 6"),
            evidence("lost", "strategy", 4, "hiring_owner is false", "codebase_health is untrusted"),
        ]
    )
    for written, facts in (({**PEOPLE, "name": "Other people"}, {}), (few, {"employee_count": 5})):
        asked = next_question(space(written), facts, VERDICTS)
        assert asked is not None
        assert not asked.exact


def test_where_chances_are_estimated_more_engineers_than_people_still_leave_nothing_possible(monkeypatch):
    monkeypatch.setattr("hireguide.rules.chances._MOST_JOINT", 1)
    crowded = document(
        evidence=[
            evidence("grown", "execution", 4, "engineer_count at_least 3"),
            evidence("small", "strategy", 1, "engineer_count at_most 5"),
        ]
    )
    asked = next_question(space(crowded), {"employee_count": 5}, ("vp_engineering_first", "neither_yet"))
    assert (asked.field, asked.exact, asked.expected) == ("engineer_count", False, 1)


def small(document, facts, most=1000):
    fields = [f for f in naive_outlook.relevant(document, facts) if f.name not in facts]
    return prod(len(naive_outlook.pieces(document, f)) for f in fields) <= most


@settings(max_examples=30, deadline=None)
@given(judgements(fields=3))
def test_the_next_question_leaves_the_fewest_verdicts_expected(judgement):
    document, facts = judgement
    possible = naive_outlook.possible(document, facts)
    assume(possible)
    assume(small(document, facts))
    asked = next_question(space(document), facts, possible)
    if len(possible) == 1:
        assert asked is None
        return
    expected = naive_outlook.expected(document, facts)
    least = min(expected.values())
    assert asked.exact
    if least < len(possible):
        assert (asked.field, asked.expected) == (next(name for name in expected if expected[name] == least), least)
    else:
        assert naive_outlook.matters(document, facts, asked.field)


@settings(max_examples=20, deadline=None)
@given(judgements(fields=3))
def test_a_question_matters_as_long_as_two_companies_differ_by_it(judgement):
    document, facts = judgement
    assume(naive_outlook.possible(document, facts))
    assume(small(document, facts, 300))
    mattering = list(still_matter(space(document), facts, budget=10_000))
    for field in naive_outlook.relevant(document, facts):
        if field.name in open_questions(facts):
            expected = naive_outlook.matters(document, facts, field.name)
            assert (field.name in mattering) == expected, field.name


def test_what_can_never_refuse_a_profile_leaves_the_chances_of_answers_as_they_are():
    told = document(
        evidence=[
            evidence("many", "execution", 4, "engineer_count at_least 6"),
            evidence("unled", "execution", 1, "management_structure is false"),
        ],
        situations=[situation("never", "impossible", "delivery_owner is true", "delivery_owner is false")],
    )
    expected = naive_outlook.expected(told, {})
    asked = next_question(space(told), {}, naive_outlook.possible(told, {}))
    assert (asked.field, asked.exact, asked.expected) == ("engineer_count", True, expected["engineer_count"])
    assert expected["engineer_count"] == 1

import json
from math import prod

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from hireguide.rules import FIELDS, parse_rulebook
from hireguide.rules.compiled import compile_rulebook
from hireguide.rules.fields import LAW
from hireguide.rules.matter import open_questions
from hireguide.rules.naming import still_name
from hireguide.rules.space import DEPENDENTS
from tests.rules import naive_form
from tests.rules.books import GRID, document, evidence, situation
from tests.rules.strategies import answers, documents

# Of these more may be told than can change it.
CAREFUL = {LAW.field, LAW.limit, *DEPENDENTS}


@st.composite
def judgements(draw):
    told = draw(documents(fields=3, rules=6))
    return told, draw(answers(told))


def named(told, facts, dont_know, **budget):
    compiled = compile_rulebook(parse_rulebook(json.dumps(told)))
    asked = [name for name in open_questions(facts) if name not in dont_know]
    return [*still_name(compiled, facts, dont_know, asked, **budget)]


# Who leads technology decides, and whether the lead is overloaded does while that is not known.
LED = document(
    evidence=[
        evidence("full", "execution", 4, "lead_overloaded is true"),
        evidence("slips", "execution", 4, "delivery_pain is high", "incident_rate is daily"),
    ],
    situations=[
        situation("led", "pairing", "technology_lead is_not none"),
        situation("unled", "neither_yet", "technology_lead is none"),
    ],
)


def test_what_is_named_can_hang_on_answers_that_decide_nothing_once_all_is_known():
    assert named(LED, {}, ["technology_lead"]) == ["lead_overloaded", "delivery_pain", "incident_rate"]
    assert named(LED, {"lead_overloaded": True}, ["technology_lead"]) == []
    assert named(LED, {"delivery_pain": "low"}, ["technology_lead"]) == ["lead_overloaded"]
    assert named(LED, {"technology_lead": "none"}, []) == []


def test_a_question_counts_until_it_is_shown_that_it_cannot_change_what_is_named():
    told = document(evidence=[evidence("one", "execution", 4, "delivery_pain is high", "incident_rate is daily")])
    told["evidence"] += [evidence("other", "execution", -4, "delivery_pain is high", "incident_rate is daily")]
    assert named(told, {}, []) == []
    assert named(told, {}, [], budget=0) == ["delivery_pain", "incident_rate"]


def test_a_question_that_no_such_company_is_asked_is_not_told():
    told = document(evidence=[evidence("close", "execution", 4, "ceo_hours_on_engineers at_least 5")])
    assert "ceo_hours_on_engineers" in named(told, {}, [])
    assert "ceo_hours_on_engineers" not in named(told, {"employee_count": 0}, [])


def test_what_only_companies_with_engineers_are_asked_makes_nothing_tell_where_there_are_none():
    told = document(
        evidence=[evidence("close", "execution", 4, "ceo_hours_on_engineers at_least 5", "delivery_pain is high")]
    )
    nobody = {"employee_count": 0}
    assert {"ceo_hours_on_engineers", "delivery_pain"} <= {*named(told, {}, [])}
    assert named(told, nobody, []) == named(told, nobody, ["engineer_count"]) == []


def test_what_cannot_be_answered_together_makes_no_question_tell():
    """Whoever is led by an agency is not asked about the lead."""
    told = document(
        bands=((2, 6), (2, 4)),
        grid=GRID | {"none": GRID["none"] | {"none": "fractional_cto_first"}},
        evidence=[
            evidence("led", "execution", 2, "technology_lead is agency"),
            evidence(
                "full",
                "execution",
                -3,
                "lead_overloaded is true",
                any_of=("delivery_pain is_not medium", "technology_lead is technical_founder"),
            ),
        ],
    )
    assert named(told, {}, []) == ["technology_lead"]


def test_how_many_people_there_are_can_change_the_name_though_engineers_are_not_known():
    small = document(situations=[situation("small", "pairing", "employee_count at_most 20")])
    assert "employee_count" in named(small, {}, ["engineer_count"])
    assert "employee_count" in named(small, {"management_structure": True}, ["engineer_count"])
    large = document(evidence=[evidence("large", "execution", 4, "employee_count at_least 20", "engineer_count is 30")])
    assert named(large, {}, []) == ["employee_count", "engineer_count"]


def test_of_counts_that_break_the_law_nothing_is_told():
    assert named(LED, {"employee_count": 0, "management_structure": True}, []) == []


@settings(max_examples=100, deadline=None)
@given(judgements(), st.sets(st.sampled_from(list(FIELDS))))
def test_a_question_can_change_the_name_just_where_two_fillings_of_the_form_differ_by_it(judgement, unsure):
    told, facts = judgement
    dont_know = unsure - facts.keys()
    assume(prod(len(naive_form.answers(field)) for field in naive_form.blanks(told, facts, dont_know)) < 400)
    expected, found = naive_form.naming(told, facts, dont_know), {*named(told, facts, dont_know, budget=10_000)}
    assert found >= expected
    assert found - CAREFUL == expected - CAREFUL

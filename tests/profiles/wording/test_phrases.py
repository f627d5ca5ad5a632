"""Answers and conditions in words."""

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hireguide.profiles.wording import QUESTIONS, answer_text, condition_text, phrases, too_many_engineers
from hireguide.rules import CATALOGUE
from hireguide.rules.conditions import CONCLUSIONS, OPERANDS, OPERATORS, Condition, accepts


def test_the_examples_in_the_docstrings_are_true():
    result = doctest.testmod(phrases)
    assert result.attempted > 0
    assert result.failed == 0


@pytest.mark.parametrize(
    ("field", "value", "text"),
    [
        ("company_name", "Larkspur", "Larkspur"),
        ("stage", "series_a", "Series A"),
        ("technology_lead", "none", "Nobody"),
        ("delivery_owner", True, "Yes"),
        ("delivery_owner", False, "No"),
        ("employee_count", 0, "0 people"),
        ("employee_count", 1, "1 person"),
        ("employee_count", 1200, "1,200 people"),
        ("engineer_count", 1, "1 engineer"),
        ("engineers_next_year", 12, "12 engineers"),
        ("regretted_exits", 2, "2 engineers"),
        ("ceo_hours_on_engineers", 1, "1 hour a week"),
        ("strategic_hours_needed", 10, "10 hours a week"),
        ("leadership_budget", "8k_to_15k", "$8,000 to $15,000"),
    ],
)
def test_an_answer_in_words(field, value, text):
    assert answer_text(field, value) == text


@pytest.mark.parametrize(("field", "value"), [("stage", "series_z"), ("shoe_size", 43), ("shoe_size", "large")])
def test_an_answer_that_there_is_not_is_an_error(field, value):
    with pytest.raises(KeyError):
        answer_text(field, value)


@given(st.data())
def test_two_different_answers_to_a_question_never_read_the_same(data):
    field = data.draw(st.sampled_from(CATALOGUE))
    one, other = data.draw(st.sampled_from(field.values)), data.draw(st.sampled_from(field.values))
    assert (answer_text(field.name, one) == answer_text(field.name, other)) == (one == other)


@pytest.mark.parametrize(
    ("condition", "text"),
    [
        (("stage", "is", "series_a"), "company stage: Series A"),
        (("stage", "one_of", ("seed", "series_a")), "company stage: seed, or Series A"),
        (("stage", "none_of", ("seed", "series_a")), "company stage: any answer but “Seed” and “Series A”"),
        (("technology_lead", "one_of", ("agency", "none")), "who leads technology now: nobody, or an outside agency"),
        (
            ("stage", "none_of", ("seed", "series_a", "series_b")),
            "company stage: any answer but “Seed”, “Series A” and “Series B”",
        ),
        (("technology_lead", "is_not", "none"), "who leads technology now: any answer but “Nobody”"),
        (("delivery_owner", "is", True), "owner of delivery: yes"),
        (("delivery_owner", "is", False), "owner of delivery: no"),
        (("delivery_owner", "is_not", True), "owner of delivery: no"),
        (("delivery_owner", "is_not", False), "owner of delivery: yes"),
        (("delivery_pain", "at_least", "medium"), "slipping commitments: often, or nearly always"),
        (("delivery_pain", "at_least", "high"), "slipping commitments: nearly always"),
        (("delivery_pain", "at_most", "low"), "slipping commitments: hardly ever, or now and then"),
        (("delivery_pain", "between", ("low", "high")), "slipping commitments: now and then, often, or nearly always"),
        (("delivery_pain", "is_not", "none"), "slipping commitments: any answer but “Hardly ever”"),
        (("engineer_count", "is", 1), "engineering team size: 1 engineer"),
        (("engineer_count", "is_not", 0), "engineering team size: any number but 0 engineers"),
        (("engineer_count", "one_of", (5, 8)), "engineering team size: 5 engineers, or 8 engineers"),
        (("engineer_count", "at_least", 1500), "engineering team size: at least 1,500 engineers"),
        (("engineer_count", "between", (15, 30)), "engineering team size: from 15 to 30 engineers"),
        (("strategic_hours_needed", "at_most", 1), "strategic technology work needed: at most 1 hour a week"),
        (("verdict", "is", "vp_engineering_first"), "verdict: VP Engineering first"),
        (("verdict", "one_of", ("pairing", "neither_yet")), "verdict: both seats as a pair, or neither yet"),
        (("execution", "at_least", "some"), "execution gap: some, or large"),
        (("strategy", "is", "none"), "strategy gap: none"),
    ],
)
def test_a_condition_in_words(condition, text):
    assert condition_text(*condition) == text


@given(st.data())
def test_every_condition_that_a_rule_may_hold_has_words_that_begin_with_what_it_asks(data):
    field = data.draw(st.sampled_from(list(OPERANDS.values())))
    op = data.draw(st.sampled_from(OPERATORS[field.kind]))
    one = st.sampled_from(field.values)
    value = data.draw(one)
    if op in ("one_of", "none_of", "between"):
        pair = data.draw(st.lists(one, min_size=2, max_size=2, unique=True))
        value = tuple(sorted(pair, key=list(field.values).index))
    text = condition_text(field.name, op, value)
    start = "" if field.name in CONCLUSIONS else QUESTIONS[field.name].short
    assert text.startswith(f"{start}: " if start else field.name)
    assert not text.endswith(": ")
    assert "_" not in text


@given(st.data())
def test_conditions_on_choices_that_read_the_same_hold_of_the_same_answers(data):
    field = data.draw(st.sampled_from([field for field in OPERANDS.values() if field.kind != "integer"]))
    drawn = []
    for _ in range(2):
        op = data.draw(
            st.sampled_from([op for op in OPERATORS[field.kind] if op not in ("one_of", "none_of", "between")])
        )
        drawn.append(Condition(field.name, op, data.draw(st.sampled_from(field.values))))
    one, other = drawn
    if condition_text(one.field, one.op, one.value) == condition_text(other.field, other.op, other.value):
        assert [accepts(one, value) for value in field.values] == [accepts(other, value) for value in field.values]


@pytest.mark.parametrize("condition", [("stage", "is", "series_z"), ("shoe_size", "is", 43), ("stage", "like", "seed")])
def test_a_condition_that_there_is_not_is_an_error(condition):
    with pytest.raises((KeyError, ValueError)):
        condition_text(*condition)


@pytest.mark.parametrize(
    ("people", "text"),
    [
        (8, "Enter at most 8 engineers, or change the number of people in the company, which is 8"),
        (1, "Enter at most 1 engineer, or change the number of people in the company, which is 1"),
    ],
)
def test_more_engineers_than_people_is_told_what_to_do(people, text):
    assert too_many_engineers(people) == text

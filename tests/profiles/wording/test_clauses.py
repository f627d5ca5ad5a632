"""Answers as clauses after "if" and "once"."""

import doctest

import pytest

from hireguide.profiles.wording import clauses, if_text, once_text
from hireguide.rules import CATALOGUE, FIELDS
from hireguide.rules.triggers import ROUNDS

SOME_NUMBERS = (0, 1, 2, 1_200)
ANSWERS = [
    (field.name, value)
    for field in CATALOGUE
    for value in (field.values if field.kind != "integer" else SOME_NUMBERS)
    if field.kind != "integer" or value <= field.high
]
COUNTS = dict.fromkeys(("employee_count", "engineer_count"), (1, 31))
BROUGHT_BY_TIME = COUNTS | {"stage": ROUNDS[1:], "lead_departed": (True,), "diligence_ahead": (True,)}


def test_the_examples_in_the_docstrings_are_true():
    result = doctest.testmod(clauses)
    assert result.attempted > 0
    assert result.failed == 0


@pytest.mark.parametrize(("field", "value"), ANSWERS)
def test_every_answer_has_its_clause(field, value):
    """It goes on after "if", so it neither begins as a sentence nor ends as one."""
    text = if_text(field, value)
    assert text[0].islower() or text[0].isdigit()
    assert text[-1] not in ".,;:? "
    assert "{" not in text
    assert not text.startswith("if ")


def test_no_two_answers_read_the_same():
    texts = [if_text(field, value) for field, value in ANSWERS]
    assert len(set(texts)) == len(texts)


@pytest.mark.parametrize(
    ("field", "value", "text"),
    [
        ("delivery_owner", False, "nobody owned delivery"),
        ("delivery_pain", "medium", "commitments slipped often"),
        ("employee_count", 1, "the company had 1 person"),
        ("regretted_exits", 0, "no engineers whom the company wanted to keep had left in twelve months"),
        ("ceo_hours_on_engineers", 10, "the CEO spent 10 hours a week managing individual engineers"),
        ("technology_lead", "agency", "technology was led by an outside agency"),
        ("board_pressure", "none", "the board and investors did not press for answers"),
    ],
)
def test_an_answer_after_if(field, value, text):
    assert if_text(field, value) == text


def test_whatever_time_can_bring_has_its_clause():
    """Each field that time moves, each value that it can move it to."""
    assert set(BROUGHT_BY_TIME) == {field.name for field in CATALOGUE if field.timed}
    texts = [once_text(field, value) for field, values in BROUGHT_BY_TIME.items() for value in values]
    assert len(set(texts)) == len(texts)
    assert all(text[0].islower() and text[-1].isalnum() for text in texts)


@pytest.mark.parametrize(
    ("field", "value"), [("shoe_size", 43), ("stage", "series_z"), ("delivery_pain", "terrible"), ("urgency", True)]
)
def test_an_answer_that_there_is_not_has_no_clause(field, value):
    with pytest.raises(KeyError):
        if_text(field, value)


@pytest.mark.parametrize(
    ("field", "value"), [("delivery_owner", True), ("stage", "pre_seed"), ("lead_departed", False), ("urgency", "now")]
)
def test_what_time_does_not_bring_has_no_clause(field, value):
    assert field in FIELDS
    with pytest.raises(KeyError):
        once_text(field, value)

from fractions import Fraction

import pytest

from hireguide.rules.next_question import _value, next_question
from hireguide.rules.weights import Span
from tests.rules import naive_outlook
from tests.rules.books import document, situation
from tests.rules.test_outlook_of_answers import space


@pytest.mark.parametrize(
    ("name", "value"), [("employee_count", 49), ("engineer_count", 21), ("strategic_hours_needed", 21)]
)
def test_a_span_stands_for_the_answer_that_leaves_the_other_count_most_room(name, value):
    assert _value(name, Span(21, 49, Fraction(1))) == value


def test_engineers_are_told_apart_by_the_people_that_they_leave_room_for():
    told = document(situations=[situation("mid", "pairing", "employee_count between [5, 20]")])
    expected = naive_outlook.expected(told, {})["engineer_count"]
    asked = next_question(space(told), {}, naive_outlook.possible(told, {}), {"employee_count"})
    assert (asked.field, asked.exact, asked.expected) == ("engineer_count", True, expected)
    assert expected < 2

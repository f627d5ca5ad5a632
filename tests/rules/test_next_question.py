from fractions import Fraction

import pytest

from hireguide.rules.next_question import _value
from hireguide.rules.weights import Span


@pytest.mark.parametrize(
    ("name", "value"), [("employee_count", 49), ("engineer_count", 21), ("strategic_hours_needed", 21)]
)
def test_a_span_stands_for_the_answer_that_leaves_the_other_count_most_room(name, value):
    assert _value(name, Span(21, 49, Fraction(1))) == value

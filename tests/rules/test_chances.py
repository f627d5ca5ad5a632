from collections import Counter
from fractions import Fraction

import pytest

from hireguide.rules import FIELDS
from hireguide.rules.chances import chances, refusing, spans
from hireguide.rules.compiled import compile_rulebook
from hireguide.rules.space import space_of
from tests.rules.books import book, evidence, situation


def chance(rulebook, facts, name):
    """How likely each answer is, by a choice's value or a number's bracket; None where the question does not apply."""
    space = space_of(compile_rulebook(rulebook))
    weights, exact = chances(space, facts, name, refusing(space, space.completions(facts)))
    assert exact
    told = Counter()
    for place, weight in weights.items():
        start = spans(space)[name][place].start if place >= 0 else None
        brackets = [(low, high) for low, high in FIELDS[name].brackets if low <= start <= high]
        told[brackets[0] if brackets else start] += Fraction(weight, sum(weights.values()))
    return told


def shares(told, whole):
    return {answer: share / whole for answer, share in told.items()}


@pytest.mark.parametrize(
    ("refused", "left"), [("step_back", ["stay_technical", "manage_people", "keep_both"]), ("keep_both", None)]
)
def test_an_answer_that_is_refused_leaves_the_others_and_that_nobody_leads_as_likely_as_they_were(refused, left):
    told = chance(book(situations=[situation("no", "impossible", f"lead_wish is {refused}")]), {}, "lead_wish")
    wishes = left or ["stay_technical", "manage_people", "step_back"]
    assert told == shares({None: Fraction(2, 8), **dict.fromkeys(wishes, Fraction(6, 32))}, Fraction(26, 32))


def test_engineers_are_as_likely_as_their_brackets_so_far_as_the_people_known_let_them():
    rulebook = book(evidence=[evidence("grown", "execution", 4, "engineer_count at_least 15")])
    whole = [bracket for bracket in FIELDS["engineer_count"].brackets if bracket[1] <= 60]
    expected = {**dict.fromkeys(whole, Fraction(1)), (61, 150): Fraction(40, 90)}
    told = chance(rulebook, {"employee_count": 100}, "engineer_count")
    assert told == shares(expected, sum(expected.values()))


def test_people_are_as_likely_as_their_brackets_so_far_as_the_engineers_known_let_them():
    rulebook = book(evidence=[evidence("grown", "execution", 4, "employee_count at_least 15")])
    expected = {(51, 100): Fraction(1, 50)}
    expected |= {bracket: Fraction(1) for bracket in FIELDS["employee_count"].brackets if bracket[0] > 100}
    told = chance(rulebook, {"engineer_count": 100}, "employee_count")
    assert told == shares(expected, sum(expected.values()))


def test_an_answer_is_less_likely_by_as_much_as_the_companies_that_another_answer_with_it_refuses():
    rulebook = book(situations=[situation("no", "impossible", "delivery_pain is high", "urgency is now")])
    expected = {**dict.fromkeys(("none", "low", "medium"), Fraction(1)), "high": Fraction(3, 4)}
    assert chance(rulebook, {}, "delivery_pain") == shares(expected, sum(expected.values()))

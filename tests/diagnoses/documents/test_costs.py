import doctest
import json

import pytest

from hireguide.diagnoses.documents import costs
from hireguide.diagnoses.documents.costs import BUDGETS
from hireguide.rules import FIELDS, parse_rulebook
from tests.diagnoses.documents.results import companies, document_of, example, price, priced_rulebook
from tests.factories import small_rulebook


def costs_of(name, **more):
    return document_of(example(name) | more, priced_rulebook()).costs


def lines_of(name):
    return {line.key: line for line in costs_of(name).lines}


def test_the_examples_in_the_docstrings_hold():
    assert doctest.testmod(costs).failed == 0


def test_the_pair_stands_beside_each_seat_alone_and_a_full_time_cto():
    assert list(lines_of("ex_nobody_owns_delivery")) == ["pair", "vp_engineering", "fractional_cto", "full_time_cto"]


@pytest.mark.parametrize("name", companies())
def test_every_line_is_what_the_editions_prices_come_to(name):
    answers, rulebook = companies()[name]
    prices = {"pair": [0, 0]}
    for cost in rulebook.costs:
        times = 12 if cost.unit == "usd_month" else 1
        prices[cost.seat] = [cost.low * times, cost.high * times]
        if cost.seat in ("vp_engineering", "fractional_cto"):
            prices["pair"] = [total + own for total, own in zip(prices["pair"], prices[cost.seat], strict=True)]
    lines = document_of(answers, rulebook).costs.lines
    assert [[line.low, line.high] for line in lines] == [prices[line.key] for line in lines]


def test_the_arithmetic_is_shown():
    lines = lines_of("ex_nobody_owns_delivery")
    assert lines["pair"].arithmetic == "$220,000–360,000 + 12 × $5,000–15,000"
    assert lines["fractional_cto"].arithmetic == "12 × $5,000–15,000"
    assert (lines["fractional_cto"].a_year, lines["fractional_cto"].a_month) == ("$60,000–180,000", "$5,000–15,000")
    assert (lines["vp_engineering"].arithmetic, lines["vp_engineering"].a_month) == ("", "about $18,300–30,000")


def test_every_line_has_sources_and_the_year_of_its_figures():
    lines = lines_of("ex_empty_seat")
    assert all(line.notes for line in lines.values())
    assert (lines["vp_engineering"].years, lines["pair"].years) == ("2025", "2025 and 2026")


def test_an_interim_is_priced_where_one_is_advised():
    assert "interim_cto" not in lines_of("ex_nobody_owns_delivery")
    interim = lines_of("ex_empty_seat")["interim_cto"]
    assert interim.a_month == "$18,000–25,000"
    assert "some months, not for years" in interim.remark


def test_an_adviser_is_priced_where_one_is_advised():
    assert "adviser" in lines_of("ex_before_customers")


@pytest.mark.parametrize(
    ("name", "marks"),
    [
        ("ex_nobody_owns_delivery", {"pair": "with the second seat", "vp_engineering": "this verdict"}),
        ("ex_questions_nobody_answers", {"pair": "with the second seat", "fractional_cto": "this verdict"}),
        ("ex_title_inflation", {"pair": "this verdict"}),
        ("ex_two_engineers", {}),
    ],
)
def test_the_verdicts_own_line_is_marked(name, marks):
    lines = lines_of(name)
    assert {key: line.mark for key, line in lines.items() if line.mark} == marks
    own = [bar.is_own for bar in costs_of(name).chart.bars]
    assert own == [line.mark == "this verdict" for line in lines.values()]


def test_the_whole_cost_is_said_in_words():
    first = costs_of("ex_nobody_owns_delivery")
    assert first.whole == (
        "A VP Engineering alone costs $220,000–360,000 a year, about $18,300–30,000 a month. "
        "Once the second seat is added, both together cost $280,000–540,000 a year."
    )
    pair = costs_of("ex_title_inflation")
    assert pair.whole == "Both seats together cost $280,000–540,000 a year, about $23,300–45,000 a month."
    assert costs_of("ex_two_engineers").whole == ""


def test_a_pair_that_is_half_there_says_what_the_missing_half_adds():
    vp_there = costs_of("ex_vp_without_direction").filled
    assert vp_there == (
        "Half of it is in place: somebody already does the work of a VP Engineering. "
        "What you would add is a fractional CTO, $60,000–180,000 a year."
    )
    cto_there = costs_of("ex_part_time_cto_alone").filled
    assert cto_there.endswith("What you would add is a VP Engineering, $220,000–360,000 a year.")
    assert costs_of("ex_title_inflation").filled == ""


@pytest.mark.parametrize(
    ("name", "budget", "says"),
    [
        ("ex_nobody_owns_delivery", "under_8k", "does not cover this: it begins at about $18,300 a month."),
        ("ex_nobody_owns_delivery", "8k_to_15k", "does not cover this: it begins at about $18,300 a month."),
        ("ex_nobody_owns_delivery", "15k_to_35k", "may cover this, depending"),
        ("ex_nobody_owns_delivery", "over_35k", "covers this, as far as leaders whom you already pay leave it."),
        ("ex_questions_nobody_answers", "15k_to_35k", "covers this, as far as leaders whom you already pay leave it."),
        ("ex_questions_nobody_answers", "under_8k", "may cover this, depending"),
        ("ex_title_inflation", "over_35k", "may cover this, depending"),
        ("ex_title_inflation", "8k_to_15k", "does not cover this: it begins at about $23,300 a month."),
    ],
)
def test_a_budget_that_was_given_is_held_against_the_verdicts_cost(name, budget, says):
    said = costs_of(name, leadership_budget=budget).budget
    assert said.startswith("The budget that you gave, ")
    assert says in said


def test_nothing_is_said_of_a_budget_that_was_not_given_or_is_not_needed():
    assert costs_of("ex_nobody_owns_delivery").budget == ""
    assert costs_of("ex_two_engineers", leadership_budget="over_35k").budget == ""


def test_every_answer_about_the_budget_is_known_in_dollars():
    assert tuple(BUDGETS) == FIELDS["leadership_budget"].choices


def test_where_a_half_has_no_price_there_is_no_line_for_the_pair():
    rulebook = parse_rulebook(json.dumps(small_rulebook()))
    document = document_of({"delivery_pain": "high", "engineer_count": 20}, rulebook)
    assert [line.key for line in document.costs.lines] == ["vp_engineering"]
    assert document.costs.whole == "A VP Engineering alone costs $200,000–300,000 a year, about $16,700–25,000 a month."


def test_a_seat_with_two_prices_has_two_lines_and_the_pair_takes_the_first():
    prices = [price("vp_engineering", 10, 10), price("vp_engineering", 20, 20), price("fractional_cto", 5, 5)]
    priced = [line | {"sources": ["ours"]} for line in prices]
    rulebook = parse_rulebook(json.dumps(small_rulebook(costs=priced)))
    document = document_of({"delivery_pain": "high", "engineer_count": 20}, rulebook)
    lines = [(line.key, line.a_year) for line in document.costs.lines]
    assert lines == [("pair", "$15"), ("vp_engineering", "$10"), ("vp_engineering", "$20"), ("fractional_cto", "$5")]

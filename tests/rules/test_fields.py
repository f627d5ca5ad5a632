import doctest
import importlib
import pkgutil

import pytest

from hireguide import rules
from hireguide.rules import CATALOGUE, FIELDS, SECTIONS, applies, catalogue_digest, fields_of


def test_the_sections_come_in_the_order_of_the_wizard():
    assert (
        *("company", "founders", "lead", "lead_future", "delivery"),
        *("team", "board", "decisions", "horizon", "hiring"),
    ) == SECTIONS
    assert [field for section in SECTIONS for field in fields_of(section)] == list(CATALOGUE)
    assert fields_of("weather") == ()


def test_thirty_six_questions_have_thirty_six_names():
    assert len(CATALOGUE) == len(FIELDS) == 36


@pytest.mark.parametrize("field", [field for field in CATALOGUE if field.kind == "integer"], ids=lambda f: f.name)
def test_the_brackets_of_a_number_fill_its_range_without_a_gap(field):
    assert field.brackets[0][0] == field.low == 0
    assert field.brackets[-1][1] == field.high
    for (_, end), (start, _) in zip(field.brackets, field.brackets[1:], strict=False):
        assert start == end + 1


def test_a_question_has_the_values_of_its_kind():
    assert FIELDS["delivery_owner"].values == (False, True)
    assert FIELDS["codebase_health"].values == ("sound", "strained", "untrusted")
    assert FIELDS["strategic_hours_needed"].values == range(81)


@pytest.mark.parametrize(
    ("name", "facts", "expected"),
    [
        ("stage", {}, True),
        ("lead_wish", {}, None),
        ("lead_wish", {"technology_lead": "none"}, False),
        ("lead_overloaded", {"technology_lead": "agency"}, False),
        ("lead_overloaded", {"technology_lead": "senior_engineer"}, True),
        ("management_structure", {"engineer_count": 0}, False),
        ("priorities_clear", {"engineer_count": 1}, True),
        ("ceo_hours_on_engineers", {}, None),
        ("board_asks_about", {"board_pressure": "none"}, False),
        ("board_asks_about", {"board_pressure": "low"}, True),
    ],
)
def test_a_question_applies_where_its_condition_holds(name, facts, expected):
    assert applies(FIELDS[name], facts) is expected


def test_a_condition_hangs_on_a_question_that_has_none():
    for field in CATALOGUE:
        assert field.asked_if is None or FIELDS[field.asked_if.field].asked_if is None


def test_what_changes_with_time_is_as_the_profile_says():
    timed = {field.name for field in CATALOGUE if field.timed}
    assert timed == {"stage", "employee_count", "engineer_count", "lead_departed", "diligence_ahead"}


def test_the_digest_is_a_sha256_and_stands_still():
    assert catalogue_digest() == catalogue_digest()
    assert catalogue_digest().startswith("sha256:")
    assert len(catalogue_digest()) == 71


@pytest.mark.parametrize("name", [found.name for found in pkgutil.iter_modules(rules.__path__)])
def test_the_examples_in_docstrings_hold(name):
    module = importlib.import_module(f"hireguide.rules.{name}")
    assert doctest.testmod(module).failed == 0


def test_the_front_door_offers_what_it_names_in_order():
    assert all(hasattr(rules, name) for name in rules.__all__)
    assert len(set(rules.__all__)) == len(rules.__all__)

import doctest

import pytest

from hireguide.diagnoses.documents import seats
from hireguide.diagnoses.documents.seats import SEAT_NAMES, seats_filled, seats_named
from hireguide.rules import SEATS


def test_the_examples_in_the_docstrings_hold():
    assert doctest.testmod(seats).failed == 0


def test_every_seat_has_a_name():
    assert tuple(SEAT_NAMES) == SEATS


@pytest.mark.parametrize(
    ("facts", "filled"),
    [
        ({}, set()),
        ({"technology_lead": "technical_founder", "part_time_cto": False}, set()),
        ({"technology_lead": "cto_by_title"}, set()),
        ({"technology_lead": "vp_engineering"}, {"vp_engineering"}),
        ({"technology_lead": "strategic_cto"}, {"fractional_cto"}),
        ({"technology_lead": "cto_and_vp"}, {"vp_engineering", "fractional_cto"}),
        ({"technology_lead": "vp_engineering", "part_time_cto": True}, {"vp_engineering", "fractional_cto"}),
    ],
)
def test_a_seat_is_filled_by_what_the_company_says(facts, filled):
    assert set(seats_filled(facts)) == filled


def test_advice_speaks_of_the_seat_that_its_key_begins_with():
    assert seats_named({"adviser_hours", "interim_cto", "senior_engineers", "ask_why_it_failed"}) == (
        "interim_cto",
        "adviser",
    )

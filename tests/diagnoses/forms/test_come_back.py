from datetime import date

import pytest

from hireguide.diagnoses.forms import ComeBackForm

DAYS = {"proposed": date(2027, 2, 19), "earliest": date(2026, 11, 22), "latest": date(2031, 11, 20)}
WANTED = "Enter a day from 22 November 2026 to 20 November 2031, like 2027-02-19"


def test_it_proposes_a_day_as_browsers_read_it_within_what_can_be_chosen():
    html = str(ComeBackForm(**DAYS)["on"])
    for attribute in ('type="date"', 'value="2027-02-19"', 'min="2026-11-22"', 'max="2031-11-20"'):
        assert attribute in html


@pytest.mark.parametrize("day", ["2026-11-22", "2027-02-19", "2031-11-20"])
def test_a_day_within_is_taken(day):
    form = ComeBackForm({"on": day}, **DAYS)
    assert form.is_valid()
    assert form.cleaned_data == {"on": date.fromisoformat(day)}


@pytest.mark.parametrize("typed", ["", "soon", "2026-11-21", "2031-11-21", "2027-02-29", "19 February 2027"])
def test_another_is_refused_with_what_is_allowed(typed):
    form = ComeBackForm({"on": typed}, **DAYS)
    assert form.errors == {"on": [WANTED]}
    assert form["on"].value() == typed

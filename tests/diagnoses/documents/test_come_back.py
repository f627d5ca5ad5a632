from datetime import date, timedelta

import pytest

from hireguide.diagnoses.documents.come_back import come_back

MADE = date(2026, 11, 21)
GROWN = {"field": "engineer_count", "from": 18, "to": 31, "verdict": "vp_engineering_first"}
CROWDED = {"field": "employee_count", "from": 7, "to": 20, "verdict": "pairing"}
ROUND = {"field": "stage", "from": "seed", "to": "series_b", "verdict": "pairing"}
LEFT = {"field": "lead_departed", "from": False, "to": True, "verdict": "fractional_cto_first"}
REVIEW = {"field": "diligence_ahead", "from": False, "to": True, "verdict": "pairing"}


def told(*triggers, today=MADE, proven=True, verdict="pairing", **profile):
    result = {"verdict": verdict, "triggers": list(triggers), "profile": profile}
    result |= {} if proven else {"triggers_proven": False}
    return come_back(result, made_on=MADE, today=today)


@pytest.mark.parametrize(
    ("trigger", "text"),
    [
        (GROWN, "once the company has 31 engineers (you said 18), the advice becomes “VP Engineering first”"),
        (CROWDED, "once the company has 20 people (you said 7), the advice becomes “Both seats as a pair”"),
        (ROUND, "once a Series B has closed, the advice becomes “Both seats as a pair”"),
        (
            LEFT,
            "once the technology leader leaves or gives notice, with nobody to follow, "
            "the advice becomes “Fractional CTO first”",
        ),
        (
            REVIEW,
            "once a funding round, sale, audit or large security review is coming within twelve months, "
            "the advice becomes “Both seats as a pair”",
        ),
    ],
)
def test_what_time_may_bring_in_words(trigger, text):
    (moment,) = told(trigger).moments
    assert moment.text == text
    assert moment.plan == ""


def test_without_a_plan_the_day_is_three_months_on():
    when = told(ROUND)
    assert when.on == MADE + timedelta(days=90)
    assert when.reason == "three months on"
    assert when.was_due is None


def test_a_plan_that_leads_there_gives_the_day():
    """From 18 to 44 within the year, 31 is half way: 183 of 365 days."""
    when = told(GROWN, engineer_count=18, engineers_next_year=44)
    assert when.on == MADE + timedelta(days=183)
    assert when.reason == "when your own plan would bring the change"
    assert when.moments[0].plan == "Your plan of 44 engineers in twelve months would lead there about May 2027."


def test_without_a_seat_to_fill_the_day_is_six_months_on():
    """The advice beside that verdict says so too."""
    when = told(GROWN, verdict="neither_yet")
    assert (when.on, when.reason) == (MADE + timedelta(days=182), "six months on")


def test_a_plan_that_leads_there_at_once_leaves_two_weeks():
    """From 30 to 400 within the year, 31 is a day away."""
    when = told(GROWN | {"from": 30}, engineer_count=30, engineers_next_year=400)
    assert when.on == MADE + timedelta(days=14)
    assert when.reason == "two weeks on: your own plan would bring the change within days"


def test_a_plan_that_ends_just_there_takes_the_whole_year():
    assert told(GROWN, engineer_count=18, engineers_next_year=31).on == MADE + timedelta(days=365)


@pytest.mark.parametrize("planned", [0, 18, 30])
def test_a_plan_that_does_not_lead_there_gives_no_day(planned):
    when = told(GROWN, engineer_count=18, engineers_next_year=planned)
    assert when.on == MADE + timedelta(days=90)
    assert when.moments[0].plan == f"Your plan of {planned} engineers in twelve months does not lead there."


def test_the_plan_of_engineers_says_nothing_about_people():
    assert told(CROWDED, engineers_next_year=40).moments[0].plan == ""


def test_once_the_day_has_passed_another_is_proposed():
    when = told(ROUND, today=date(2027, 2, 19))
    assert when.was_due == date(2027, 2, 19)
    assert when.on == date(2027, 5, 20)
    assert when.reason == "three months from today"


def test_a_day_can_be_chosen_from_tomorrow_to_five_years_on():
    when = told(today=date(2026, 12, 1))
    assert (when.earliest, when.latest) == (date(2026, 12, 2), date(2031, 11, 30))
    assert when.earliest <= when.on <= when.latest


@pytest.mark.parametrize("proven", [True, False])
def test_a_search_cut_short_is_said(proven):
    assert told(proven=proven).is_proven is proven


def test_a_verdict_kept_without_its_triggers_names_no_day():
    assert come_back({"profile": {}}, made_on=MADE, today=MADE) is None

from hypothesis import given

from hireguide.profiles.forms import check_answers, section_of
from hireguide.rules import FIELDS, SECTIONS, applies, parse_profile
from tests.profiles.strategies import mixed_answers, right_answers, wild_answers


def test_no_answers_are_a_profile_of_nothing():
    checked = check_answers({})
    assert checked.profile.facts == {}
    assert (checked.facts, checked.dont_know, checked.errors) == ({}, (), {})


def test_answers_become_the_typed_profile():
    raw = {
        "company_name": "Acme",
        "stage": "seed",
        "employee_count": "30",
        "ceo_is_technical": "no",
        "urgency": "unknown",
    }
    checked = check_answers(raw)
    assert checked.profile.company_name == "Acme"
    assert checked.profile.facts == {"stage": "seed", "employee_count": 30, "ceo_is_technical": False}
    assert checked.dont_know == ("urgency",)


def test_an_answer_that_does_not_pass_is_named_and_no_fact_and_the_profile_waits():
    checked = check_answers({"stage": "seed", "engineer_count": "many", "urgency": "now"})
    assert checked.profile is None
    assert checked.facts == {"stage": "seed", "urgency": "now"}
    assert list(checked.errors) == ["company"]
    assert list(checked.errors["company"]) == ["engineer_count"]


def test_more_engineers_than_people_are_an_error_of_their_section():
    checked = check_answers({"employee_count": "10", "engineer_count": "12"})
    assert checked.profile is None
    assert checked.facts == {"employee_count": 10}
    assert list(checked.errors["company"]) == ["engineer_count"]


def test_an_answer_set_aside_is_no_fact_and_no_error_whatever_it_is():
    raw = {"technology_lead": "none", "lead_wish": "step_back", "lead_overloaded": "?!"}
    assert check_answers(raw).profile.facts == {"technology_lead": "none"}
    assert check_answers(raw | {"technology_lead": "cto_by_title"}).profile is None


def test_i_dont_know_in_a_question_set_aside_is_not_told():
    assert check_answers({"engineer_count": "0", "priorities_clear": "unknown"}).dont_know == ()


def test_errors_stand_in_the_order_of_the_pages():
    checked = check_answers(
        {"urgency": "?!", "ceo_is_technical": "?!", "engineer_count": "many", "company_name": "\x01"}
    )
    assert list(checked.errors) == ["company", "founders", "hiring"]
    assert list(checked.errors["company"]) == ["company_name", "engineer_count"]


def test_every_question_has_a_section_and_the_name_opens_the_first():
    assert section_of("company_name") == SECTIONS[0]
    assert {section_of(name) for name in FIELDS} == set(SECTIONS)


@given(right_answers)
def test_right_answers_pass_but_for_the_one_law(raw):
    checked = check_answers(raw)
    assert set(checked.errors.get("company", {})) <= {"engineer_count"}
    assert set(checked.errors) <= {"company"}


@given(wild_answers | mixed_answers)
def test_whatever_was_stored_gives_a_profile_or_named_errors(raw):
    checked = check_answers(raw)
    assert (checked.profile is None) == bool(checked.errors)
    assert all(message for errors in checked.errors.values() for messages in errors.values() for message in messages)
    assert all(applies(FIELDS[name], checked.facts) is not False for name in (*checked.facts, *checked.dont_know))
    assert not set(checked.facts) & set(checked.dont_know)
    assert parse_profile(checked.facts).facts == checked.facts

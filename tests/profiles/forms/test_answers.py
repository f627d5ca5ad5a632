from hireguide.profiles.forms import AnswersForm
from hireguide.profiles.wording import QUESTIONS
from hireguide.rules import FIELDS


def form_of(answers, **wishes):
    form = AnswersForm(FIELDS, answers, **wishes)
    form.is_valid()
    return form


def test_a_form_of_every_question_gives_typed_answers():
    form = form_of({"stage": "seed", "engineer_count": "12", "delivery_owner": "no", "urgency": "unknown"})
    assert form.facts == {"stage": "seed", "engineer_count": 12, "delivery_owner": False}
    assert form.dont_know == ("urgency",)
    assert not form.errors


def test_an_answer_that_another_rules_out_is_no_fact_and_no_error_whatever_it_is():
    ruling_out = {"technology_lead": "none", "lead_wish": "nonsense", "engineer_count": "0", "priorities_clear": "yes"}
    form = form_of(ruling_out | {"ceo_hours_on_engineers": "many"})
    assert form.facts == {"technology_lead": "none", "engineer_count": 0}
    assert not form.errors


def test_more_engineers_than_people_are_told_at_the_engineers():
    errors = form_of({"employee_count": "10", "engineer_count": "12"}).errors
    assert list(errors) == ["engineer_count"]
    assert "Enter at most 10 engineers" in errors["engineer_count"][0]


def test_a_blank_is_an_error_only_where_one_is_demanded():
    assert not form_of({}).errors
    assert form_of({}, demand=FIELDS).errors["stage"] == [QUESTIONS["stage"].missing]

import pytest
from django.http import QueryDict

from hireguide.profiles.wording import DONT_KNOW, QUESTIONS
from hireguide.rules import CATALOGUE, FIELDS, SECTIONS
from hireguide.web.forms import ChoiceQuestion, NumberQuestion
from hireguide.wizard.forms.sections import SectionForm, inputs_to_store, section_questions

WHOLE_COMPANY = {"stage": "seed", "employee_count": "30", "engineer_count": "12", "engineers_next_year__unknown": "yes"}


def section_form(section, answers=(), facts=(), **kwargs):
    return SectionForm(section, dict(answers), facts=dict(facts), **{"demand": tuple(FIELDS)} | kwargs)


def errors_of(form):
    return {name: list(errors) for name, errors in form.errors.items()}


def test_the_ten_forms_ask_every_question_once():
    asked = [name for section in SECTIONS for name in section_form(section).fields]
    assert asked == list(QUESTIONS) == ["company_name", *FIELDS]


@pytest.mark.parametrize("field", CATALOGUE, ids=lambda field: field.name)
def test_a_question_offers_what_the_catalogue_allows_and_i_dont_know(field):
    question = section_form(field.section).fields[field.name]
    if field.kind == "integer":
        assert isinstance(question, NumberQuestion)
        assert (question.low, question.high, question.unknown) == (field.low, field.high, True)
    else:
        values = ("yes", "no") if field.kind == "yes_no" else field.choices
        assert isinstance(question, ChoiceQuestion)
        assert [value for value, _ in question.choices] == [*values, "unknown"]
    assert question.why


@pytest.mark.parametrize("section", SECTIONS)
def test_nothing_is_selected_beforehand_and_nothing_carries_an_asterisk(section):
    html = str(section_form(section, demand=()))
    assert "checked" not in html
    assert "*" not in html
    assert "required" not in html


@pytest.mark.parametrize("section", SECTIONS)
def test_a_blank_answer_gets_the_questions_own_words(section):
    form = section_form(section)
    form.is_valid()
    applying = [name for name in form.fields if name not in {"company_name", "board_asks_about"}]
    expected = {name: [QUESTIONS[name].missing] for name in applying}
    found = errors_of(form)
    found.pop("board_asks_about", None)
    assert found == expected


def test_blanks_are_no_errors_where_none_are_demanded():
    form = section_form("company", demand=())
    assert form.is_valid()
    assert (form.facts, form.dont_know) == ({}, ())


def test_answers_come_out_typed():
    form = section_form("company", WHOLE_COMPANY | {"company_name": " Acme "})
    assert form.is_valid()
    assert form.company_name == "Acme"
    assert form.facts == {"stage": "seed", "employee_count": 30, "engineer_count": 12}
    assert form.dont_know == ("engineers_next_year",)
    form = section_form("founders", {"product_market_fit": "no", "ceo_is_technical": "unknown"})
    assert form.is_valid()
    assert (form.facts, form.dont_know) == ({"product_market_fit": False}, ("ceo_is_technical",))


def test_a_posted_form_and_a_stored_one_are_read_alike():
    assert SectionForm("company", QueryDict("stage=seed"), facts={}).fields
    posted, stored = QueryDict("stage=seed&employee_count=5"), {"stage": "seed", "employee_count": "5"}
    forms = [SectionForm("company", answers, facts={}) for answers in (posted, stored)]
    assert [form.is_valid() for form in forms] == [True, True]
    assert forms[0].facts == forms[1].facts == {"stage": "seed", "employee_count": 5}


@pytest.mark.parametrize(
    "text", ["twelve", "1.5", "-1", "10001", "9" * 5000, "0" * 5000, "1,00", ",100", "1.000", "10,001", "١٢", "12\x00"]
)
def test_what_is_no_such_number_is_told_with_the_allowed_range_and_shown_as_typed(text):
    form = section_form("company", WHOLE_COMPANY | {"engineer_count": text})
    [error] = errors_of(form)["engineer_count"]
    assert "from 0 to 10,000" in error
    assert form["engineer_count"].value() == text


def test_a_number_may_be_written_as_our_own_pages_write_it():
    form = section_form("company", WHOLE_COMPANY | {"employee_count": "1,200"})
    assert form.is_valid()
    assert form.facts["employee_count"] == 1200
    assert form["employee_count"].value() == "1,200"


def test_the_words_for_a_bad_number_name_its_range():
    for field in CATALOGUE:
        if field.kind == "integer":
            assert f"from {field.low} to {field.high:,}" in QUESTIONS[field.name].bad


def test_a_number_and_i_dont_know_together_are_not_guessed_between():
    form = section_form("company", WHOLE_COMPANY | {"engineers_next_year": "4"})
    assert "not both" in errors_of(form)["engineers_next_year"][0]


def test_a_choice_that_there_is_not_gets_the_choices_that_there_are():
    form = section_form("delivery", {"delivery_pain": "<b>awful</b>"}, demand=())
    [error] = errors_of(form)["delivery_pain"]
    for label in [option.label for option in QUESTIONS["delivery_pain"].options] + [DONT_KNOW]:
        assert f"“{label}”" in error


def test_more_engineers_than_people_are_refused_at_the_engineers_with_both_numbers():
    form = section_form("company", WHOLE_COMPANY | {"employee_count": "1200", "engineer_count": "1300"})
    assert list(form.errors) == ["engineer_count"]
    assert "1,200" in form.errors["engineer_count"][0]
    assert "1,300" in form.errors["engineer_count"][0]


def test_as_many_engineers_as_people_pass():
    assert section_form("company", WHOLE_COMPANY | {"employee_count": "12"}).is_valid()


@pytest.mark.parametrize(("name", "words"), [("x" * 121, "120 characters"), ("a\x01b", "control characters")])
def test_a_name_that_cannot_be_kept_is_told_why(name, words):
    form = section_form("company", WHOLE_COMPANY | {"company_name": name})
    assert words in errors_of(form)["company_name"][0]


def test_a_question_ruled_out_by_another_page_is_not_asked():
    assert section_questions("team", {"engineer_count": 0}) == (
        "hiring_owner",
        "regretted_exits",
        "experienced_hands_missing",
    )


def test_a_question_ruled_out_by_its_own_page_is_neither_demanded_nor_judged_nor_used():
    calm = {"board_pressure": "none", "diligence_ahead": "no"}
    for dependent in (
        {},
        {"board_asks_about": "delivery"},
        {"board_asks_about": "?!"},
        {"board_asks_about": "unknown"},
    ):
        form = section_form("board", calm | dependent)
        assert form.is_valid(), form.errors
        assert "board_asks_about" not in form.facts
        assert form.dont_know == ()


@pytest.mark.parametrize("pressure", ["low", "medium", "high", "unknown"])
def test_a_question_that_may_apply_is_demanded(pressure):
    form = section_form("board", {"board_pressure": pressure, "diligence_ahead": "no"})
    assert list(form.errors) == ["board_asks_about"]


def test_a_question_that_hangs_on_its_own_page_says_so_with_and_without_script():
    html = str(section_form("board")["board_asks_about"].as_field_group())
    assert 'data-asked-if="board_pressure"' in html
    assert 'data-asked-if-values="low medium high"' in html
    assert (
        "Only if you answered “A little”, “Quite a lot”, “A great deal” or “I don’t know” to the question before"
        in html
    )


def test_no_question_of_another_page_is_hidden_by_script():
    html = "".join(str(section_form(section)) for section in SECTIONS if section != "board")
    assert "data-asked-if" not in html


def test_a_post_sets_the_inputs_of_its_page_and_no_others():
    assert inputs_to_store("founders", {}, {}) == {"product_market_fit", "ceo_is_technical"}
    assert {"company_name", "employee_count", "employee_count__unknown"} <= inputs_to_store("company", {}, {})
    assert inputs_to_store("founders", {}, {"stage": "seed", "path": "x"}) == {"product_market_fit", "ceo_is_technical"}


def test_an_answer_set_aside_is_changed_only_by_a_page_that_still_asks_it():
    aside = {"lead_wish", "lead_overloaded"}
    assert not aside & inputs_to_store("lead_future", {"technology_lead": "none"}, {})
    late = inputs_to_store("lead_future", {"technology_lead": "none"}, {"lead_wish": "step_back"})
    assert aside & late == {"lead_wish"}

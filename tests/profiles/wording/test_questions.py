"""What every question must read like: the house rules for the words that founders see."""

import re

import pytest

from hireguide.profiles.wording import DONT_KNOW, QUESTIONS
from hireguide.rules import CATALOGUE, FIELDS, SECTIONS, fields_of

ASKED = [pytest.param(QUESTIONS[field.name], field, id=field.name) for field in CATALOGUE]
ALL = [pytest.param(question, id=name) for name, question in QUESTIONS.items()]
CHOSEN = [parameter for parameter in ASKED if parameter.values[1].kind in ("choice", "ordered")]
NUMBERS = [parameter for parameter in ASKED if parameter.values[1].kind == "integer"]

BANNED = (
    *("please", "invalid", "required", "mandatory", "error", "oops", "click", "here"),
    *("danger", "crisis", "disaster", "chaos", "alarming", "toxic", "failure", "failed", "broken", "dysfunction"),
    *(
        "stakeholder",
        "stakeholders",
        "bandwidth",
        "leverage",
        "synergy",
        "alignment",
        "kpi",
        "okr",
        "velocity",
        "utilise",
    ),
    *("diligence", "greenfield", "north star", "best practice", "world-class", "crucial", "game-changer", "obviously"),
)


def words_of(question):
    """Every text of a question that a person may read."""
    yield from (question.label, question.hint, question.why, question.short, question.missing, question.bad)
    yield from (question.unit_one, question.unit_many)
    for option in question.options:
        yield from (option.label, option.hint)


def sentences(text):
    return [part for part in re.split(r"(?<=[.?!])\s+", text) if part]


def test_every_field_is_worded_once_after_the_company_name_and_in_catalogue_order():
    assert list(QUESTIONS) == ["company_name", *(field.name for field in CATALOGUE)]
    assert all(question.field == name for name, question in QUESTIONS.items())


@pytest.mark.parametrize(("question", "field"), CHOSEN)
def test_the_options_are_the_catalogues_choices_in_its_order(question, field):
    assert tuple(option.value for option in question.options) == field.choices


def test_yes_comes_before_no_and_both_are_plain():
    for field in CATALOGUE:
        if field.kind == "yes_no":
            options = QUESTIONS[field.name].options
            assert [(option.value, option.label) for option in options] == [("yes", "Yes"), ("no", "No")]


@pytest.mark.parametrize(("question", "field"), NUMBERS)
def test_a_number_has_units_no_options_and_an_error_that_states_the_range(question, field):
    assert question.options == ()
    assert question.unit_one
    assert question.unit_many
    assert question.unit_one != question.unit_many
    example = re.fullmatch(rf"Enter .+ as a whole number from {field.low} to {field.high:,}, like (\d+)", question.bad)
    assert example, question.bad
    assert field.low < int(example[1]) < field.high


@pytest.mark.parametrize("question", ALL)
def test_a_label_is_one_question(question):
    assert question.label.endswith("?")
    assert len(sentences(question.label)) == 1
    assert len(question.label) <= 110


@pytest.mark.parametrize("question", ALL)
def test_a_hint_is_empty_or_one_short_sentence_without_a_link(question):
    for hint in (question.hint, *(option.hint for option in question.options)):
        assert len(sentences(hint)) <= 1
        assert hint == "" or hint.endswith(".")
        assert len(hint) <= 120
        assert not re.search(r"https?:|www\.|<", hint)


@pytest.mark.parametrize("question", ALL)
def test_a_question_says_why_it_is_asked_in_one_to_three_sentences(question):
    assert question.why.endswith(".")
    assert 1 <= len(sentences(question.why)) <= 3
    assert not re.search(r"https?:|www\.|<", question.why)


@pytest.mark.parametrize(("question", "field"), ASKED)
def test_a_judgement_may_be_answered_by_ones_own_impression(question, field):
    assert ("Your own impression is enough" in question.why) == (field.nature == "judgement")


@pytest.mark.parametrize(("question", "field"), ASKED)
def test_a_missing_answer_is_told_what_to_do(question, field):
    if field.kind == "integer":
        assert re.fullmatch(r"Enter how many .+, or select “I don’t know”", question.missing)
    else:
        assert re.fullmatch(r"Select .+, or “I don’t know”", question.missing)
    assert DONT_KNOW in question.missing


def test_the_company_name_may_be_left_blank_and_says_that_no_rule_reads_it():
    question = QUESTIONS["company_name"]
    assert question.missing == ""
    assert "no rule reads it" in question.hint
    assert "120 characters" in question.bad
    assert "company_name" not in FIELDS


def test_short_names_are_noun_phrases_that_fit_after_change():
    shorts = [question.short for question in QUESTIONS.values()]
    assert len(set(shorts)) == len(shorts)
    for short in shorts:
        assert len(short.split()) >= 2 or short == "product-market fit"
        assert len(short) <= 45
        assert not short.endswith((".", "?"))
        assert short.split()[0] not in {"The", "the", "A", "a"}
        assert short[0].islower() or short.startswith("CEO")


@pytest.mark.parametrize("question", ALL)
def test_options_are_told_apart_by_their_labels_alone(question):
    labels = [option.label for option in question.options]
    assert len(set(labels)) == len(labels)
    for label in labels:
        assert label == label.strip()
        assert label[0].isupper() or label[0] == "$"
        assert not label.endswith(".")
        assert len(label) <= 50


def test_what_the_technology_lead_does_is_described_whatever_the_title():
    assert all(option.hint for option in QUESTIONS["technology_lead"].options)


@pytest.mark.parametrize("question", ALL)
def test_no_word_scares_sells_or_scolds(question):
    for text in words_of(question):
        found = [word for word in BANNED if re.search(rf"\b{word}\b", text, flags=re.IGNORECASE)]
        assert not found, text


@pytest.mark.parametrize("question", ALL)
def test_quotes_and_apostrophes_are_typographic_and_spaces_single(question):
    for text in words_of(question):
        assert not re.search(r"""['"`]|\s\s|\.\.\.|--|—""", text), text
        assert text == text.strip()
        assert text.count("“") == text.count("”")


def test_a_section_asks_two_to_six_questions():
    assert all(2 <= len(fields_of(section)) <= 6 for section in SECTIONS)

import pytest

from hireguide.advising.resources.values import read_answer, read_tags, read_text
from hireguide.profiles.wording import QUESTIONS
from hireguide.rules import CATALOGUE
from hireguide.web.tables.cells import Broken


def refused(call, *arguments):
    with pytest.raises(ValueError, match=r".") as error:
        call(*arguments)
    return str(error.value)


@pytest.mark.parametrize("field", CATALOGUE, ids=lambda field: field.name)
def test_every_answer_is_read_by_its_public_name_and_by_its_label(field):
    for option in QUESTIONS[field.name].options:
        value = option.value == "yes" if field.kind == "yes_no" else option.value
        for written in (option.value, option.label, f"  {option.label.upper()} ", option.label.replace("’", "'")):
            assert read_answer(field.name, written) == value
    assert read_answer(field.name, "") is None
    assert read_answer(field.name, None) is None
    assert read_answer(field.name, "I don’t know") == read_answer(field.name, "unknown") == "unknown"


@pytest.mark.parametrize(
    ("cell", "number"), [(12, 12), ("12", 12), ("1,200", 1200), ("1 engineer", 1), ("1,200 engineers", 1200)]
)
def test_numbers_are_read_as_they_are_written(cell, number):
    assert read_answer("engineer_count", cell) == number


@pytest.mark.parametrize(("cell", "value"), [(True, True), (False, False), ("TRUE", True), ("no", False)])
def test_yes_and_no_are_read_as_they_are_written(cell, value):
    assert read_answer("delivery_owner", cell) is value


WRONG = {
    "a choice": ("stage", "series z", "“series z” is no answer; allowed are pre_seed, seed, series_a,"),
    "yes or no": ("delivery_owner", "maybe", "“maybe” is no answer; write yes, no or unknown, or leave it empty"),
    "a word": ("engineer_count", "many", "“many” is no whole number; write one from 0 to 10,000"),
    "another unit": ("engineer_count", "12 people", "“12 people” is no whole number"),
    "half a person": ("engineer_count", 2.5, "“2.5” is no whole number"),
    "a bool as a number": ("engineer_count", True, "“true” is no whole number"),
    "too many": ("ceo_hours_on_engineers", "81", "must be from 0 to 80, not 81"),
    "below nought": ("engineer_count", "-1", "“-1” is no whole number"),
    "a formula": ("stage", Broken("holds a formula."), "holds a formula."),
}


@pytest.mark.parametrize(("field", "cell", "said"), WRONG.values(), ids=WRONG)
def test_a_wrong_answer_is_told_with_what_is_allowed(field, cell, said):
    assert refused(read_answer, field, cell).startswith(said)


def test_texts_lose_the_space_around_and_notes_keep_their_lines():
    assert read_text("name", "  Acme \n Works ") == "Acme Works"
    assert read_text("name", 42) == "42"
    assert read_text("name", None) == ""
    assert read_text("notes", " one\ntwo ") == "one\ntwo"
    assert read_text("name", "'=Acme") == "=Acme"


@pytest.mark.parametrize(
    ("field", "cell", "said"),
    [
        ("name", "x" * 121, "has 121 characters; at most 120 are kept"),
        ("name", "a\x01b", "holds characters that can’t be printed"),
        ("contact_email", "nobody", "“nobody” is no e-mail address"),
        ("notes", Broken("broken"), "broken"),
    ],
)
def test_a_text_that_cannot_be_stored_is_told(field, cell, said):
    assert refused(read_text, field, cell).startswith(said)


def test_tags_are_read_once_each_whatever_their_case():
    assert read_tags(" Fintech, fintech ,, old  friends, Öko, ÖKO") == ["Fintech", "old friends", "Öko"]
    assert read_tags(None) == []
    assert read_tags(7) == ["7"]


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("x" * 41, "too long for a tag; at most 40"),
        (",".join(map(str, range(21))), "holds 21 tags; at most 20"),
        ("a\x01", "can’t be printed"),
        (Broken("broken"), "broken"),
    ],
)
def test_tags_that_cannot_be_stored_are_told(cell, said):
    assert said in refused(read_tags, cell)

"""The questions as form fields: what the catalogue says may be answered, in the words of the profile's wording."""

from collections.abc import Sequence

from django import forms

from hireguide.profiles.wording import DONT_KNOW, QUESTIONS, Question
from hireguide.rules import FIELDS, Field
from hireguide.web.forms import UNKNOWN_SUFFIX, AskedIf, ChoiceQuestion, NumberQuestion, TextQuestion

NAME = "company_name"
LONGEST_NAME = 120


def question_field(name: str) -> forms.Field:
    """The form field of one question; each call makes a new one."""
    words = QUESTIONS[name]
    if name == NAME:
        return TextQuestion(
            required=False,
            max_length=LONGEST_NAME,
            autocomplete="organization",
            label=words.label,
            help_text=words.hint,
            why=words.why,
            error_messages={"max_length": words.bad},
        )
    field = FIELDS[name]
    return _number(field, words) if field.kind == "integer" else _choice(field, words)


def input_names(name: str) -> tuple[str, ...]:
    """The names of the inputs that a question has on its page."""
    if name in FIELDS and FIELDS[name].kind == "integer":
        return name, name + UNKNOWN_SUFFIX
    return (name,)


def _choice(field: Field, words: Question) -> ChoiceQuestion:
    labels = [option.label for option in words.options]
    return ChoiceQuestion(
        options=[(option.value, option.label, option.hint) for option in words.options],
        label=words.label,
        help_text=words.hint or _only_if(field),
        why=words.why,
        missing=words.missing,
        error_messages={"invalid_choice": f"Select {_either([f'“{label}”' for label in (*labels, DONT_KNOW)])}"},
        asked_if=_asked_if(field),
    )


def _number(field: Field, words: Question) -> NumberQuestion:
    return NumberQuestion(
        low=field.low,
        high=field.high,
        label=words.label,
        short=words.short[0].upper() + words.short[1:],
        unit=words.unit_many,
        help_text=words.hint,
        why=words.why,
        missing=words.missing,
        error_messages={"number": words.bad},
    )


def _asked_if(field: Field) -> AskedIf | None:
    """What hides the question in the browser: only an answer on the same page can."""
    if field.asked_if is None or FIELDS[field.asked_if.field].section != field.section:
        return None
    return field.asked_if.field, [str(value) for value in field.asked_if.values]


def _only_if(field: Field) -> str:
    """The hint for those whose browser runs no script, and sees the question in any case."""
    controlled_by = _asked_if(field)
    if controlled_by is None:
        return ""
    name, values = controlled_by
    labels = [f"“{option.label}”" for option in QUESTIONS[name].options if option.value in values] + ["“I don’t know”"]
    return f"Only if you answered {_either(labels)} to the question before."


def _either(texts: Sequence[str]) -> str:
    *first, last = texts
    return f"{', '.join(first)} or {last}"

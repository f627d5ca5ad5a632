"""The answers of a draft as the check page and the start page list them: in catalogue order, in human words."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.text import Truncator

from hireguide.profiles.wording import DONT_KNOW, QUESTIONS, SECTION_WORDING, answer_text
from hireguide.rules import SECTIONS, applies, fields_of
from hireguide.wizard.forms import Checked
from hireguide.wizard.views.links import section_url

NAME = "company_name"


@dataclass(frozen=True)
class Row:
    """One question with its answer; `short` names it in the Change link, which `change_url` may leave out."""

    question: str
    answer: str
    short: str
    is_missing: bool = False
    change_url: str = ""


@dataclass(frozen=True)
class Group:
    """The rows of one section."""

    section: str
    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Mend:
    """An answer that has to be changed before there can be a verdict: what to do, and where."""

    message: str
    url: str


def groups(raw: Mapping[str, str], checked: Checked, public_id: str, return_to: str) -> tuple[Group, ...]:
    """Every question that applies or may apply, section by section, each with its Change link."""
    return tuple(
        Group(
            section,
            SECTION_WORDING[section].title,
            tuple(
                _row(name, raw, checked, section_url(public_id, section, return_to=return_to, question=name))
                for name in _listed(section, checked)
            ),
        )
        for section in SECTIONS
        if _listed(section, checked)
    )


def given(raw: Mapping[str, str], checked: Checked) -> tuple[Row, ...]:
    """The answers that are there, without links."""
    named = [NAME] if raw.get(NAME, "").strip() else []
    answered = [name for name in QUESTIONS if name in checked.facts or name in checked.dont_know]
    return tuple(_row(name, raw, checked, "") for name in (*named, *answered))


def mends(checked: Checked, public_id: str, return_to: str) -> tuple[Mend, ...]:
    """The answers that do not pass, each with the words of its own page and the way there."""
    return tuple(
        Mend(message, section_url(public_id, section, return_to=return_to, question=name))
        for section, errors in checked.errors.items()
        for name, messages in errors.items()
        for message in messages
    )


def _listed(section: str, checked: Checked) -> tuple[str, ...]:
    name = (NAME,) if section == SECTIONS[0] else ()
    return *name, *(field.name for field in fields_of(section) if applies(field, checked.facts) is not False)


def _row(name: str, raw: Mapping[str, str], checked: Checked, url: str) -> Row:
    answer, is_missing = _answer(name, raw, checked)
    question = QUESTIONS[name]
    return Row(question.label, answer, question.short, is_missing, url)


def _answer(name: str, raw: Mapping[str, str], checked: Checked) -> tuple[str, bool]:
    """The words for an answer, and whether there is none to speak of."""
    if name in checked.facts:
        return answer_text(name, checked.facts[name]), False
    if name in checked.dont_know:
        return DONT_KNOW, True
    typed = raw.get(name, "").strip()
    if name == NAME and not any(NAME in errors for errors in checked.errors.values()):
        return (typed, False) if typed else ("Not provided", True)
    return (f"“{Truncator(typed).chars(40)}”, which has to be changed", True) if typed else ("Not answered yet", True)

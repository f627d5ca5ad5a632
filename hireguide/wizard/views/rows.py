"""The answers of a draft as the check page and the start page list them: in catalogue order, in human words."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.utils.text import Truncator

from hireguide.profiles.forms import NAME, Checked, check_answers, input_names, section_of
from hireguide.profiles.wording import DONT_KNOW, QUESTIONS, SECTION_WORDING, answer_text
from hireguide.rules import SECTIONS, applies, fields_of
from hireguide.wizard.flow import CHECK, Plan, open_questions
from hireguide.wizard.forms import known_of
from hireguide.wizard.views.links import section_url

NOT_YET = "Not answered yet"


@dataclass(frozen=True)
class Row:
    """One question with its answer; `short` names it in the link to change it, which `change_url` may leave out."""

    question: str
    answer: str
    short: str
    is_missing: bool = False
    change_url: str = ""
    verb: str = "Change"


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


def groups(raw: Mapping[str, str], checked: Checked, public_id: str, spare: Collection[str]) -> tuple[Group, ...]:
    """Every question that applies or may apply, section by section, each with its link; all but the spare ones."""
    listed = {section: [name for name in _listed(section, checked) if name not in spare] for section in SECTIONS}
    return tuple(
        Group(
            section,
            SECTION_WORDING[section].title,
            tuple(_row(name, raw, checked, _change_url(name, public_id)) for name in names),
        )
        for section, names in listed.items()
        if names
    )


def spare_questions(raw: Mapping[str, str], checked: Checked, plan: Plan) -> tuple[str, ...]:
    """The questions with nothing in them whose answer can't matter any more; none while answers clash."""
    if plan.asking.verdict is None:
        return ()
    needed = plan.names()
    return tuple(name for name in open_questions(known_of(checked)) if name not in needed and not raw.get(name))


def spare_rows(names: Collection[str], checked: Checked, public_id: str) -> tuple[Row, ...]:
    """The spare questions, each with the link to answer it all the same."""
    return tuple(_row(name, {}, checked, _change_url(name, public_id)) for name in names)


def given(raw: Mapping[str, str], checked: Checked) -> tuple[Row, ...]:
    """The answers that are there, without links."""
    named = [NAME] if raw.get(NAME, "").strip() else []
    answered = [name for name in QUESTIONS if name in checked.facts or name in checked.dont_know]
    return tuple(_row(name, raw, checked, "") for name in (*named, *answered))


def typed(section: str, posted: Mapping[str, str]) -> tuple[Row, ...]:
    """What was sent of a section: in the words of its answers, or as it was typed where that is none."""
    checked = check_answers(posted)
    names = [name for name in QUESTIONS if section_of(name) == section]
    return tuple(
        Row(QUESTIONS[name].label, _sent(name, posted, checked), QUESTIONS[name].short)
        for name in names
        if any(posted.get(each) for each in input_names(name))
    )


def mends(checked: Checked, public_id: str) -> tuple[Mend, ...]:
    """The answers that do not pass, each with the words of its own page and the way there."""
    return tuple(
        Mend(message, _change_url(name, public_id))
        for errors in checked.errors.values()
        for name, messages in errors.items()
        for message in messages
    )


def _change_url(name: str, public_id: str) -> str:
    return section_url(public_id, section_of(name), return_to=CHECK, question=name)


def _sent(name: str, posted: Mapping[str, str], checked: Checked) -> str:
    if name in checked.facts:
        return answer_text(name, checked.facts[name])
    return DONT_KNOW if name in checked.dont_know else f"“{posted.get(name, '')}”"


def _listed(section: str, checked: Checked) -> tuple[str, ...]:
    name = (NAME,) if section == SECTIONS[0] else ()
    return *name, *(field.name for field in fields_of(section) if applies(field, checked.facts) is not False)


def _row(name: str, raw: Mapping[str, str], checked: Checked, url: str) -> Row:
    answer, is_missing = _answer(name, raw, checked)
    question = QUESTIONS[name]
    verb = "Answer" if answer == NOT_YET else "Change"
    return Row(question.label, answer, question.short, is_missing, url, verb)


def _answer(name: str, raw: Mapping[str, str], checked: Checked) -> tuple[str, bool]:
    """The words for an answer, and whether there is none to speak of."""
    if name in checked.facts:
        return answer_text(name, checked.facts[name]), False
    if name in checked.dont_know:
        return DONT_KNOW, True
    typed = raw.get(name, "").strip()
    if name == NAME and not any(NAME in errors for errors in checked.errors.values()):
        return (typed, False) if typed else ("Not provided", True)
    return (f"“{Truncator(typed).chars(40)}”, which has to be changed", True) if typed else (NOT_YET, True)

"""All raw answers of one company, checked: the typed profile and what is wrong come out."""

from collections.abc import Mapping
from dataclasses import dataclass

from hireguide.profiles.forms.answers import AnswersForm
from hireguide.profiles.forms.questions import NAME
from hireguide.rules import FIELDS, SECTIONS, Profile, Value, parse_profile


@dataclass(frozen=True)
class Checked:
    """What raw answers come to.

    `profile` is None while an answer has to be mended; `facts` are the answers that pass and apply, `dont_know` the
    questions answered "I don't know", `errors` section → question → what is wrong. Blank answers are no errors.
    """

    profile: Profile | None
    facts: dict[str, Value]
    dont_know: tuple[str, ...]
    errors: dict[str, dict[str, list[str]]]


def check_answers(raw: Mapping[str, str]) -> Checked:
    """Check raw answers (input name → text as typed): to all questions, to some, or to none."""
    form = AnswersForm((NAME, *FIELDS), raw)
    profile = parse_profile({NAME: form.company_name, **form.facts}) if form.is_valid() else None
    errors: dict[str, dict[str, list[str]]] = {}
    for name, messages in form.errors.items():
        errors.setdefault(section_of(name), {})[name] = [str(message) for message in messages]
    in_order = {section: errors[section] for section in SECTIONS if section in errors}
    return Checked(profile, form.facts, form.dont_know, in_order)


def section_of(name: str) -> str:
    """The section whose page asks a question; the company's name, which is no rule's business, opens the first."""
    return SECTIONS[0] if name == NAME else FIELDS[name].section

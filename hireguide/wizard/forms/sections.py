"""The form of one section: its questions, bound to the draft's raw answers, however long ago those were posted."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from hireguide.profiles.wording import QUESTIONS, too_many_engineers
from hireguide.rules import FIELDS, LAW, SECTIONS, Facts, ProfileError, Value, applies, parse_profile
from hireguide.web.forms import UNKNOWN
from hireguide.wizard.flow import asked
from hireguide.wizard.forms.questions import NAME, input_names, question_field


class SectionForm(forms.Form):
    """One section's questions as they stand for a company with these facts, and its raw answers to them.

    With `demand` a blank is an error, as it is on "Save and continue"; without, only what was typed is judged. What a
    question on the same page rules out is neither demanded nor judged, and its answer is no fact.
    """

    def __init__(self, section: str, answers: Mapping[str, str], *, facts: Facts, demand: bool = False) -> None:
        super().__init__(data=answers)
        self.demand = demand
        for name in section_questions(section, facts):
            self.fields[name] = question_field(name)

    @property
    def company_name(self) -> str:
        """The name, or "" where none was given."""
        return str(self.cleaned_data.get(NAME, ""))

    @property
    def facts(self) -> dict[str, Value]:
        """The typed answers that passed; read once the form has been checked."""
        known = {
            name: value == "yes" if FIELDS[name].kind == "yes_no" else value
            for name, value in self.cleaned_data.items()
            if name != NAME and value is not None and value not in ("", UNKNOWN)
        }
        return {name: value for name, value in known.items() if applies(FIELDS[name], known) is not False}

    @property
    def dont_know(self) -> tuple[str, ...]:
        """The questions answered "I don't know"; read once the form has been checked."""
        facts = self.facts
        unknown = [name for name, value in self.cleaned_data.items() if name != NAME and value == UNKNOWN]
        return tuple(name for name in unknown if applies(FIELDS[name], facts) is not False)

    def add_error(self, field: str | None, error: Any) -> None:
        """Note an error, unless it is a blank that nobody demanded or stands in a question that is ruled out."""
        blank = isinstance(error, ValidationError) and getattr(error, "code", None) == "required"
        if (blank and not self.demand) or self._ruled_out(field):
            return
        super().add_error(field, error)

    def clean_company_name(self) -> str:
        """The name, if a page and a database can hold it."""
        name: str = self.cleaned_data[NAME]
        try:
            return parse_profile({NAME: name}).company_name
        except ProfileError as error:
            raise ValidationError("Enter the company’s name without control characters", code="unwritable") from error

    def clean(self) -> dict[str, Any]:
        """The one law between two answers: engineers are employees too."""
        count, people = self.cleaned_data.get(LAW.field), self.cleaned_data.get(LAW.limit)
        if isinstance(count, int) and isinstance(people, int) and count > people:
            self.add_error(LAW.field, f"{too_many_engineers(people)}. You entered {count:,}")
        return self.cleaned_data

    def _ruled_out(self, name: str | None) -> bool:
        return name is not None and name in FIELDS and applies(FIELDS[name], self.facts) is False


def section_questions(section: str, facts: Facts) -> tuple[str, ...]:
    """The questions on a section's page; the company's name, which is no rule's business, opens the first."""
    name = (NAME,) if section == SECTIONS[0] else ()
    return *name, *asked(section, facts)


def inputs_to_store(section: str, facts: Facts, posted: Mapping[str, str]) -> set[str]:
    """The inputs of a section that a post sets or clears: those of its page, and whatever else of it was sent.

    A question that is not on the page keeps the answer that was set aside, unless a page opened earlier sends one.
    """
    on_page = section_questions(section, facts)
    everything = [name for name in QUESTIONS if name == NAME or FIELDS[name].section == section]
    ours = everything if section == SECTIONS[0] else [name for name in everything if name != NAME]
    return {each for name in ours for each in input_names(name) if name in on_page or each in posted}

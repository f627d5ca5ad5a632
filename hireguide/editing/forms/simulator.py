"""The simulator’s forms: every question, none of which must be answered, and where else a profile may come from."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField

from hireguide.diagnoses.documents.what_if import facts_of
from hireguide.editing.selectors.trying import find_diagnosis
from hireguide.profiles.forms import AnswersForm, input_names, raw_answers
from hireguide.profiles.wording import QUESTIONS, SECTION_WORDING
from hireguide.rules import (
    FIELDS,
    SECTIONS,
    Example,
    Facts,
    JsonError,
    ProfileError,
    fields_of,
    parse_profile,
    read_json,
)

LONGEST_ANSWER = 100
LONGEST_PROFILE = 20_000


@dataclass(frozen=True, slots=True)
class Row:
    """One question: its field, its name in a few words, and how it is drawn."""

    field: BoundField
    name: str
    control: str
    may_be_blank: bool = True
    is_changed: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """The questions of one section, and how many of them are answered."""

    section: str
    title: str
    rows: tuple[Row, ...]
    answered: int

    @property
    def is_open(self) -> bool:
        """Whether it must be seen: what is answered in it, or wrong, is not folded away."""
        return bool(self.answered) or any(row.field.errors for row in self.rows)


class TryForm(AnswersForm):
    """A company's answers (input name → text as typed); "I don't know" and no answer are both open."""

    def __init__(self, answers: Mapping[str, str]) -> None:
        raw = {each: answers[each][:LONGEST_ANSWER] for name in FIELDS for each in input_names(name) if each in answers}
        super().__init__(FIELDS, raw, auto_id="try-%s")

    @property
    def groups(self) -> tuple[Group, ...]:
        """All questions by section."""
        return tuple(self._group(section) for section in SECTIONS)

    def _group(self, section: str) -> Group:
        names = [field.name for field in fields_of(section)]
        answered = sum(any(self.data.get(each) for each in input_names(name)) for name in names)
        return Group(section, SECTION_WORDING[section].title, tuple(map(self._row, names)), answered)

    def _row(self, name: str) -> Row:
        short = QUESTIONS[name].short
        return Row(self[name], short[:1].upper() + short[1:], "number" if FIELDS[name].kind == "integer" else "select")


class SourceForm(forms.Form):
    """Where a profile may come from instead: an example, a kept diagnosis, or JSON. `facts` is None where none does."""

    example = forms.ChoiceField(
        label="An example", required=False, error_messages={"invalid_choice": "There is no example “%(value)s” now"}
    )
    diagnosis = forms.CharField(
        label="A kept diagnosis",
        required=False,
        max_length=500,
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
        help_text="Its address, or its number in the list of diagnoses. The company’s name stays out.",
    )
    profile = forms.CharField(
        label="A profile as JSON",
        required=False,
        widget=forms.Textarea({"rows": 3, "spellcheck": "false", "autocomplete": "off"}),
        help_text='As the proofs print it: {"stage": "seed", "engineer_count": 12}',
    )

    def __init__(self, data: Any, *, examples: Collection[Example], may_read_diagnoses: bool) -> None:
        super().__init__(data, auto_id="from-%s")
        self.examples = {example.key: example for example in examples}
        keys = [("", "Choose an example"), *((key, key) for key in self.examples)]
        cast(forms.ChoiceField, self.fields["example"]).choices = keys
        self.facts: Facts | None = None
        for name in self._missing(may_read_diagnoses):
            del self.fields[name]
        for field in self.fields.values():
            field.widget.attrs.pop("maxlength", None)

    def _missing(self, may_read_diagnoses: bool) -> Iterable[str]:
        if not may_read_diagnoses:
            yield "diagnosis"
        if not self.examples:
            yield "example"

    def clean_example(self) -> str:
        """The example's answers are taken over."""
        key: str = self.cleaned_data["example"]
        if key:
            self._take(self.examples[key].profile.facts)
        return key

    def clean_diagnosis(self) -> str:
        """The diagnosis' answers are taken over, if it is there."""
        text: str = self.cleaned_data["diagnosis"].strip()
        if text:
            found = find_diagnosis(text)
            if found is None:
                raise ValidationError(
                    "No kept diagnosis is found there. Paste its address, or its number in the list of diagnoses"
                )
            self._take(facts_of(found.result))
        return text

    def clean_profile(self) -> str:
        """The JSON's answers are taken over, if it is a profile."""
        text: str = self.cleaned_data["profile"].strip()
        if len(text) > LONGEST_PROFILE:
            raise ValidationError(f"Shorten the profile to {LONGEST_PROFILE:,} characters; it has {len(text):,}")
        if text:
            try:
                self._take(parse_profile(read_json(text)).facts)
            except (JsonError, ProfileError) as error:
                raise ValidationError([_said(fault.path, fault.message) for fault in error.faults]) from None
        return text

    def _take(self, facts: Facts) -> None:
        if self.facts is not None:
            raise ValidationError("Choose one of these to begin from, and clear the others")
        self.facts = facts

    @property
    def answers(self) -> dict[str, str] | None:
        """The answers taken over, as the inputs of `TryForm` have them."""
        return None if self.facts is None else raw_answers(self.facts)


def _said(path: str, message: str) -> str:
    return f"{path} {message}" if path in FIELDS else f"{path}: {message}" if path else f"The profile {message}"

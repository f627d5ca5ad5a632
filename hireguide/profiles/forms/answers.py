"""A form of some of the questions, bound to raw answers: typed answers come out, or what is wrong with them."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from hireguide.profiles.forms.questions import NAME, question_field
from hireguide.profiles.wording import too_many_engineers
from hireguide.rules import FIELDS, LAW, ProfileError, Value, applies, parse_profile
from hireguide.web.forms import UNKNOWN


class AnswersForm(forms.Form):
    """The questions `names` with raw answers to them (input name → text).

    `demand` names the questions where a blank is an error; in all others only what was typed is judged. What an answer
    to a question of the same form rules out is neither demanded nor judged, and its answer is no fact.
    """

    def __init__(
        self,
        names: Iterable[str],
        answers: Mapping[str, str],
        *,
        demand: Collection[str] = (),
        auto_id: str = "id_%s",
    ) -> None:
        super().__init__(data=answers, auto_id=auto_id)
        self.demand = demand
        for name in names:
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
        if (blank and field not in self.demand) or self._ruled_out(field):
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

"""The form that names the people to ask, several at once: each line a name, a seat, and an address if there is one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from django import forms

from hireguide.advising.models import Respondent
from hireguide.advising.services.voices import MOST_ASKED, Asked
from hireguide.web.forms import LONGEST_ADDRESS, EmailQuestion, TextQuestion

LONGEST_NAME = 120
LINES, MORE_LINES = 3, 2


class PersonForm(forms.Form):
    """One person to ask."""

    name = TextQuestion(
        label="Name",
        max_length=LONGEST_NAME,
        error_messages={"max_length": f"Shorten the name to {LONGEST_NAME} characters; it has %(show_value)s"},
    )
    seat = forms.ChoiceField(label="Where they sit", choices=[("", "Select one"), *Respondent.Seat.choices])
    email = EmailQuestion(label="E-mail address", required=False, autocomplete="off")

    use_required_attribute = False

    def __init__(self, *args: Any, number: int = 1, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.number = number
        who = f"Person {number}"
        self.fields["name"].error_messages["required"] = f"{who}: enter their name"
        self.fields["seat"].error_messages["required"] = f"{who}: select where in the company they sit"
        self.fields["seat"].error_messages["invalid_choice"] = f"{who}: select one of the seats"
        self.fields["email"].error_messages["invalid"] = (
            f"{who}: enter an e-mail address in the form name@example.com, or leave it blank"
        )
        self.fields["email"].error_messages["max_length"] = (
            f"{who}: shorten the e-mail address to {LONGEST_ADDRESS} characters; it has %(show_value)s"
        )

    def clean_name(self) -> str:
        """The name, on one line."""
        return " ".join(self.cleaned_data["name"].split())

    def asked(self) -> Asked:
        """The person; read once the form has been checked."""
        return Asked(self.cleaned_data["name"], self.cleaned_data["seat"], self.cleaned_data["email"])


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong, for the error summary: `anchor` is the id of the control that it is about, or ""."""

    message: str
    anchor: str = ""


class _People(forms.BaseFormSet[PersonForm]):
    """The lines. One that is left blank is nobody, but the first must be somebody; `typed` stands in lines that are not
    checked yet."""

    default_error_messages = {
        "missing_management_form": "Something of this page was lost on its way. Enter the people again",
        "too_many_forms": f"Ask at most {MOST_ASKED} people at once",
    }

    def __init__(self, *args: Any, typed: Sequence[Mapping[str, str]] = (), **kwargs: Any) -> None:
        self.typed = typed
        super().__init__(*args, **kwargs)

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        place = index or 0
        return {"number": place + 1, "initial": self.typed[place] if place < len(self.typed) else {}}

    def asked(self) -> list[Asked]:
        """Whom to ask; read once the lines have been checked."""
        return [form.asked() for form in self.forms if form.has_changed()]

    @property
    def faults(self) -> list[Fault]:
        """What is wrong, in the order of the page."""
        lines = [
            Fault(str(error), form[name].id_for_label)
            for form in self.forms
            for name, errors in form.errors.items()
            for error in errors
        ]
        return [Fault(str(error)) for error in self.non_form_errors()] + lines


def people_forms(posted: Mapping[str, str] | None = None) -> _People:
    """The lines of the page, checked if anything was posted."""
    return _lines(LINES)(posted)


def people_with_more_lines(posted: Mapping[str, str]) -> _People:
    """The lines as they were typed, and a few more below; nothing is checked yet."""
    forms_ = people_forms(posted).forms
    typed = [{name: form[name].value() or "" for name in form.fields} for form in forms_]
    return _lines(min(len(typed) + MORE_LINES, MOST_ASKED))(typed=typed)


def _lines(count: int) -> type[_People]:
    made = forms.formset_factory(
        PersonForm,
        formset=_People,
        min_num=1,
        extra=count - 1,
        max_num=MOST_ASKED,
        absolute_max=MOST_ASKED + 1,
        validate_max=True,
    )
    return cast(type[_People], made)

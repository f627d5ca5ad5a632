"""The form of a follow-up: whom they hired, whether it worked, and a note."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.text import capfirst

from hireguide.advising.models import FollowUp
from hireguide.web.forms import ChoiceQuestion

LONGEST_NOTE = 2_000

_HIRED_HINTS: Mapping[str, str] = {"other": "An engineering manager, a full-time CTO, a director, …"}
_WORKED_HINTS: Mapping[str, str] = {"yes": "What hurt then hurts no more, or much less"}


def _options(choices: Iterable[tuple[Any, Any]], hints: Mapping[str, str]) -> list[tuple[str, str, str]]:
    return [(code, capfirst(str(label)), hints.get(code, "")) for code, label in choices]


class FollowUpForm(forms.Form):
    """What came of a diagnosis."""

    hired = ChoiceQuestion(
        label="Whom did they hire?",
        options=_options(FollowUp.Hired.choices, _HIRED_HINTS),
        missing="Select whom they hired, or “Nobody yet”",
        unknown=False,
    )
    worked = ChoiceQuestion(
        label="Did it work?",
        help_text="If they hired nobody: did going on without work?",
        options=_options(FollowUp.Worked.choices, _WORKED_HINTS),
        missing="Select whether it worked, or “Too early to say”",
        unknown=False,
    )
    note = forms.CharField(
        label="Note",
        help_text="For this workspace alone.",
        required=False,
        widget=forms.Textarea({"rows": 4}),
    )

    def clean_note(self) -> str:
        """The note, at a length that somebody reads."""
        note: str = self.cleaned_data["note"]
        if len(note) > LONGEST_NOTE:
            raise forms.ValidationError(f"Shorten the note to {LONGEST_NOTE:,} characters; it has {len(note):,}")
        return note

    def told(self) -> dict[str, str]:
        """What was told, of a form that is valid."""
        said = self.cleaned_data
        return {"hired": said["hired"], "worked": said["worked"], "remark": said["note"]}


def initial_of(told: FollowUp | None) -> dict[str, str] | None:
    """What was told before, as the form shows it."""
    return {"hired": told.hired, "worked": told.worked, "note": told.note} if told else None

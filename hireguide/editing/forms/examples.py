"""The form of an example from life: which verdict it must get, which others would do, and a note."""

from typing import Any

from django import forms

from hireguide.editing.forms.draft import long_text
from hireguide.rulebooks.wording import VERDICT_LABELS
from hireguide.rules import VERDICTS

_VERDICTS = [(code, VERDICT_LABELS[code]) for code in VERDICTS]


class ExampleForm(forms.Form):
    """What is expected of an example."""

    verdict = forms.ChoiceField(
        label="The verdict that it must get",
        choices=_VERDICTS,
        error_messages={
            "required": "Select the verdict that it must get",
            "invalid_choice": "Select one of the four verdicts",
        },
    )
    also = forms.MultipleChoiceField(
        label="Others that would do",
        choices=_VERDICTS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Tick only verdicts of the list"},
    )
    note = long_text(label="Note", help_text="Published with the edition: nothing that tells whose company it is.")

    def clean(self) -> dict[str, Any]:
        """The verdict itself is no other that would do."""
        also = self.cleaned_data.get("also", [])
        self.cleaned_data["also"] = [code for code in also if code != self.cleaned_data.get("verdict")]
        return self.cleaned_data

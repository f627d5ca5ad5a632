"""The forms that confirm an approval, a publishing and a roll back: each carries what its page showed."""

from datetime import datetime
from typing import Any

from django import forms

from hireguide.editing.forms.draft import long_text
from hireguide.editing.selectors.gates import Standing

_EARLIEST, _LATEST = 2000, 3000  # years


class SeenForm(forms.Form):
    """Which draft a page showed, what it said (its digest), and when: what is confirmed is just that."""

    draft = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    digest = forms.CharField(widget=forms.HiddenInput, max_length=80)
    seen = forms.DateTimeField(widget=forms.HiddenInput)

    def clean_seen(self) -> datetime:
        """A moment of our time: at the ends of the calendar there is none in every time zone."""
        seen: datetime = self.cleaned_data["seen"]
        if not _EARLIEST < seen.year < _LATEST:
            raise forms.ValidationError("This page has lost when it was shown. Open it again")
        return seen


class PublishForm(SeenForm):
    """A note for the edition; and where the draft starts from another than the current one, that this was looked at."""

    use_required_attribute = False  # what is missing is said by the server, in our words

    note = long_text(label="What is new", help_text="Kept with the edition, for whoever looks back at it.")
    current = forms.IntegerField(widget=forms.HiddenInput, min_value=1, required=False)
    looked = forms.BooleanField(required=False)

    def __init__(self, *args: Any, standing: Standing | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if standing is None or standing.current is None or not standing.asks_to_replace:
            self.fields["looked"].widget = forms.HiddenInput()
        else:
            number = standing.current.number
            looked = self.fields["looked"]
            looked.label, looked.required = f"I have looked at what edition {number} changed: this replaces it", True
            looked.error_messages["required"] = f"Tick that you have looked at edition {number}, or start again from it"

    @property
    def replaces(self) -> int | None:
        """The number of the edition that it is said to replace, as the page showed it."""
        return self.cleaned_data["current"] if self.cleaned_data["looked"] else None


class RollBackForm(forms.Form):
    """Which edition was current on the page that showed the effect, and a note for the new one."""

    replaces = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    note = long_text(label="Why", help_text="Kept with the new edition, for whoever looks back at it.")

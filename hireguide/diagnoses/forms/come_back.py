"""The form that chooses the day on which to come back."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.dateformat import format as format_date

_TYPED = "%Y-%m-%d"


class ComeBackForm(forms.Form):
    """A day, from tomorrow on; the page proposes one."""

    on = forms.DateField(
        label="The day to come back",
        input_formats=[_TYPED],
        widget=forms.DateInput(format=_TYPED, attrs={"type": "date", "class": "input--date"}),
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, proposed: date, earliest: date, latest: date) -> None:
        super().__init__(data, initial={"on": proposed})
        self.earliest, self.latest = earliest, latest
        field = self.fields["on"]
        field.widget.attrs |= {"min": str(earliest), "max": str(latest)}
        field.error_messages |= dict.fromkeys(("required", "invalid"), self._wanted(proposed))

    def clean_on(self) -> date:
        """The day; raises ValidationError for one that is past, or years away."""
        day: date = self.cleaned_data["on"]
        if not self.earliest <= day <= self.latest:
            raise forms.ValidationError(self.fields["on"].error_messages["invalid"], code="range")
        return day

    def _wanted(self, example: date) -> str:
        first, last = (format_date(day, "j F Y") for day in (self.earliest, self.latest))
        return f"Enter a day from {first} to {last}, like {example}"

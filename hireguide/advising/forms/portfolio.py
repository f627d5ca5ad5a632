"""Which clients the portfolio's picture shows: all of it stands in the address."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict

from hireguide.profiles.models import choices_of


class PortfolioForm(forms.Form):
    """Filters of the picture. What an address asks for and isn't there is left out."""

    stage = forms.ChoiceField(label="Stage", required=False)
    size = forms.ChoiceField(label="Size", required=False)
    tag = forms.ChoiceField(label="Tag", required=False)

    def __init__(self, asked: QueryDict, *, sizes: Sequence[tuple[str, str]], tags: Sequence[tuple[str, int]]) -> None:
        super().__init__(asked)
        fields: Any = self.fields
        fields["stage"].choices = [("", "Any stage"), *choices_of("stage")]
        fields["size"].choices = [("", "Any size"), *sizes]
        fields["tag"].choices = [("", "Any tag"), *((name, f"{name} ({count})") for name, count in tags)]

    def chosen(self) -> dict[str, str]:
        """What is asked for, by the filter's name; "" for anything."""
        self.is_valid()
        return {name: self.cleaned_data.get(name, "") for name in self.fields}

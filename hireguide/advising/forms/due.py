"""The forms of what is due: which clients to show, and whether to be written to."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict

from hireguide.web.folding import folded

LONGEST_TAG = 40


class DueFilterForm(forms.Form):
    """Which clients to show; it stands in the address. A tag that no client has any more finds nothing."""

    tag = forms.ChoiceField(label="Tag", required=False)

    def __init__(self, asked: QueryDict, *, tags: Sequence[tuple[str, int]]) -> None:
        chosen = asked.get("tag", "")[:LONGEST_TAG]
        spelt = next((name for name, _ in tags if folded(name) == folded(chosen)), chosen)
        super().__init__({"tag": spelt})
        gone = [(spelt, 0)] if spelt and spelt not in dict(tags) else []
        tag: Any = self.fields["tag"]
        tag.choices = [("", "Any tag"), *((name, name) for name, _ in [*tags, *gone])]

    @property
    def wanted(self) -> str:
        """The tag that is asked for, or ""."""
        self.is_valid()
        return str(self.cleaned_data.get("tag", ""))

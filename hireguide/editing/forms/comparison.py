"""The form that chooses two rulebooks to compare: editions by their numbers, or the draft."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms

from hireguide.editing.forms.draft import edition_label
from hireguide.rulebooks.models import Edition, RulebookDraft

DRAFT = "draft"


class CompareForm(forms.Form):
    """Two selects: what is compared, and what with."""

    a = forms.ChoiceField(label="From")
    b = forms.ChoiceField(label="To")

    def __init__(self, *args: Any, editions: Sequence[Edition], draft: RulebookDraft | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(DRAFT, f"The draft, “{draft.title}”")] if draft else []
        choices += [(str(edition.number), edition_label(edition, editions[0])) for edition in editions]
        what = f"one of editions 1 to {editions[0].number}" if editions else "an edition"
        for field in (cast(forms.ChoiceField, field) for field in self.fields.values()):
            field.choices = choices
            field.error_messages["required"] = "Select a rulebook to compare"
            field.error_messages["invalid_choice"] = f"There is no “%(value)s” here: select {what}" + (
                ", or the draft" if draft else "; no draft is open"
            )

"""The form of an override: which verdict it should have been, and why."""

from django import forms
from django.utils.text import capfirst

from hireguide.rulebooks.wording import VERDICT_LABELS
from hireguide.rules import VERDICTS

LONGEST_REASON = 2_000


class OverrideForm(forms.Form):
    """A verdict of somebody's own, with its reason."""

    verdict = forms.ChoiceField(
        label="What the verdict should have been",
        choices=[("", "Select a verdict"), *((code, capfirst(VERDICT_LABELS[code])) for code in VERDICTS)],
        error_messages={
            "required": "Select what the verdict should have been",
            "invalid_choice": "Select one of the four verdicts",
        },
    )
    reason = forms.CharField(
        label="Why",
        help_text="What the rules don’t see here. Whoever edits them reads it: leave out the company’s name.",
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": "Say why, in a sentence or two"},
    )

    def clean_reason(self) -> str:
        """The reason, at a length that somebody reads."""
        reason: str = self.cleaned_data["reason"]
        if len(reason) > LONGEST_REASON:
            raise forms.ValidationError(
                f"Shorten the reason to {LONGEST_REASON:,} characters; it has {len(reason):,}", code="max_length"
            )
        return reason

"""The forms that begin a draft, and that say what it is called and for."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.http import QueryDict

from hireguide.rulebooks.models import Edition, RulebookDraft
from hireguide.rulebooks.selectors import document_of, naming_of, read_document
from hireguide.rules import RulebookError
from hireguide.web.forms import TextQuestion

LONGEST_TITLE = 120
LONGEST_TEXT = 2_000


def long_text(**kwargs: Any) -> forms.CharField:
    """Several lines of text that may be left blank; what is too long is told by the server, and nothing is cut off."""
    area = forms.Textarea({"rows": 3})
    said = {"max_length": f"Shorten this to {LONGEST_TEXT:,} characters; it has %(show_value)s"}
    text = forms.CharField(widget=area, max_length=LONGEST_TEXT, required=False, error_messages=said, **kwargs)
    text.widget.attrs.pop("maxlength", None)
    return text


def _title() -> TextQuestion:
    too_long = f"Shorten the title to {LONGEST_TITLE} characters; it has %(show_value)s"
    return TextQuestion(
        label="Title",
        help_text="What this change is about, in a few words. Only staff see it.",
        missing="Enter a title, in a few words",
        max_length=LONGEST_TITLE,
        error_messages={"max_length": too_long},
    )


class StartForm(forms.Form):
    """Which edition a draft starts from, what it is called, and what for."""

    edition = forms.ChoiceField(
        label="Start from", help_text="The draft says what this edition says, until you edit it."
    )
    title = _title()
    intent = long_text(label="What for", help_text="Why the rules should change: whoever approves it reads this.")

    def __init__(self, *args: Any, editions: Sequence[Edition], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = cast(forms.ChoiceField, self.fields["edition"])
        choice.choices = [(str(edition.number), edition_label(edition, editions[0])) for edition in editions]
        choice.error_messages["invalid_choice"] = "Select one of the editions: there is no edition “%(value)s”"
        choice.error_messages["required"] = "Select which edition to start from"


class RenameForm(forms.Form):
    """What a draft is called and for, and the rulebook's own name, which is published with it.

    `read` is what of these the page showed as stored, in one word.
    """

    title = _title()
    intent = long_text(label="What for", help_text="Why the rules should change: whoever approves it reads this.")
    name = TextQuestion(
        label="The rulebook’s own name",
        help_text="Founders read it below their verdict. It is part of what is published.",
        missing="Enter the rulebook’s name",
    )
    read = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, draft: RulebookDraft, **kwargs: Any) -> None:
        self.draft = draft
        super().__init__(*args, **kwargs)

    def clean_name(self) -> str:
        """The name, if the rulebook reads with it: its reader has the say."""
        name: str = self.cleaned_data["name"]
        try:
            read_document({**document_of(self.draft), "name": name})
        except RulebookError as error:
            raise forms.ValidationError([fault.message for fault in error.faults if fault.path == "name"]) from None
        return name


def renamed_meanwhile(typed: QueryDict, theirs: RulebookDraft, said: str) -> RenameForm:
    """The form with what was typed kept and what is stored told; saved again, it takes the other's place.

    `said` is what happened: somebody else has renamed the draft, or it is another than was typed into.
    """
    data = typed.copy()
    data["read"] = naming_of(theirs)
    form = RenameForm(data, draft=theirs)
    now = [
        f"{field.label}: “{getattr(theirs, field.name) or 'nothing'}”"
        for field in form.visible_fields()
        if field.value() != getattr(theirs, field.name)
    ]
    form.full_clean()
    form.add_error(None, f"{said} It is now {'; '.join(now)}. Save again to put yours in its place")
    return form


def edition_label(edition: Edition, current: Edition) -> str:
    """An edition in a list of choices."""
    said = ", current" if edition.number == current.number else ""
    return f"Edition {edition.number}{said}: published {edition.published_at:%-d %B %Y}"

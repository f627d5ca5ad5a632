"""The forms of a workspace itself and of its people: its name, an invitation, a role."""

from typing import Any

from django import forms
from django.http import QueryDict

from hireguide.web.folding import folded
from hireguide.web.forms import ChoiceQuestion, EmailQuestion, TextQuestion
from hireguide.workspaces.models import Role

LONGEST_NAME = 120
ROLE_HINTS = (
    (Role.ADVISOR, "Advisor", "Sees and changes everything about the clients"),
    (Role.VIEWER, "Viewer", "Sees everything about the clients, and changes nothing"),
    (Role.OWNER, "Owner", "An advisor who also says who belongs to the workspace"),
)
ROLE_NAMES = [(str(code), label) for code, label, _ in ROLE_HINTS]


class WorkspaceForm(forms.Form):
    """What a workspace is called; `taken` are the names of one's other workspaces."""

    name = TextQuestion(
        label="What is the workspace called?",
        help_text="Your firm’s or your team’s name, for instance. Whoever you invite reads it.",
        missing="Enter a name for the workspace",
        max_length=LONGEST_NAME,
        error_messages={"max_length": f"Shorten the name to {LONGEST_NAME} characters; it has %(show_value)s"},
    )

    def __init__(self, *args: Any, taken: set[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.taken = {folded(name) for name in taken}

    def clean_name(self) -> str:
        """The name, on one line; raises ValidationError for one that somebody's other workspace has."""
        name = " ".join(self.cleaned_data["name"].split())
        if folded(name) in self.taken:
            raise forms.ValidationError(
                f"You belong to a workspace called “{name}” already. Enter a name that tells the two apart",
                code="taken",
            )
        return name


class InviteForm(forms.Form):
    """Whom to invite, and as what."""

    email = EmailQuestion(
        label="Whom do you invite?",
        help_text="Their e-mail address. Only whoever signs in with it can join.",
        autocomplete="off",
        missing="Enter the e-mail address of whom you invite",
    )
    role = ChoiceQuestion(
        label="What may they do?",
        options=[(str(code), label, hint) for code, label, hint in ROLE_HINTS],
        unknown=False,
        missing="Select what they may do",
    )


class ActivityFilterForm(forms.Form):
    """Which lines of the activity to show; what an address asks for and isn't there is not asked for."""

    kind = forms.ChoiceField(label="About", required=False)
    who = forms.ChoiceField(label="By", required=False)

    def __init__(self, asked: QueryDict, *, kinds: list[tuple[str, str]], people: list[tuple[str, str]]) -> None:
        super().__init__(asked)
        for name, everything, choices in (("kind", "Everything", kinds), ("who", "Everybody", people)):
            self.fields[name].choices = [("", everything), *choices]  # type: ignore[attr-defined]

    def wanted(self) -> dict[str, str]:
        """What of it is asked for."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

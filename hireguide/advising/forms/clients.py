"""The forms of clients: one client's particulars, and which clients a list shows."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict

from hireguide.advising.selectors.clients import Wanted
from hireguide.profiles.models import choices_of
from hireguide.rulebooks.wording import VERDICT_LABELS
from hireguide.rules import FIELDS, VERDICTS
from hireguide.web.folding import folded
from hireguide.web.forms import EmailQuestion, NumberQuestion, TextQuestion
from hireguide.workspaces.models import Client
from hireguide.workspaces.selectors import namesake_of
from hireguide.workspaces.services import ClientDetails

LONGEST_NAME, LONGEST_TAG, MOST_TAGS, LONGEST_NOTES, LONGEST_SEARCH = 120, 40, 20, 10_000, 200
_SIZE = FIELDS["employee_count"]


def _shorter(what: str, longest: int) -> dict[str, str]:
    return {"max_length": f"Shorten the {what} to {longest:,} characters; it has %(show_value)s"}


class ClientForm(forms.Form):
    """What is typed of a client. `again` adds another company of a name that is taken; `revision` is what was read."""

    name = TextQuestion(
        label="Company",
        missing="Enter the company’s name",
        max_length=LONGEST_NAME,
        error_messages=_shorter("company’s name", LONGEST_NAME),
    )
    again = forms.BooleanField(label="It is another company of that name", required=False)
    stage = forms.ChoiceField(label="Stage", required=False)
    employee_count = NumberQuestion(
        label="People", short="People", low=_SIZE.low, high=_SIZE.high, unit="people", unknown=False, required=False
    )
    tags = TextQuestion(
        label="Tags", help_text="Words to find it by, with commas between: fintech, Berlin", required=False
    )
    contact_name = TextQuestion(
        label="Contact",
        required=False,
        max_length=LONGEST_NAME,
        error_messages=_shorter("contact’s name", LONGEST_NAME),
    )
    contact_email = EmailQuestion(label="Their e-mail address", required=False, autocomplete="off")
    notes = forms.CharField(
        label="Notes",
        help_text="For this workspace alone: no respondent and no report ever shows them.",
        required=False,
        widget=forms.Textarea({"rows": 5}),
    )
    revision = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, namesake: Any, client: Client | None = None, **kwargs: Any) -> None:
        """`namesake` finds another client by its name; `client` is the one that is edited."""
        if client is not None:
            kwargs["initial"] = initial_of(client)
        super().__init__(*args, **kwargs)
        self._namesake, self.client = namesake, client
        self.taken_by: Client | None = None
        stage: Any = self.fields["stage"]
        stage.choices = [("", "Not known"), *choices_of("stage")]
        stage.error_messages["invalid_choice"] = "Select one of the stages, or “Not known”"

    def clean_name(self) -> str:
        """The name, on one line."""
        return " ".join(str(self.cleaned_data["name"]).split())

    def clean_tags(self) -> list[str]:
        """The tags, each once; raises ValidationError for one that is too long, and for too many."""
        once: dict[str, str] = {}
        for word in self.cleaned_data["tags"].split(","):
            tag = " ".join(word.split())
            if tag:
                once.setdefault(folded(tag), tag)
        tags = list(once.values())
        for tag in tags:
            if len(tag) > LONGEST_TAG:
                raise forms.ValidationError(
                    f"Shorten the tag “{tag[:LONGEST_TAG]}…” to {LONGEST_TAG} characters, or put a comma between words"
                )
        if len(tags) > MOST_TAGS:
            raise forms.ValidationError(f"Leave {MOST_TAGS} tags at most; there are {len(tags)}")
        return tags

    def clean_notes(self) -> str:
        """The notes, at a length that somebody reads."""
        notes: str = self.cleaned_data["notes"]
        if len(notes) > LONGEST_NOTES:
            raise forms.ValidationError(f"Shorten the notes to {LONGEST_NOTES:,} characters; they have {len(notes):,}")
        return notes

    def clean(self) -> dict[str, Any]:
        """A company that is there already is added again only by somebody who says so."""
        name = self.cleaned_data.get("name")
        unchanged = self.client is not None and name == self.client.name
        if name and not unchanged and not self.cleaned_data.get("again"):
            self.taken_by = self._namesake(name)
            if self.taken_by is not None:
                self.add_error(
                    "name", "There is a client of this name already. Open it, or tick the box below the name"
                )
        return self.cleaned_data

    @property
    def shows_again(self) -> bool:
        """Whether to ask if it is another company of that name."""
        return self.taken_by is not None or bool(self.is_bound and self.data.get("again"))

    def details(self) -> ClientDetails:
        """What was typed, of a form that is valid."""
        names = ("name", "stage", "employee_count", "contact_name", "contact_email", "notes")
        return ClientDetails(**{name: self.cleaned_data[name] for name in names})


def client_form(user: Any, workspace: Any, data: QueryDict | None = None, client: Client | None = None) -> ClientForm:
    """The form of a new client of a workspace of `user`'s, or of one of its clients."""
    return ClientForm(data, client=client, namesake=lambda name: namesake_of(user, workspace, name, but=client))


def initial_of(client: Client) -> dict[str, Any]:
    """What is stored of a client, as the form shows it."""
    names = ("name", "stage", "employee_count", "contact_name", "contact_email", "notes", "revision")
    stored = {name: getattr(client, name) for name in names}
    return stored | {"tags": ", ".join(tag.name for tag in client.tags.all())}


class ClientFilterForm(forms.Form):
    """Which clients to show: all of it stands in the address. What an address asks for and isn't there is left out."""

    q = TextQuestion(label="Search", required=False, max_length=LONGEST_SEARCH)
    verdict = forms.ChoiceField(
        label="Verdict",
        required=False,
        choices=[("", "Any verdict"), *((code, VERDICT_LABELS[code]) for code in VERDICTS)],
    )
    stage = forms.ChoiceField(label="Stage", required=False)
    tag = forms.ChoiceField(label="Tag", required=False)
    look = forms.ChoiceField(
        label="Another look",
        required=False,
        choices=[
            ("", "Any time"),
            ("due", "Due or overdue"),
            ("soon", "Due within 30 days"),
            ("none", "Not diagnosed yet"),
        ],
    )
    archived = forms.ChoiceField(label="Show", required=False, choices=[("", "Current"), ("yes", "Archived")])
    sort = forms.ChoiceField(
        label="Sort by",
        required=False,
        choices=[
            ("", "Name"),
            ("verdict", "Verdict"),
            ("looked", "Last looked at, latest first"),
            ("looked_first", "Last looked at, longest ago first"),
            ("due", "Due, soonest first"),
            ("size", "Size, largest first"),
        ],
    )

    def __init__(self, asked: QueryDict, *, tags: Sequence[tuple[str, int]]) -> None:
        # A saved address may write a tag otherwise, or name one that no client has any more.
        chosen = asked.get("tag", "")[:LONGEST_TAG]
        spelt = next((name for name, _ in tags if folded(name) == folded(chosen)), chosen)
        data = asked.copy()
        data["tag"] = spelt
        data["q"] = asked.get("q", "")[:LONGEST_SEARCH]  # what is longer is no client's, and finds none
        super().__init__(data)
        fields: Any = self.fields
        fields["stage"].choices = [("", "Any stage"), *choices_of("stage")]
        gone = [(spelt, 0)] if spelt and spelt not in dict(tags) else []
        fields["tag"].choices = [("", "Any tag"), *((name, f"{name} ({count})") for name, count in [*tags, *gone])]

    def wanted(self) -> Wanted:
        """What is asked for."""
        self.is_valid()
        asked = self.cleaned_data
        return Wanted(
            text=asked.get("q", ""),
            verdict=asked.get("verdict", ""),
            stage=asked.get("stage", ""),
            tag=asked.get("tag", ""),
            look=asked.get("look", ""),
            archived=asked.get("archived") == "yes",
            sort=asked.get("sort") or "name",
        )

"""The form of one row of a draft: its fields, the unsaved row that they make, and the parser's faults beside them."""

import re
from collections.abc import Sequence
from copy import copy
from typing import Any, ClassVar, NamedTuple, Self

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.forms.utils import ErrorDict

from hireguide.rulebooks.forms.conditions import Group
from hireguide.rulebooks.forms.faults import advised, advised_key, beside_condition
from hireguide.rulebooks.forms.fields import Line, RowField, Ticked, read_revision
from hireguide.rulebooks.models import Row, RulebookDraft, Source
from hireguide.rulebooks.selectors import document_with, read_document, rows_of
from hireguide.rules import Fault, Rulebook, RulebookError

_IN_WHEN = re.compile(r"when\.(?P<group>all|any)(?:\[(?P<number>\d+)\](?:\.(?P<member>field|op|value))?)?")
_KEY_HELP = (
    "Its name in the rulebook: lower-case letters, digits and _, a letter first. Each key stands once in a rulebook."
)


class Said(NamedTuple):
    """An error as the summary on top lists it: its words, and the id that it leads to ("" for none)."""

    message: str
    anchor: str


class RowForm(forms.Form):
    """What every kind of row has: a key, the revision that was read, columns as fields, and groups of lines.

    Bound, it makes the unsaved `row` of what was typed and reads the whole draft with it by the strict parser; the
    parser's faults stand beside the fields and lines that they speak of. `rulebook` is what the draft would be.
    """

    model: ClassVar[type[Row]]
    has_key: ClassVar[bool] = True  # a verdict's key is its code: nobody types it
    groups_after: ClassVar[str] = "key"  # the field that the groups of lines come after

    key: RowField = Line(label="Key", missing="Enter a key", help_text=_KEY_HELP)
    revision = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, draft: RulebookDraft, row: Row | None = None, data: Any | None = None) -> None:
        self.draft = draft
        self.stored = row or self.model(draft=draft)
        self.row = copy(self.stored)
        self.rulebook: Rulebook | None = None
        initial = {name: getattr(self.stored, name) for name in (*self.columns(), "revision")}
        super().__init__(data=data, initial=initial, auto_id="id_%s")
        if not self.has_key:
            del self.fields["key"]
        sources = self.fields.get("sources")
        if isinstance(sources, Ticked):
            known = rows_of(draft, Source).values_list("key", "author", "title")
            sources.offer([(key, f"{author}, {title}") for key, author, title in known], getattr(row, "sources", ()))
        self.groups = self.read_groups(data)

    @classmethod
    def columns(cls) -> tuple[str, ...]:
        """The columns of the row that a person fills in, the key first."""
        return ("key", *(column for column in cls.model.members.values() if column != "key"))

    def read_groups(self, data: Any | None) -> list[Group]:
        """The form's groups of lines, as posted (`data` is a QueryDict) or as the row has them."""
        return []

    def take_groups(self) -> None:
        """Give the row what the groups of lines say."""

    @property
    def changed(self) -> list[str]:
        """The columns in which the row differs from what is stored."""
        return [name for name in self.columns() if getattr(self.row, name) != getattr(self.stored, name)]

    def clean(self) -> dict[str, Any]:
        """Make the row, and let the parser read the draft with it."""
        for name in self.fields.keys() - {"revision"}:
            setattr(self.row, name, self.cleaned_data.get(name))
        self.row.key = self.row.key or ""
        if self.row.pk is not None:
            self.row.revision = read_revision(self.cleaned_data.get("revision", ""))
        self.take_groups()
        try:
            self.rulebook = read_document(document_with(self.draft, self.row))
        except RulebookError as error:
            self.place(error.faults)
        return self.cleaned_data

    def unjudged(self) -> Self:
        """The form with all that was typed and nothing said about it: a step on the way, not a save."""
        self._errors, self.cleaned_data = ErrorDict(), {}
        return self

    def is_valid(self) -> bool:
        """Whether the parser takes it, its lines included."""
        return super().is_valid() and not self.said

    # ---- faults beside what they speak of -----------------------------------------------------------------------

    def place(self, faults: Sequence[Fault]) -> None:
        """Put each fault beside its field or line; what speaks of other rows goes on top."""
        paths = self.paths()
        abroad = []
        for fault in faults:
            path = next((path for path in paths if _within(fault.path, path)), None)
            if path is None:
                abroad.append(fault)
            else:
                self._place(fault.path[len(path) :].lstrip("."), fault.message)
        if abroad:
            self.place_abroad(abroad)

    def paths(self) -> tuple[str, ...]:
        """What the paths of this row's own faults begin with."""
        if "key" not in self.model.members:
            return (f"{self.model.part}.{self.row.key}", f'{self.model.part}["{self.row.key}"]')
        keys = list(rows_of(self.draft, self.model).values_list("pk", flat=True))
        place = keys.index(self.row.pk) if self.row.pk in keys else len(keys)
        return (f"{self.model.part}[{place}]", f"{self.model.part}.{self.row.key}")

    def place_abroad(self, faults: Sequence[Fault]) -> None:
        """Place faults of other rows that this change brings about: a key that one of them has already."""
        if self.has_key and any("is the key of" in fault.message for fault in faults):
            self.add_error("key", advised_key("is the key of", self.row.key))
            return
        for fault in faults:
            self.add_error(None, str(fault))

    def _place(self, rest: str, message: str) -> None:
        """Place one of this row's own faults; `rest` is its path within the row."""
        member = re.split(r"[.\[]", rest)[0] or "key"
        column = self.model.members.get(member, member)
        if self.place_in_groups(column, rest, message):
            return
        field = self.fields.get(column)
        if column == "key" and self.row.key and field:
            self.add_error("key", advised_key(message, self.row.key))
        elif isinstance(field, RowField):
            self.add_error(column, advised(message, str(field.label), field.missing, getattr(self.row, column)))
        else:
            self.add_error(None, f"{rest}: {message}" if rest else message)

    def place_in_groups(self, column: str, rest: str, message: str) -> bool:
        """Put a fault that a group or one of its lines speaks of there; False where a plain field takes it."""
        if column != "when" or not self.groups:
            return False
        found = _IN_WHEN.match(rest)
        if found is None:
            self.groups[0].say("Add a condition: a rule without one would always hold")
            return True
        group = next(group for group in self.groups if group.name == f"when-{found['group']}")
        if found["number"] is None:
            group.say(f"“{group.label}” {advised(message, '', '', message).replace('entries', 'conditions')}")
        else:
            line = group.filled()[int(found["number"])]
            group.say_beside(int(found["number"]), beside_condition(line, found["member"] or "", message))
        return True

    @property
    def said(self) -> list[Said]:
        """Every error as the summary on top lists it, where it leads beside it."""
        anchors = {field.name: field.id_for_label or str(field.auto_id) for field in self}
        names = [name for name in (*anchors, NON_FIELD_ERRORS) if name in self.errors]
        plain = [Said(str(message), anchors.get(name, "")) for name in names for message in self.errors[name]]
        return [*plain, *(Said(message, anchor) for group in self.groups for message, anchor in group.said())]

    @property
    def plain_fields(self) -> list[forms.BoundField]:
        """The fields to show."""
        return [field for field in self if not field.is_hidden]


def _within(path: str, start: str) -> bool:
    """Whether a path is `start`, or of something in it.

    >>> _within("evidence[1].key", "evidence[1]"), _within("evidence[12].key", "evidence[1]")
    (True, False)
    """
    return path == start or path.startswith((f"{start}.", f"{start}["))

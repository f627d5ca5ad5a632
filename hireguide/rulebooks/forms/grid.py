"""The form of the grid: nine cells, each a verdict and its sentence, and both gaps' thresholds, saved at once."""

import hashlib
import json
import re
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from typing import Any, Self

from django import forms
from django.forms.utils import ErrorDict

from hireguide.rulebooks.forms.conflicts import Difference, differences
from hireguide.rulebooks.forms.faults import advised
from hireguide.rulebooks.forms.fields import Choice, RowField, Text, Whole, read_revision
from hireguide.rulebooks.forms.rows import Said
from hireguide.rulebooks.models import Band, Cell, Row, RulebookDraft
from hireguide.rulebooks.selectors import document_of, read_document, rows_of
from hireguide.rulebooks.wording import BAND_LABELS, GAP_LABELS, VERDICT_LABELS
from hireguide.rules import BANDS, GAPS, VERDICTS, Fault, Rulebook, RulebookError

_VERDICTS = {code: VERDICT_LABELS[code] for code in VERDICTS}
_COLUMNS = {Cell: ("verdict", "because"), Band: ("some_from", "large_from")}
_IN_GRID = re.compile(r"grid\.(?P<execution>\w+)\.(?P<strategy>\w+)(?:\.(?P<member>\w+))?")
_IN_BANDS = re.compile(r"bands\.(?P<gap>\w+)(?:\[(?P<number>\d)\])?")


@dataclass(frozen=True, slots=True)
class Place:
    """A cell or a gap's thresholds on the page: its row of the draft, its heading and its bound fields."""

    row: Row
    heading: str
    fields: tuple[forms.BoundField, forms.BoundField]
    read: forms.BoundField

    @property
    def strategy(self) -> str:
        """A cell's strategy band in words."""
        return BAND_LABELS[self.row.strategy] if isinstance(self.row, Cell) else ""


@dataclass(frozen=True, slots=True)
class GridConflict:
    """A row of the grid that somebody else has changed meanwhile; `over` names the revision to save over."""

    over: str
    heading: str
    differences: list[Difference]


class GridForm(forms.Form):
    """Bound, it makes the unsaved rows of what was typed: `changed` are those that differ from what is stored.

    Each row's inputs begin with its name on the page: `cell-none-some-verdict`, `band-execution-some_from`, and each
    carries what was read: its revision and a fingerprint of what was shown, so that what nobody typed into stays as
    it is stored now. The strict parser judges; its faults stand beside the fields.
    """

    def __init__(self, draft: RulebookDraft, data: Any | None = None) -> None:
        self.draft = draft
        self.stored: list[Row] = [*rows_of(draft, Band), *rows_of(draft, Cell)]
        self.rows = [copy(row) for row in self.stored]
        self.rulebook: Rulebook | None = None
        super().__init__(data=data, auto_id="id_%s")
        for row in self.stored:
            self._add(row)

    def _add(self, row: Row) -> None:
        made: dict[str, forms.Field]
        if isinstance(row, Cell):
            made = {
                "verdict": Choice(_VERDICTS, label="Verdict", missing="Choose the verdict"),
                "because": Text(label="Because", missing="Enter the sentence of this cell", rows=4),
            }
        else:
            made = {
                "some_from": Whole(label="Some gap from", missing="Enter from how many points on it is some gap"),
                "large_from": Whole(label="Large gap from", missing="Enter from how many points on it is a large gap"),
            }
        for name, field in made.items():
            field.initial = getattr(row, name)
            self.fields[f"{prefix_of(row)}-{name}"] = field
        read = forms.CharField(required=False, widget=forms.HiddenInput, initial=f"{row.revision}-{_fingerprint(row)}")
        self.fields[f"{prefix_of(row)}-read"] = read

    def unjudged(self) -> Self:
        """The form with all that was typed and nothing said about it: a step on the way, not a save."""
        self._errors, self.cleaned_data = ErrorDict(), {}
        return self

    @property
    def changed(self) -> list[Row]:
        """The rows that differ from what is stored."""
        pairs = zip(self.rows, self.stored, strict=True)
        return [row for row, before in pairs if row.item() != before.item()]

    def clean(self) -> dict[str, Any]:
        """Make the rows, and let the parser read the draft with them."""
        document = document_of(self.draft)
        for row in self.rows:
            self._fill(row)
            if isinstance(row, Cell):
                document["grid"][row.execution][row.strategy] = row.item()
            else:
                document["bands"][row.key] = [getattr(row, name) for name in _COLUMNS[Band]]
        try:
            self.rulebook = read_document(document)
        except RulebookError as error:
            self.place(error.faults)
        return self.cleaned_data

    def _fill(self, row: Row) -> None:
        """Give a row what was typed, unless that is what was shown: then it stays as it is stored now."""
        prefix = prefix_of(row)
        typed = copy(row)
        for name in _COLUMNS[type(row)]:
            setattr(typed, name, self.cleaned_data.get(f"{prefix}-{name}"))
        revision, _, shown = self.cleaned_data.get(f"{prefix}-read", "").partition("-")
        if shown != _fingerprint(typed):
            row.fill(typed.item())
            row.revision = read_revision(revision)

    def carried_over(self) -> Self:
        """The form with what was typed into another draft's grid: where nobody typed, what this draft says."""
        self.full_clean()  # makes the rows, whether or not they read
        posted: Any = self.data
        data, shown, changed = posted.copy(), type(self)(self.draft), {row.key for row in self.changed}
        for row in self.stored:
            prefix = prefix_of(row)
            data[f"{prefix}-read"] = shown[f"{prefix}-read"].initial
            if row.key not in changed:
                data.update({f"{prefix}-{name}": getattr(row, name) for name in _COLUMNS[type(row)]})
        return type(self)(self.draft, data)

    def save_over(self, revisions: str) -> None:
        """Let the rows be saved over what others made of them, at these revisions ("cell-none-some:3 …")."""
        shown = dict(part.split(":", 1) for part in revisions.split() if ":" in part)
        for row in self.rows:
            row.revision = read_revision(shown.get(prefix_of(row), "")) or row.revision

    def conflicts(self, *, everywhere: bool = False) -> list[GridConflict]:
        """The changed rows that somebody else has written to since they were read: theirs beside mine.

        `everywhere`: also those that nobody has written to.
        """
        stored = {prefix_of(row): row for row in (*rows_of(self.draft, Band), *rows_of(self.draft, Cell))}
        pairs = [(row, stored[prefix_of(row)]) for row in self.changed]
        return [
            GridConflict(f"{prefix_of(mine)}:{theirs.revision}", heading_of(mine), differences(theirs, mine))
            for mine, theirs in pairs
            if everywhere or mine.revision != theirs.revision
        ]

    def place(self, faults: Sequence[Fault]) -> None:
        """Put each fault beside the field that it speaks of."""
        for fault in faults:
            name = self._name_of(fault.path)
            field = self.fields.get(name)
            if isinstance(field, RowField):
                typed = self.cleaned_data.get(name)
                self.add_error(name, advised(fault.message, str(field.label), field.missing, typed))
            else:
                self.add_error(None, str(fault))

    def _name_of(self, path: str) -> str:
        """The name of the field that a fault's path speaks of; "" for none."""
        if found := _IN_GRID.match(path):
            return f"cell-{found['execution']}-{found['strategy']}-{found['member']}"
        if found := _IN_BANDS.match(path):
            return f"band-{found['gap']}-{'some_from' if found['number'] == '0' else 'large_from'}"
        return ""

    @property
    def said(self) -> list[Said]:
        """Every error as the summary on top lists it, where it leads beside it."""
        found = [Said(str(message), "") for message in self.non_field_errors()]
        for place in self.places:
            for field in place.fields:
                found += [Said(f"{place.heading}: {message}", field.id_for_label) for message in field.errors]
        return found

    @property
    def places(self) -> list[Place]:
        """The thresholds and the cells in the grid's order: execution by row, strategy by column."""
        order = {f"{one}.{two}": number for number, (one, two) in enumerate(_squares())}
        gaps = {gap: number - len(GAPS) for number, gap in enumerate(GAPS)}
        rows = sorted(self.stored, key=lambda row: (order | gaps)[row.key])
        return [self._shown(row) for row in rows]

    @property
    def thresholds(self) -> list[Place]:
        """Both gaps' thresholds."""
        return [place for place in self.places if isinstance(place.row, Band)]

    @property
    def lines(self) -> list[tuple[str, list[Place]]]:
        """The cells by the size of the execution gap, the largest first, as the picture has them."""
        cells = [place for place in self.places if isinstance(place.row, Cell)]
        return [
            (BAND_LABELS[band], [place for place in cells if place.row.key.startswith(f"{band}.")])
            for band in reversed(BANDS)
        ]

    def _shown(self, row: Row) -> Place:
        prefix = prefix_of(row)
        one, two = (self[f"{prefix}-{name}"] for name in _COLUMNS[type(row)])
        return Place(row, heading_of(row), (one, two), self[f"{prefix}-read"])


def _squares() -> list[tuple[str, str]]:
    return [(execution, strategy) for execution in BANDS for strategy in BANDS]


def _fingerprint(row: Row) -> str:
    """Tells two states of a row apart."""
    return hashlib.sha256(json.dumps(row.item(), sort_keys=True).encode()).hexdigest()[:16]


def prefix_of(row: Row) -> str:
    """What the names of a row's inputs begin with."""
    return f"cell-{row.key.replace('.', '-')}" if isinstance(row, Cell) else f"band-{row.key}"


def heading_of(row: Row) -> str:
    """What a cell or a gap's thresholds are called."""
    if isinstance(row, Cell):
        return f"Execution {BAND_LABELS[row.execution]}, strategy {BAND_LABELS[row.strategy]}"
    return GAP_LABELS[row.key]

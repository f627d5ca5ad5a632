"""The forms of a draft's rows and of its grid: what was typed, the unsaved rows, and the parser's faults beside it."""

from hireguide.rulebooks.forms.closed import Late, Missed, closed_draft, late_form, late_of, removed_form, typed_into
from hireguide.rulebooks.forms.conditions import STEP
from hireguide.rulebooks.forms.conflicts import Conflict, Difference, conflict_of, differences, facts_of
from hireguide.rulebooks.forms.fields import read_revision
from hireguide.rulebooks.forms.grid import GridConflict, GridForm
from hireguide.rulebooks.forms.kinds import FORMS
from hireguide.rulebooks.forms.lines import SHAPES, ConditionLine
from hireguide.rulebooks.forms.rows import RowForm, Said
from hireguide.rulebooks.forms.unsaved import form_of, unsaved_grid, unsaved_row

__all__ = [
    "FORMS",
    "SHAPES",
    "STEP",
    "ConditionLine",
    "Conflict",
    "Difference",
    "GridConflict",
    "GridForm",
    "Late",
    "Missed",
    "RowForm",
    "Said",
    "closed_draft",
    "conflict_of",
    "differences",
    "facts_of",
    "form_of",
    "late_form",
    "late_of",
    "read_revision",
    "removed_form",
    "typed_into",
    "unsaved_grid",
    "unsaved_row",
]

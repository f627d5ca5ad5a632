"""What was typed into a draft that has closed, or into a row that has gone: what happened, and where it can go."""

from dataclasses import dataclass
from typing import Any

from hireguide.accounts.models import User
from hireguide.rulebooks.forms.conditions import STEP
from hireguide.rulebooks.forms.conflicts import Conflict, Difference, conflict_of, differences
from hireguide.rulebooks.forms.rows import RowForm
from hireguide.rulebooks.models import Row, RulebookDraft
from hireguide.rulebooks.selectors import rows_of
from hireguide.rulebooks.services import ChangedMeanwhileError

DRAFT = "draft"
"""The hidden input that says which draft a form was shown of."""

_LONGEST_ID = 18


@dataclass(frozen=True, slots=True)
class Late:
    """What a page tells of the draft that was typed into: by whom it was published or given up.

    `differences` are those between what was typed and the row of the open draft that it stands beside now.
    """

    draft: RulebookDraft
    who: User | None
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class Missed:
    """A form with what was typed, shown again, and why: one of `late` and `conflict`.

    `row` is what it would change now, None where it would add one. The draft of a form that is `to_copy` is closed.
    """

    form: RowForm
    row: Row | None
    late: Late | None = None
    conflict: Conflict | None = None
    to_copy: bool = False


def late_of(draft: RulebookDraft, beside: tuple[Difference, ...] = ()) -> Late:
    """What became of a draft that has closed."""
    last: Any = draft.history.first()
    who = draft.edition.published_by if draft.edition else last.history_user if last else None
    return Late(draft, who, beside)


def closed_draft(posted: Any, opened: RulebookDraft | None) -> RulebookDraft | None:
    """The draft that a posted form was shown of, where that is another than the open one; else None.

    None too where it says no draft, or one that never was.
    """
    claimed = posted.get(DRAFT, "")
    found = RulebookDraft.objects.defer("body").filter(pk=int(claimed)).first() if _is_id(claimed) else None
    return None if found == opened else found


def typed_into(kind: type[Row], pk: str) -> tuple[RulebookDraft | None, Row | None]:
    """The draft that a row is or was of, and the row, None where that has gone; no draft where there never was one."""
    if not _is_id(pk):
        return None, None
    row: Row | None = kind._default_manager.filter(pk=pk).first()  # noqa: SLF001 - the manager of a model not known
    known = row or kind.history.filter(id=pk).first()
    return (RulebookDraft.objects.defer("body").filter(pk=known.draft_id).first(), row) if known else (None, None)


def late_form(
    kind: type[RowForm],
    data: Any,
    closed: RulebookDraft,
    row: Row | None,
    opened: RulebookDraft | None,
    *,
    may_add: bool,
) -> Missed:
    """The form of the open draft with `data` (a QueryDict) in it: of its row of the same key, or of a new one.

    Where no draft is open, or nothing may be added, it is the closed draft's.
    """
    key = row.key if row else data.get("key", "").strip()
    theirs: Row | None = rows_of(opened, kind.model).filter(key=key).first() if opened else None
    if opened is None or not (theirs or may_add):
        return Missed(kind(closed, row, data).unjudged(), row, late_of(closed), to_copy=True)
    data = data.copy()
    data["revision"] = str(theirs.revision) if theirs else ""
    form = kind(opened, theirs, data)
    if STEP in data:
        return Missed(form.unjudged(), theirs, late_of(closed))
    beside = differences(theirs, form.row) if form.is_valid() and theirs else ()
    return Missed(form, theirs, late_of(closed, tuple(beside)))


def removed_form(kind: type[RowForm], data: Any, draft: RulebookDraft, pk: str) -> Missed:
    """The form of a new row with `data` in it, whose own row somebody has removed from the open draft."""
    form = kind(draft, None, data)
    last = kind.model.history.filter(id=pk).first()
    conflict = conflict_of(ChangedMeanwhileError(None, last.history_user if last else None), form.row)
    if STEP in data:
        form.unjudged()
    return Missed(form, None, conflict=conflict)


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= _LONGEST_ID

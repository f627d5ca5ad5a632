"""Writes of the draft's rows. Each is read as a whole rulebook before it counts, so a draft is always well formed."""

import json
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from hireguide.accounts.models import User
from hireguide.rulebooks.models import ROWS, Row, RulebookDraft, Source
from hireguide.rulebooks.selectors import (
    Document,
    document_of,
    document_of_rows,
    document_with,
    document_without,
    items_of,
    read_document,
    rows_of,
    text_of,
)
from hireguide.rulebooks.services.drafts import lock_draft, new_row
from hireguide.rules import Rulebook, rulebook_json

BEGINNING = "the draft began with it"


class ChangedMeanwhileError(Exception):
    """A row was to be written that somebody else has changed or removed since it was read.

    `row` is what they made of it, None where it is gone; `who` is who did it, where that is known.
    """

    def __init__(self, row: Row | None, who: User | None) -> None:
        self.row, self.who = row, who
        name = str(who) if who else "Somebody else"
        super().__init__(
            f"{name} has {'changed' if row else 'removed'} this since you opened it. Nothing of yours was stored."
        )


def store_rows(draft: RulebookDraft, rows: Sequence[Row], *, by: User | None, at: datetime) -> RulebookDraft:
    """Store rows of the draft, new or changed, all or none; a new one goes behind the others of its kind.

    Each changed row carries the `revision` that it was read with. Returns the draft with its new version. Raises
    RulebookError (paths in the draft's document) where the whole would not be well formed, ChangedMeanwhileError where
    somebody wrote to one of them since, DraftIsClosedError.
    """

    def write(held: RulebookDraft) -> None:
        for row in rows:
            if row.pk is not None:
                row.position = _as_read(held, row).position
        read_document(document_with(held, *rows))
        for row in rows:
            if row.pk is None:
                last = rows_of(held, type(row)).aggregate(last=Max("position"))["last"]
                row.draft, row.position = held, 0 if last is None else last + 1
            _save(row, by)

    return _written(draft, write, at)


def remove_row(draft: RulebookDraft, row: Row, *, by: User | None, at: datetime) -> RulebookDraft:
    """Remove a row; raises as `store_rows` does, RulebookError where others cite it or the rulebook needs it."""

    def write(held: RulebookDraft) -> None:
        stored = _as_read(held, row)
        read_document(document_without(held, stored))
        _delete(stored, by)

    return _written(draft, write, at)


def move_row(draft: RulebookDraft, row: Row, *, up: bool, by: User | None, at: datetime) -> RulebookDraft:
    """Change places with the row before it (`up`) or behind it; at the end of the list nothing happens."""

    def write(held: RulebookDraft) -> None:
        rows: list[Row] = list(rows_of(held, type(row)))
        place = next((place for place, other in enumerate(rows) if other.pk == row.pk), None)
        if place is None:
            raise ChangedMeanwhileError(None, _who_removed(row))
        other = place - 1 if up else place + 1
        if 0 <= other < len(rows):
            mine, theirs = rows[place].position, rows[other].position
            _put(rows[place], theirs, by)
            _put(rows[other], mine, by)

    return _written(draft, write, at)


def replace_rows(
    draft: RulebookDraft, kind: type[Row], part: object, *, by: User | None, at: datetime
) -> RulebookDraft:
    """Make the draft's rows of one kind those that `part` says, which is that part of a rulebook's JSON.

    Rows that stay as they are are not touched. Raises RulebookError and DraftIsClosedError.
    """

    def write(held: RulebookDraft) -> None:
        document = document_of(held) | {kind.part: part}
        read_document(document)
        _replace(held, kind, document, by)

    return _written(draft, write, at)


def replace_rulebook(draft: RulebookDraft, rulebook: Rulebook, *, by: User | None, at: datetime) -> RulebookDraft:
    """Make the draft say what `rulebook` says, its name too. Rows that stay as they are are not touched.

    Raises DraftIsClosedError.
    """
    document = json.loads(rulebook_json(rulebook))

    def write(held: RulebookDraft) -> None:
        if held.name != rulebook.name:
            held.name = rulebook.name
            held._history_user = by  # type: ignore[attr-defined]  # noqa: SLF001 - how simple-history is told who
            held.save(update_fields=["name"])
        for kind in ROWS:
            _replace(held, kind, document, by)

    return _written(draft, write, at)


@transaction.atomic
def _written(draft: RulebookDraft, write: Callable[[RulebookDraft], None], at: datetime) -> RulebookDraft:
    """Do one write under the draft's lock, and store as the draft's body what its rows say then.

    What `write` will store it reads first, as the whole that it makes: not everything goes into a row.
    """
    held = lock_draft(draft)
    write(held)
    document = document_of_rows(held)
    read_document(document)
    held.body, held.changed_at = text_of(document), at
    held.version += 1
    # no history of its own
    RulebookDraft.objects.filter(pk=held.pk).update(body=held.body, version=held.version, changed_at=at)
    return held


def _replace(draft: RulebookDraft, kind: type[Row], document: Document, by: User | None) -> None:
    """Make the rows of one kind what a well-formed document says."""
    stored: dict[str, Row] = {row.key: row for row in rows_of(draft, kind)}
    wanted = dict(items_of(document, kind))
    for key in stored.keys() - wanted.keys():
        _delete(stored[key], by)
    last = -1
    for key, item in wanted.items():
        row = stored.get(key) or new_row(draft, kind, key, last + 1)
        # A gap in the positions is nothing that anybody sees: a row keeps its own where that is still in order.
        position = row.position if row.position > last or kind is Source else last + 1
        if row.pk is None or row.item() != item:
            row.position = position
            _save(row.fill(item), by)
        elif row.position != position:
            _put(row, position, by)
        last = position


def _save(row: Row, by: User | None) -> None:
    if row.pk is not None:
        _note_beginning(row)
        row.revision += 1
    row._history_user = by  # type: ignore[attr-defined]  # noqa: SLF001
    row.save()


def _put(row: Row, position: int, by: User | None) -> None:
    """Give a row another place. Whoever has it open loses nothing by that, so it stays at its revision."""
    _note_beginning(row)
    row.position = position
    row._history_user = by  # type: ignore[attr-defined]  # noqa: SLF001
    row.save(update_fields=["position"])


def _note_beginning(row: Row) -> None:
    """Before its first edit, put what the draft began with into a row's history: else nobody could say what it was."""
    history: Any = type(row).history
    if history.filter(id=row.pk).exists():
        return
    before: Any = type(row)._default_manager.select_related("draft__begun_by").get(pk=row.pk)  # noqa: SLF001
    begun = min(before.draft.begun_at, timezone.now())  # a history is in the order of the clock
    history.bulk_history_create(
        [before], default_user=before.draft.begun_by, default_date=begun, default_change_reason=BEGINNING
    )


def _delete(row: Row, by: User | None) -> None:
    row._history_user = by  # type: ignore[attr-defined]  # noqa: SLF001
    row.delete()


def _as_read(draft: RulebookDraft, row: Row) -> Row:
    """The row as it is stored, if nobody has written to it since `row` was read; else ChangedMeanwhileError."""
    stored: Row | None = rows_of(draft, type(row)).filter(pk=row.pk).first()
    if stored is None:
        raise ChangedMeanwhileError(None, _who_removed(row))
    if stored.revision != row.revision:
        last = stored.history.first()
        raise ChangedMeanwhileError(stored, last.history_user if last else None)
    return stored


def _who_removed(row: Row) -> User | None:
    last = type(row).history.filter(id=row.pk).first()
    return last.history_user if last else None

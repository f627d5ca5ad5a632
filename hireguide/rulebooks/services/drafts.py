"""Writes of the draft as a whole: started from a rulebook, renamed, given up, closed as an edition."""

import json
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from hireguide.accounts.models import User
from hireguide.rulebooks.models import ROWS, Cell, Edition, Row, RulebookDraft
from hireguide.rulebooks.selectors import (
    Document,
    document_of,
    items_of,
    naming_of,
    open_draft,
    read_document,
    text_of,
)
from hireguide.rules import parse_rulebook, rulebook_json


class DraftIsOpenError(Exception):
    """A draft was to be started while another is open; `draft` is that one."""

    def __init__(self, draft: RulebookDraft) -> None:
        self.draft = draft
        super().__init__(f"“{draft.title}” is open. Publish it or give it up before you start another draft.")


class DraftIsClosedError(Exception):
    """A draft was to be written to that has been published or given up; `draft` is that one."""

    def __init__(self, draft: RulebookDraft) -> None:
        self.draft = draft
        super().__init__(f"“{draft.title}” is {draft.get_state_display()}: it can't be changed any more.")


class RenamedMeanwhileError(Exception):
    """A draft was to be renamed that somebody else has renamed since it was read; `draft` is as they left it."""

    def __init__(self, draft: RulebookDraft) -> None:
        self.draft = draft
        last: Any = draft.history.first()
        name = str(last.history_user) if last and last.history_user else "Somebody else"
        super().__init__(f"{name} has changed this since you opened it. Nothing of yours was stored.")


def start_draft(
    text: str, *, title: str, intent: str = "", base: Edition | None, by: User | None, at: datetime
) -> RulebookDraft:
    """Open a draft whose rows say what the rulebook `text` says; `base` is the edition that it starts from.

    Raises RulebookError with every fault of `text`, and DraftIsOpenError while another draft is open.
    """
    document: Document = json.loads(rulebook_json(parse_rulebook(text)))
    draft = RulebookDraft(title=title, intent=intent, name=document["name"], body=text_of(document), base=base)
    draft.begun_by, draft.begun_at, draft.changed_at = by, at, at
    draft._history_user = by  # type: ignore[attr-defined]  # noqa: SLF001 - how simple-history is told who
    try:
        with transaction.atomic():
            draft.save()
            _fill(draft, document)
    except IntegrityError:
        opened = open_draft()
        if opened is None:
            raise
        raise DraftIsOpenError(opened) from None
    return draft


def copy_edition(edition: Edition, *, title: str, intent: str = "", by: User | None, at: datetime) -> RulebookDraft:
    """Open a draft that says what `edition` says. Raises DraftIsOpenError while another draft is open."""
    return start_draft(edition.body, title=title, intent=intent, base=edition, by=by, at=at)


@transaction.atomic
def rename_draft(
    draft: RulebookDraft, *, title: str, intent: str, name: str, by: User | None, at: datetime, read: str | None = None
) -> None:
    """Store what the draft is called and for, and the rulebook's own name.

    `read` is `naming_of` the draft as whoever types has read it, None where nobody has. Raises RulebookError (at
    `name`) where that can't be a name, RenamedMeanwhileError and DraftIsClosedError.
    """
    draft = lock_draft(draft)
    if read not in (None, naming_of(draft)):
        raise RenamedMeanwhileError(draft)
    document = document_of(draft) | {"name": name}
    read_document(document)
    draft.title, draft.intent, draft.name, draft.body = title, intent, name, text_of(document)
    draft.version += 1
    draft.changed_at = at
    draft._history_user = by  # type: ignore[attr-defined]  # noqa: SLF001
    draft.save(update_fields=["title", "intent", "name", "body", "version", "changed_at"])


def give_up_draft(draft: RulebookDraft, *, by: User | None, at: datetime) -> RulebookDraft:
    """Close the draft unpublished; its rows stay as a record. Raises DraftIsClosedError."""
    return close_draft(draft, edition=None, by=by, at=at)


@transaction.atomic
def close_draft(draft: RulebookDraft, *, edition: Edition | None, by: User | None, at: datetime) -> RulebookDraft:
    """Close the draft as the edition that it became, or as given up. Raises DraftIsClosedError."""
    draft = lock_draft(draft)
    draft.state = RulebookDraft.State.PUBLISHED if edition else RulebookDraft.State.GIVEN_UP
    draft.edition, draft.closed_at = edition, at
    draft._history_user = by  # type: ignore[attr-defined]  # noqa: SLF001
    draft.save(update_fields=["state", "edition", "closed_at"])
    return draft


def lock_draft(draft: RulebookDraft) -> RulebookDraft:
    """The draft as it is stored now, held until the transaction ends. Raises DraftIsClosedError when it has closed."""
    held = RulebookDraft.objects.select_for_update(of=("self",)).defer("body").get(pk=draft.pk)
    if not held.is_open:
        raise DraftIsClosedError(held)
    return held


def _fill(draft: RulebookDraft, document: Document) -> None:
    """The rows of a new draft. They are no edits: what each began with goes into its history before its first one."""
    for kind in ROWS:
        kind._default_manager.bulk_create(  # noqa: SLF001 - the manager of a model not known beforehand
            new_row(draft, kind, key, position).fill(item)
            for position, (key, item) in enumerate(items_of(document, kind))
        )


def new_row(draft: RulebookDraft, kind: type[Row], key: str, position: int) -> Row:
    """A row of the draft with nothing in it yet, not stored."""
    row = kind(draft=draft, key=key, position=position)
    if isinstance(row, Cell):
        row.execution, row.strategy = key.split(".")
    return row

"""Writes of an import: a file that was read waits for a yes, and with it goes into the draft in one write."""

from datetime import datetime

from django.db import transaction

from hireguide.accounts.models import User
from hireguide.editing.models import AuditEntry, WaitingImport
from hireguide.editing.selectors.imports import Incoming, incoming_of, incoming_rulebook, seen
from hireguide.editing.services.audit import record
from hireguide.editing.services.drafts import begin_draft_from_text
from hireguide.rulebooks.models import RulebookDraft
from hireguide.rulebooks.selectors import open_draft
from hireguide.rulebooks.services import DraftIsClosedError, DraftIsOpenError, lock_draft, replace_rulebook
from hireguide.rules import rulebook_json

_LONGEST_TITLE = 120
_LONGEST_NAME = 200


class DraftHasMovedError(Exception):
    """A yes was said to an import that would do something else now: somebody has written to the draft since."""

    def __init__(self) -> None:
        super().__init__("The draft has changed since this page was shown. Below is what the file would do now.")


@transaction.atomic
def keep_import(incoming: Incoming, *, by: User, at: datetime) -> WaitingImport:
    """Keep a file that was read until its bringer says yes; whatever else of theirs was waiting goes."""
    WaitingImport.objects.filter(by=by).delete()
    return WaitingImport.objects.create(
        name=incoming.name[:_LONGEST_NAME],
        text=incoming.text,
        rows=None if incoming.rows is None else list(incoming.rows),
        by=by,
        at=at,
    )


@transaction.atomic
def apply_import(waiting: WaitingImport, *, shown: str, note: str, by: User, at: datetime) -> RulebookDraft:
    """Put a file into the open draft, or begin one with it; returns the draft.

    `shown` is `seen` of the draft that the yes was said to, `note` what the audit list is to say. Raises
    DraftHasMovedError where that is no longer how it stands, and FileFaultsError where the file no longer fits.
    """
    draft = _held(open_draft())
    if seen(draft) != shown:
        raise DraftHasMovedError
    incoming = incoming_of(waiting)
    rulebook = incoming_rulebook(incoming, draft)
    if draft is None:
        try:
            draft = begin_draft_from_text(
                rulebook_json(rulebook),
                title=title_of(incoming.name),
                intent=f"Imported from {incoming.name}.",
                base=None,
                by=by,
                at=at,
            )
        except DraftIsOpenError:
            raise DraftHasMovedError from None
    else:
        draft = replace_rulebook(draft, rulebook, by=by, at=at)
    record(AuditEntry.Action.IMPORT, who=by, at=at, draft=draft, note=note)
    waiting.delete()
    return draft


@transaction.atomic
def forget_import(waiting: WaitingImport) -> None:
    """Drop a file that waits for a yes; the draft stays as it is."""
    waiting.delete()


def title_of(name: str) -> str:
    """What a draft that begins with a file is called: the file's name, as far as it fits."""
    return name[:_LONGEST_TITLE]


def _held(draft: RulebookDraft | None) -> RulebookDraft | None:
    """The draft as it is stored now, held until the transaction ends; None where it has closed meanwhile."""
    try:
        return lock_draft(draft) if draft else None
    except DraftIsClosedError:
        return None

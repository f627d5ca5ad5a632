"""A draft begun and given up, each with its entry in the audit list."""

from datetime import datetime

from django.db import transaction

from hireguide.accounts.models import User
from hireguide.editing.models import AuditEntry
from hireguide.editing.selectors.gates import content_of
from hireguide.editing.services.audit import record
from hireguide.editing.services.publishing import DraftChangedError
from hireguide.rulebooks.models import Edition, RulebookDraft
from hireguide.rulebooks.services import copy_edition, give_up_draft, lock_draft, start_draft


@transaction.atomic
def begin_draft(edition: Edition, *, title: str, intent: str = "", by: User | None, at: datetime) -> RulebookDraft:
    """Open a draft that says what `edition` says. Raises DraftIsOpenError while another draft is open."""
    draft = copy_edition(edition, title=title, intent=intent, by=by, at=at)
    record(AuditEntry.Action.START, who=by, at=at, draft=draft, edition=edition, note=title)
    return draft


@transaction.atomic
def begin_draft_from_text(
    text: str, *, title: str, intent: str = "", base: Edition | None, by: User | None, at: datetime
) -> RulebookDraft:
    """Open a draft that says what a rulebook's file says, in place of the edition `base`.

    Raises RulebookError with every fault of `text`, and DraftIsOpenError while another draft is open.
    """
    draft = start_draft(text, title=title, intent=intent, base=base, by=by, at=at)
    record(AuditEntry.Action.START, who=by, at=at, draft=draft, edition=base, note=title)
    return draft


@transaction.atomic
def abandon_draft(draft: RulebookDraft, *, by: User | None, at: datetime, digest: str | None = None) -> RulebookDraft:
    """Close the draft unpublished; its rows stay as a record.

    `digest` is of what it said when somebody looked at what would be lost, None where nobody did. Raises
    DraftIsClosedError and DraftChangedError.
    """
    held = lock_draft(draft)
    if digest not in (None, content_of(held).digest):
        raise DraftChangedError(held)
    closed = give_up_draft(draft, by=by, at=at)
    record(AuditEntry.Action.GIVE_UP, who=by, at=at, draft=closed, note=closed.title)
    return closed

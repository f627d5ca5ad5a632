"""The write of the audit list: one entry for each thing done to rulebooks, in the transaction that does it."""

from datetime import datetime

from hireguide.accounts.models import User
from hireguide.editing.models import AuditEntry
from hireguide.rulebooks.models import Edition, RulebookDraft


def record(
    action: AuditEntry.Action,
    *,
    who: User | None,
    at: datetime,
    draft: RulebookDraft | None = None,
    edition: Edition | None = None,
    note: str = "",
) -> AuditEntry:
    """Write down who did what, when, to which draft or edition; `note` is their own words or a figure."""
    return AuditEntry.objects.create(action=action, who=who, at=at, draft=draft, edition=edition, note=note)

"""Who edited a draft: single edits as the histories of its rows have them, and what the audit list says."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from hireguide.editing.models import AuditEntry
from hireguide.rulebooks.models import ROWS, RulebookDraft

_DONE = {"+": "added", "~": "changed", "-": "removed"}


@dataclass(frozen=True, slots=True)
class Edit:
    """One edit: of which part ("" for the draft's own title and name), its key, what was done, by whom, when."""

    part: str
    key: str
    done: str
    who: str
    at: datetime


def edits_since(draft: RulebookDraft, moment: datetime) -> list[Edit]:
    """The edits of a draft after a moment, the latest first."""
    found = [_edit("", record) for record in _histories(RulebookDraft, moment, id=draft.pk)]
    for kind in ROWS:
        found += [_edit(kind.part, record) for record in _histories(kind, moment, draft_id=draft.pk)]
    return sorted(found, key=lambda edit: edit.at, reverse=True)


def audit_entries(draft: RulebookDraft | None = None) -> QuerySet[AuditEntry]:
    """The audit list, newest first; of one draft alone where one is given."""
    entries = AuditEntry.objects.select_related("who", "draft", "edition").defer("draft__body", "edition__body")
    return entries.filter(draft=draft) if draft else entries


def _histories(kind: Any, moment: datetime, **own: int) -> Any:
    return kind.history.model.objects.filter(history_date__gt=moment, **own).select_related("history_user")


def _edit(part: str, record: Any) -> Edit:
    who = str(record.history_user) if record.history_user else ""
    return Edit(part, getattr(record, "key", ""), _DONE[record.history_type], who, record.history_date)

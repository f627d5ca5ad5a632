"""Approving, publishing and rolling back: each checks everything again under the locks, and is all or nothing.

A proof takes about a second, so it is made before anybody waits, and only looked up while others do.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from hireguide.accounts.models import User
from hireguide.editing.models import Approval, AuditEntry
from hireguide.editing.selectors.gates import (
    Content,
    Gate,
    content_of,
    edition_content,
    roll_back_gates,
    standing_of,
)
from hireguide.editing.services.audit import record
from hireguide.rulebooks.models import Edition, RulebookDraft
from hireguide.rulebooks.selectors import editors_of, get_edition, proof_of
from hireguide.rulebooks.services import Signed, close_draft, lock_draft, publishing_queue, store_edition
from hireguide.rules import rulebook_json


class RefusedByGatesError(Exception):
    """An edition was to be published while gates stand against it: `gates` are those, `reasons` their sentences."""

    def __init__(self, gates: Iterable[Gate]) -> None:
        self.gates = tuple(gates)
        self.reasons = tuple(gate.sentence for gate in self.gates)
        super().__init__(" ".join(self.reasons))


class DraftChangedError(Exception):
    """A draft was to be published or approved that says something else than it did when it was looked at."""

    def __init__(self, draft: RulebookDraft) -> None:
        self.draft = draft
        super().__init__(f"“{draft.title}” has been edited since you opened this page.")


class OwnWorkError(Exception):
    """Somebody was to approve a draft that they began or have edited themselves."""

    def __init__(self) -> None:
        super().__init__("You have worked on this draft, so somebody else has to approve it.")


def publish(
    draft: RulebookDraft, *, by: User | None, at: datetime, note: str, digest: str, replaces: int | None = None
) -> Edition:
    """Publish the draft as the next edition and close it, if every gate lets it through.

    `digest` is of what the publisher saw, `replaces` the number of the edition that they said it is to replace though
    it starts from another. Raises DraftIsClosedError, DraftChangedError, and RefusedByGatesError with every reason.
    """
    _prove_ahead(content_of(draft))
    with publishing_queue():
        held = lock_draft(draft)
        content = content_of(held)
        if content.rulebook is not None and content.digest != digest:
            raise DraftChangedError(held)
        standing = standing_of(held, content=content, replaces=replaces)
        if standing.shut or content.rulebook is None:
            raise RefusedByGatesError(standing.shut)
        approved_by = standing.approval.by if standing.approval else None
        signed = Signed(by=by, author=held.begun_by, approved_by=approved_by)
        text = rulebook_json(content.rulebook)
        edition = store_edition(text, content.rulebook, at=at, note=note, signed=signed)
        closed = close_draft(held, edition=edition, by=by, at=at)
        record(AuditEntry.Action.PUBLISH, who=by, at=at, draft=closed, edition=edition, note=note)
    return edition


def roll_back(number: int, *, by: User | None, at: datetime, note: str, replaces: int | None = None) -> Edition:
    """Publish again what edition `number` says, under a new number, byte for byte.

    `replaces` is the number of the edition that was current when it was looked at. Raises Edition.DoesNotExist, and
    RefusedByGatesError with every reason.
    """
    restored = get_edition(number)
    content = edition_content(restored)
    _prove_ahead(content)
    with publishing_queue():
        shut = [gate for gate in roll_back_gates(restored, by=by, replaces=replaces) if not gate.is_open]
        if shut or content.rulebook is None:
            raise RefusedByGatesError(shut)
        # Whoever wrote and approved this content still stands behind it.
        signed = Signed(by=by, author=restored.author, approved_by=restored.approved_by)
        edition = store_edition(restored.body, content.rulebook, at=at, note=note, signed=signed, restores=restored)
        record(AuditEntry.Action.ROLL_BACK, who=by, at=at, edition=edition, note=note)
    return edition


@transaction.atomic
def approve(draft: RulebookDraft, *, by: User, at: datetime, digest: str) -> Approval:
    """Agree that the draft be published as it was when it was looked at (`digest`); twice is once.

    Raises OwnWorkError, DraftIsClosedError and DraftChangedError.
    """
    held = lock_draft(draft)
    if editors_of(held).filter(pk=by.pk).exists():
        raise OwnWorkError
    if content_of(held).digest != digest:
        raise DraftChangedError(held)
    approval, is_new = Approval.objects.get_or_create(draft=held, digest=digest, by=by, defaults={"at": at})
    if is_new:
        record(AuditEntry.Action.APPROVE, who=by, at=at, draft=held, note=digest)
    return approval


@transaction.atomic
def withdraw_approval(draft: RulebookDraft, *, by: User, at: datetime) -> bool:
    """Take back whatever approvals of the draft somebody has given; returns whether there were any.

    Raises DraftIsClosedError: what is published stays approved.
    """
    held = lock_draft(draft)
    gone, _ = Approval.objects.filter(draft=held, by=by).delete()
    if gone:
        record(AuditEntry.Action.WITHDRAW, who=by, at=at, draft=held)
    return bool(gone)


def _prove_ahead(content: Content) -> None:
    """Make the proof that the gates will ask for, while nobody waits."""
    if content.rulebook is not None:
        proof_of(content.rulebook)

"""Writes of editions: the gates that a rulebook passes, and its publishing."""

from datetime import datetime

from django.db import connection, transaction

from hireguide.accounts.models import User
from hireguide.rulebooks.models import Edition
from hireguide.rulebooks.selectors import current_edition
from hireguide.rules import (
    CORE_VERSION,
    Rulebook,
    RulebookError,
    catalogue_digest,
    failing_examples,
    parse_rulebook,
    rulebook_digest,
)

# Any number that no other advisory lock of ours takes.
_PUBLISHING = 7_110_001


class RefusedRulebookError(RulebookError):
    """A rulebook that is well formed, and that a gate refuses: its faults name the examples that fail."""


def check_rulebook(text: str) -> Rulebook:
    """Parse `text` and run every gate of publishing on it.

    Raises RulebookError with every fault of its form, and RefusedRulebookError with every example that fails.
    """
    rulebook = parse_rulebook(text)
    faults = failing_examples(rulebook)
    if faults:
        raise RefusedRulebookError(faults)
    return rulebook


def publish_rulebook(text: str, *, at: datetime, note: str = "", by: User | None = None) -> Edition:
    """Publish `text` as the next edition, or return the current one if that says the same. Raises as check_rulebook."""
    rulebook = check_rulebook(text)
    digest = rulebook_digest(rulebook)
    with transaction.atomic():
        _queue_up()
        current = current_edition()
        if current and current.digest == digest:
            return current
        return Edition.objects.create(
            number=current.number + 1 if current else 1,
            name=rulebook.name,
            body=text,
            digest=digest,
            catalogue_digest=catalogue_digest(),
            core_version=CORE_VERSION,
            note=note,
            published_at=at,
            published_by=by,
        )


def _queue_up() -> None:
    """Wait until no other transaction is publishing. SQLite's immediate transactions queue by themselves."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_PUBLISHING])

"""Writes of editions: the gates that a rulebook passes, and its publishing."""

from datetime import datetime

from django.db import connection, transaction

from hireguide.accounts.models import User
from hireguide.rulebooks.models import Edition
from hireguide.rulebooks.selectors import current_edition, proof_of
from hireguide.rules import (
    CORE_VERSION,
    Fault,
    Proof,
    Rulebook,
    RulebookError,
    catalogue_digest,
    parse_rulebook,
    place_in,
    rulebook_digest,
)

# Any number that no other advisory lock of ours takes.
_PUBLISHING = 7_110_001


class RefusedRulebookError(RulebookError):
    """A rulebook that is well formed, and that a gate refuses.

    `faults` names what does not hold or is not proven, examples included; `proof` has the witnesses.
    """

    def __init__(self, rulebook: Rulebook, proof: Proof) -> None:
        self.proof = proof
        super().__init__(Fault(place_in(rulebook, part, item.key), item.message) for part, item in proof.open)


def check_rulebook(text: str) -> Rulebook:
    """Parse `text` and run every gate of publishing on it: about a second, once a process for each content.

    Raises RulebookError with every fault of its form, and RefusedRulebookError with everything that is not proven.
    """
    rulebook = parse_rulebook(text)
    proof = proof_of(rulebook)
    if proof.holds is not True:
        raise RefusedRulebookError(rulebook, proof)
    return rulebook


def publish_rulebook(text: str, *, at: datetime, note: str = "", by: User | None = None) -> Edition:
    """Publish `text` as the next edition, or return the current one if that says the same. Raises as check_rulebook."""
    current = current_edition()
    if current and current.digest == rulebook_digest(parse_rulebook(text)):
        return current
    return _store_edition(text, check_rulebook(text), at=at, note=note, by=by)


def _store_edition(text: str, rulebook: Rulebook, *, at: datetime, note: str, by: User | None) -> Edition:
    """The next edition, written, or the current one if that says the same. `rulebook` is what `text` says, and has
    passed the gates."""
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

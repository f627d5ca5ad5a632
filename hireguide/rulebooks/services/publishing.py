"""The write of an edition, and what a rulebook's own content must show before it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Signed:
    """Who stands behind an edition: who published it, who began its draft, who approved it; None where unknown."""

    by: User | None = None
    author: User | None = None
    approved_by: User | None = None


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


def store_edition(
    text: str,
    rulebook: Rulebook,
    *,
    at: datetime,
    note: str,
    signed: Signed,
    restores: Edition | None = None,
) -> Edition:
    """The next edition, written, or the current one if that says the same. `rulebook` is what `text` says.

    The only write of an edition, and no gate: whoever calls it has seen the rulebook pass. `restores` is the edition
    whose content comes again.
    """
    digest = rulebook_digest(rulebook)
    with publishing_queue():
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
            published_by=signed.by,
            author=signed.author,
            approved_by=signed.approved_by,
            restores=restores,
        )


@contextmanager
def publishing_queue() -> Iterator[None]:
    """A transaction that nobody else who publishes runs beside: they wait here, and then see what came of it.

    SQLite's immediate transactions queue by themselves.
    """
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_PUBLISHING])
        yield

"""Reads of editions: the current one, one by its number, the parsed rulebook of one, and the proof of a rulebook."""

from dataclasses import dataclass, field
from functools import lru_cache

from hireguide.rulebooks.models import Edition
from hireguide.rules import Proof, Rulebook, parse_rulebook, prove, rulebook_digest


def current_edition() -> Edition | None:
    """The edition that new drafts begin with: the one published last, its body left unread; None before the first."""
    return Edition.objects.defer("body").first()


def get_edition(number: int) -> Edition:
    """The edition with this number, its body left unread; raises Edition.DoesNotExist."""
    return Edition.objects.defer("body").get(number=number)


def rulebook_of(edition: Edition) -> Rulebook:
    """The edition's rulebook. A digest says what is in a body, so each is read and parsed once a process."""
    return _rulebook(edition.digest)


@lru_cache(maxsize=32)
def _rulebook(digest: str) -> Rulebook:
    return parse_rulebook(Edition.objects.filter(digest=digest)[0].body)


def proof_of(rulebook: Rulebook) -> Proof:
    """The seven proofs of a rulebook: about a second, once a process for each digest."""
    return _proof(_Content(rulebook_digest(rulebook), rulebook))


@dataclass(frozen=True, slots=True)
class _Content:
    """A rulebook that is the same as another with its digest."""

    digest: str
    rulebook: Rulebook = field(compare=False)


@lru_cache(maxsize=8)
def _proof(content: _Content) -> Proof:
    return prove(content.rulebook)

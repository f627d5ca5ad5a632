"""Two rulebooks side by side, and the editions that there are to choose from."""

from dataclasses import dataclass, field
from functools import lru_cache

from django.db.models import QuerySet

from hireguide.rulebooks.models import Edition
from hireguide.rules import Comparison, Rulebook, compare, rulebook_digest


def editions() -> QuerySet[Edition]:
    """Every edition, the current one first, their bodies left unread."""
    return Edition.objects.select_related("published_by", "author", "approved_by", "restores").defer(
        "body", "restores__body"
    )


def compared(one: Rulebook, other: Rulebook) -> Comparison:
    """What share of companies `other` judges otherwise than `one`: up to a second, once a process for each pair."""
    return _compared(_Pair(rulebook_digest(one), rulebook_digest(other), one, other))


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two rulebooks that are the same pair as others with their digests."""

    digest: str
    other_digest: str
    rulebook: Rulebook = field(compare=False)
    other: Rulebook = field(compare=False)


@lru_cache(maxsize=16)
def _compared(pair: _Pair) -> Comparison:
    return compare(pair.rulebook, pair.other)

"""Reads for trying rules out: the rulebooks at hand, where their parts are edited, and a diagnosis by its name."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse

from hireguide.diagnoses.models import Diagnosis
from hireguide.diagnoses.selectors import diagnosis_at, kept_diagnoses
from hireguide.rulebooks.models import (
    Advice,
    Cell,
    Evidence,
    Example,
    Expectation,
    Row,
    RulebookDraft,
    Situation,
    VerdictText,
)
from hireguide.rulebooks.selectors import current_edition, draft_rulebook, rows_of, rulebook_of
from hireguide.rules import BANDS, Rulebook

Urls = Mapping[tuple[str, str], str]

_EDITED: tuple[type[Row], ...] = (Evidence, Situation, Advice, VerdictText, Expectation, Example)
_PUBLIC_ID = re.compile(r"(?:^|/)([A-Za-z0-9_-]{22})(?:/|$)")
_NUMBER = re.compile(r"(?:^|/admin/diagnoses/diagnosis/)#?(\d{1,18})(?:/|$)")


@dataclass(frozen=True, slots=True)
class Book:
    """A rulebook with its name at the beginning of a sentence, and whether it is the draft."""

    name: str
    rulebook: Rulebook
    is_draft: bool = False

    @property
    def in_sentence(self) -> str:
        """Its name within a sentence."""
        return self.name[:1].lower() + self.name[1:]


def books_at_hand(draft: RulebookDraft | None) -> tuple[Book, ...]:
    """The current edition, then the draft: both, one or none."""
    edition = current_edition()
    books = [Book(f"Edition {edition.number}", rulebook_of(edition))] if edition else []
    return (*books, Book("The draft", draft_rulebook(draft), is_draft=True)) if draft else tuple(books)


def row_urls(draft: RulebookDraft | None) -> Urls:
    """(part, key) → the page where it is edited, of all that proofs and rules speak of; a cell's key is `some.large`.

    Empty without a draft: an edition is edited nowhere.
    """
    if draft is None:
        return {}
    grid = reverse("editing:grid")
    cells = {(Cell.part, f"{execution}.{strategy}"): grid for execution in BANDS for strategy in BANDS}
    return cells | {
        (kind.part, key): reverse(f"admin:rulebooks_{kind.__name__.lower()}_change", args=[pk])
        for kind in _EDITED
        for key, pk in rows_of(draft, kind).order_by().values_list("key", "pk")
    }


def find_diagnosis(text: str) -> Diagnosis | None:
    """The kept diagnosis that an address, a public id or its number in the admin names; None where there is none."""
    if match := _NUMBER.search(text):
        return kept_diagnoses().filter(pk=int(match[1])).first()
    if match := _PUBLIC_ID.search(text):
        return diagnosis_at(match[1])
    return None

"""Reads of rulebooks: the editions with their proofs, and the draft as the rulebook that its rows make."""

from hireguide.rulebooks.selectors.drafts import (
    Document,
    cited_by,
    document_moved,
    document_of,
    document_with,
    document_without,
    draft_rulebook,
    editors_of,
    every_row,
    items_of,
    naming_of,
    open_draft,
    part_of_path,
    read_document,
    rows_of,
)
from hireguide.rulebooks.selectors.editions import current_edition, get_edition, proof_of, rulebook_of

__all__ = [
    "Document",
    "cited_by",
    "current_edition",
    "document_moved",
    "document_of",
    "document_with",
    "document_without",
    "draft_rulebook",
    "editors_of",
    "every_row",
    "get_edition",
    "items_of",
    "naming_of",
    "open_draft",
    "part_of_path",
    "proof_of",
    "read_document",
    "rows_of",
    "rulebook_of",
]

"""What the database holds of rulebooks: editions, published and immutable, and the draft whose rows admins edit."""

from hireguide.rulebooks.models.draft import RulebookDraft
from hireguide.rulebooks.models.edition import Edition, EditionIsPublishedError
from hireguide.rulebooks.models.rows import (
    Advice,
    Band,
    Cell,
    Cost,
    Evidence,
    Example,
    Expectation,
    Plan,
    Row,
    Situation,
    Source,
    VerdictText,
)

# Every kind of row, in the order of a rulebook's file.
ROWS: tuple[type[Row], ...] = (
    *(Source, Evidence, Band, Cell, Situation, Advice),
    *(VerdictText, Cost, Plan, Expectation, Example),
)

__all__ = [
    "ROWS",
    "Advice",
    "Band",
    "Cell",
    "Cost",
    "Edition",
    "EditionIsPublishedError",
    "Evidence",
    "Example",
    "Expectation",
    "Plan",
    "Row",
    "RulebookDraft",
    "Situation",
    "Source",
    "VerdictText",
]

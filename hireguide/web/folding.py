"""Names as two are compared, and the column that keeps one so: SQLite by itself folds the letters of ASCII alone."""

from typing import Any
from unicodedata import normalize

from django.db import models


def folded(text: str) -> str:
    """A text as two are compared: whatever the case of its letters, the spaces between its words, and whether accents
    are stored with their letters or apart. It may be longer than what was written, and no more than three times.

    >>> folded(" École  42") == folded("ÉCOLE 42")
    True
    """
    # Apart first, or a few letters (ΐ) fold otherwise; then together, which is shorter.
    return normalize("NFC", normalize("NFD", " ".join(text.split())).casefold())


class FoldedField(models.CharField[str, str]):
    """What other columns of the row say, folded, with every write of the row. `update()` of those leaves it behind."""

    def __init__(self, *sources: str, **kwargs: Any) -> None:
        """`sources`: the names of the columns that it follows."""
        self.sources = sources
        super().__init__(**{"editable": False, "default": "", **kwargs})

    def deconstruct(self) -> tuple[str, str, Any, dict[str, Any]]:
        """What migrations write: the columns that it follows, too."""
        name, path, _, kwargs = super().deconstruct()
        return name, path, self.sources, kwargs

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        """What is stored, of one row and of many at once."""
        said = folded(" ".join(getattr(model_instance, source) for source in self.sources))
        setattr(model_instance, self.attname, said)
        return said

"""The evidence as a table: one row a rule, its condition as JSON in one cell. What is written can be read back."""

import csv
import json
from collections.abc import Iterator
from io import StringIO
from typing import Any

from tablib import Dataset

from hireguide.rules import Rulebook, rulebook_json
from hireguide.web.tables.cells import MOST_IN_A_CELL, harmless

HEADER = ("key", "gap", "points", "when", "because", "sources")


class TooLongForACellError(ValueError):
    """A text that no workbook's cell takes; the message says which rule's, and what to do."""

    def __init__(self, key: str, column: str) -> None:
        super().__init__(
            f"What {key} says in {column} is longer than {MOST_IN_A_CELL:,} letters, which no workbook’s cell takes. "
            "Take the CSV or JSON file."
        )


def evidence_csv(rulebook: Rulebook) -> str:
    """The rows under their header, comma-separated, lines ending in a line feed."""
    text = StringIO()
    csv.writer(text, lineterminator="\n").writerows([HEADER, *_rows(rulebook)])
    return text.getvalue()


def evidence_xlsx(rulebook: Rulebook) -> bytes:
    """The rows under their header as a workbook of one sheet; raises TooLongForACellError."""
    rows = list(_rows(rulebook))
    for row in rows:
        for column, value in zip(HEADER, row, strict=True):
            if isinstance(value, str) and len(value) > MOST_IN_A_CELL:
                raise TooLongForACellError(str(row[0]), column)
    workbook: bytes = Dataset(*rows, headers=HEADER, title="evidence").export("xlsx", column_width=24)
    return workbook


def _rows(rulebook: Rulebook) -> Iterator[list[str | int]]:
    """The rules' cells, in the order of the header."""
    items: list[dict[str, Any]] = json.loads(rulebook_json(rulebook))["evidence"]
    for item in items:
        when = json.dumps(item["when"], ensure_ascii=False)
        cells = item | {"when": when, "sources": " ".join(item["sources"])}
        yield [harmless(cell) if isinstance(cell, str) else cell for cell in (cells[name] for name in HEADER)]

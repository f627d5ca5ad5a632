"""What a cell of a table may hold, however the table came, and how a text goes into one without being a formula."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

MOST_IN_A_CELL = 32_767
"""As many letters as a workbook's cell takes."""

_TAKEN = r"(?:\s*[=+\-@]|[\t\r\n]|#(?:NULL!|DIV/0!|VALUE!|REF!|NAME\?|NUM!|N/A)\Z)"
_FORMULA, _QUOTED_FORMULA = re.compile(f"'*{_TAKEN}"), re.compile(f"'+{_TAKEN}")


@dataclass(frozen=True, slots=True)
class Broken:
    """A cell that can't be taken, and why."""

    message: str


Cell = str | int | float | bool | Broken | None
Row = tuple[int, Sequence[Cell]]


def is_blank(cell: Cell) -> bool:
    """Whether nothing stands in a cell."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def harmless(text: str) -> str:
    """A text that a spreadsheet would take for a formula or an error, quoted as text by a ' before it.

    >>> harmless("=1+1"), harmless("'=1+1"), harmless("one = one")
    ("'=1+1", "''=1+1", 'one = one')
    """
    return f"'{text}" if _FORMULA.match(text) else text


def unquoted(text: str) -> str:
    """The text that `harmless` was given.

    >>> unquoted("'=1+1"), unquoted("'tis")
    ('=1+1', "'tis")
    """
    return text[1:] if _QUOTED_FORMULA.match(text) else text

"""The rows of a CSV file."""

import csv
from collections.abc import Iterator
from io import StringIO

from hireguide.web.tables.cells import Broken, Row
from hireguide.web.tables.faults import FileFault, FileFaultsError

_SEPARATORS = (",", ";", "\t")


def csv_rows(text: str) -> Iterator[Row]:
    """The rows that are not blank, each with its number; raises FileFaultsError where the quotation marks go wrong.

    Cells are separated by whichever of comma, semicolon and tab the first line has most of.
    """
    head = text.partition("\n")[0]
    separator = max(_SEPARATORS, key=head.count)
    rows = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    number = 0
    try:
        for number, cells in enumerate(rows, start=1):
            if any(cell.strip() for cell in cells):
                yield number, [_read(cell) for cell in cells]
    except csv.Error as error:
        said = f"can’t be read as CSV ({error}). Check the quotation marks, each of which stands twice inside quotes."
        raise FileFaultsError([FileFault(number + 1, "", said)]) from None


def _read(cell: str) -> str | Broken:
    if cell.lstrip().startswith("="):
        return Broken("starts with =, as a formula does. Write the value itself; '= stands for a text that starts so.")
    return cell.replace("\r\n", "\n")

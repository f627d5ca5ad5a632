"""Tables as files: CSV, or a workbook of one sheet. No cell is a formula, whatever its text says."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO, StringIO
from typing import Final

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from hireguide.web.tables.cells import MOST_IN_A_CELL, harmless

CSV: Final = "text/csv; charset=utf-8"
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_WIDTH = 18
_LONGEST_CHOICE = 255

Written = str | int | None


def csv_file(header: Sequence[str], rows: Iterable[Sequence[Written]]) -> bytes:
    """The rows under their header, comma-separated, with the mark by which a spreadsheet knows UTF-8.

    Every cell is in quotes: else a spreadsheet that parts cells at semicolons made a formula of the end of "a;=b".
    """
    text = StringIO()
    writer = csv.writer(text, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writerow(header)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def workbook(
    header: Sequence[str],
    rows: Iterable[Sequence[Written]],
    *,
    title: str,
    choices: Mapping[str, Sequence[str]] | None = None,
    lines: int = 0,
) -> bytes:
    """The rows under their header as a workbook of one sheet; columns with `choices` offer them in `lines` rows."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "B2"
    for place, name in enumerate(header, start=1):
        letter = get_column_letter(place)
        sheet.column_dimensions[letter].width = _WIDTH
        listed = ",".join((choices or {}).get(name, ()))
        if listed and len(listed) <= _LONGEST_CHOICE:
            offered = DataValidation("list", formula1=f'"{listed}"', allow_blank=True, showErrorMessage=False)
            offered.add(f"{letter}2:{letter}{lines + 1}")
            sheet.data_validations.append(offered)
    sheet.append([_bold(sheet, name) for name in header])
    for row in rows:
        sheet.append([_storable(_harmless(cell)) for cell in row])
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _bold(sheet: object, text: str) -> object:
    cell = WriteOnlyCell(sheet, text)
    cell.font = Font(bold=True)
    return cell


def _harmless(cell: Written) -> Written:
    return harmless(cell) if isinstance(cell, str) else cell


def _storable(cell: Written) -> Written:
    """What a workbook's cell takes: no control characters, and not more letters than it holds."""
    if not isinstance(cell, str):
        return cell
    printable: str = ILLEGAL_CHARACTERS_RE.sub("\N{REPLACEMENT CHARACTER}", cell)
    return printable[:MOST_IN_A_CELL]

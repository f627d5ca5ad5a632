"""The rows of an Excel workbook (.xlsx), read within bounds: nothing in it is computed, unpacked whole or followed."""

import re
import warnings
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from openpyxl import load_workbook

from hireguide.editing.resources.cells import Broken, Cell, Row
from hireguide.web.files import UnreadableFileError

_MOST_UNPACKED = 10_000_000
_MOST_PARTS = 200
_MOST_ROWS, _MOST_COLUMNS = 2000, 30
_DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*?\bref="([A-Z]+[0-9]+:[A-Z]+[0-9]+)"')
_DAMAGED = "is no Excel workbook, or a damaged one. Save it as .xlsx again, or as CSV."


def workbook_rows(data: bytes) -> Iterator[Row]:
    """The rows of the workbook's one sheet that are not blank, each with its number; raises UnreadableFileError."""
    merged = _checked(data)
    try:
        with warnings.catch_warnings(action="ignore"):  # about styles and extensions, which are none of ours
            workbook = load_workbook(BytesIO(data), read_only=True, keep_links=False)
            names = workbook.sheetnames
            if not names:
                raise UnreadableFileError(_DAMAGED)
            if len(names) > 1:
                raise UnreadableFileError(f"has {len(names)} sheets ({', '.join(names)}). Leave the one to import.")
            if merged:
                raise UnreadableFileError(
                    f"has merged cells ({', '.join(merged)}). Split them, so that each holds its own."
                )
            rows = list(_rows(workbook.worksheets[0]))
    except UnreadableFileError:
        raise
    except Exception:  # noqa: BLE001 - a damaged file makes openpyxl raise whatever it happens to meet
        raise UnreadableFileError(_DAMAGED) from None
    yield from rows


def _checked(data: bytes) -> list[str]:
    """The workbook's merged cells, once it is known to be of a bearable size and to hold no document type."""
    merged: list[str] = []
    try:
        with ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
            if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_UNPACKED:
                raise UnreadableFileError(f"unpacks to more than {_MOST_UNPACKED // 1_000_000} MB. Save it as CSV.")
            for part in parts:
                content = archive.read(part)  # never more than the size that was just counted
                if any(mark in content for mark in _DOCTYPES):
                    raise UnreadableFileError(_DAMAGED)
                if part.filename.startswith("xl/worksheets/"):
                    merged += [place.decode() for place in _MERGED.findall(content)]
    except UnreadableFileError:
        raise
    except Exception:  # noqa: BLE001 - as above: zip files break in many ways
        raise UnreadableFileError(_DAMAGED) from None
    return merged


def _rows(sheet: Any) -> Iterator[Row]:
    for number, cells in enumerate(sheet.iter_rows(max_row=_MOST_ROWS + 1, max_col=_MOST_COLUMNS), start=1):
        read = [_read(cell) for cell in cells]
        if any(cell not in (None, "") for cell in read):
            if number > _MOST_ROWS:
                raise UnreadableFileError(f"has more than {_MOST_ROWS:,} rows.")
            yield number, read


def _read(cell: Any) -> Cell:
    """A cell's value. What a formula gives is not to be trusted, and never computed here."""
    value = cell.value
    if value is None:
        return None
    place = f"cell {cell.coordinate}"
    if cell.data_type == "f" or (isinstance(value, str) and value.lstrip().startswith("=")):
        return Broken(f"{place} holds a formula. Write the value itself; '= stands for a text that starts so.")
    if cell.data_type == "e":
        return Broken(f"{place} holds the error {value}. Write the value itself.")
    if isinstance(value, str):
        return value.replace("\r\n", "\n")
    if isinstance(value, bool | int | float):
        return int(value) if isinstance(value, float) and value.is_integer() else value
    return Broken(f"{place} holds a date or time. Write it as text.")

"""The rows of an Excel workbook (.xlsx), read within bounds: nothing in it is computed, unpacked whole or followed."""

import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from openpyxl import load_workbook

from hireguide.web.files import UnreadableFileError
from hireguide.web.tables.cells import Broken, Cell, Row

_MOST_PARTS = 200
_DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*?\bref="([A-Z]+[0-9]+:[A-Z]+[0-9]+)"')
_DAMAGED = "is no Excel workbook, or a damaged one. Save it as .xlsx again, or as CSV."


@dataclass(frozen=True, slots=True)
class SheetLimits:
    """How much of a workbook is read: rows and columns of its sheet, and the bytes that it unpacks to."""

    rows: int = 2_000
    columns: int = 30
    unpacked: int = 10_000_000


def workbook_rows(data: bytes, limits: SheetLimits | None = None) -> Iterator[Row]:
    """The rows of the workbook's one sheet that are not blank, each with its number; raises UnreadableFileError."""
    limits = limits or SheetLimits()
    merged = _checked(data, limits)
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
            rows = list(_rows(workbook.worksheets[0], limits))
    except UnreadableFileError:
        raise
    except Exception:  # noqa: BLE001 - a damaged file makes openpyxl raise whatever it happens to meet
        raise UnreadableFileError(_DAMAGED) from None
    yield from rows


def _checked(data: bytes, limits: SheetLimits) -> list[str]:
    """The workbook's merged cells, once it is known to be of a bearable size and to hold no document type."""
    merged: list[str] = []
    try:
        with ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
            if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > limits.unpacked:
                raise UnreadableFileError(f"unpacks to more than {limits.unpacked // 1_000_000} MB. Save it as CSV.")
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


def _rows(sheet: Any, limits: SheetLimits) -> Iterator[Row]:
    bounds = {"max_row": limits.rows + 1, "max_col": limits.columns}
    for number, cells in enumerate(sheet.iter_rows(**bounds), start=1):
        read = [_read(cell) for cell in cells]
        if any(cell not in (None, "") for cell in read):
            if number > limits.rows:
                raise UnreadableFileError(f"has more than {limits.rows:,} rows.")
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

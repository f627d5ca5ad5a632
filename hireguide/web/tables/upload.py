"""An uploaded file: what kind it is, told by its content, and its text or the rows of its sheet."""

import codecs
from collections.abc import Iterator
from typing import BinaryIO

from hireguide.web.files import Source, UnreadableFileError, read_text
from hireguide.web.tables.cells import Row
from hireguide.web.tables.sheet import SheetLimits, workbook_rows

MOST_BYTES = 10_000_000
"""The most that is taken of any table: 5,000 companies with every answer and long notes have half of it."""
_WORKBOOK = b"PK\x03\x04"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8")
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_upload(
    name: str, stream: BinaryIO, *, limit: int, wanted: str, sheet: SheetLimits | None = None
) -> str | Iterator[Row]:
    """The text of a file called `name`, or, where it is a workbook, its rows; at most `limit` bytes of it are read.

    `wanted` is the sentence that says which files to bring. Raises UnreadableFileError for any other.
    """
    source = Source(name, stream)
    start = source.read(4)
    source.put_back(start)
    _refuse_others(start, wanted)
    if start == _WORKBOOK:
        return workbook_rows(_all(source, limit), sheet)
    text = read_text(source, limit=limit)
    if "\0" in text:
        raise UnreadableFileError(f"is no text. {wanted}")
    if not text.strip():
        raise UnreadableFileError(f"is empty. {wanted}")
    return text


def _refuse_others(start: bytes, wanted: str) -> None:
    """Raises UnreadableFileError for a file that begins as one of another kind does."""
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableFileError("is an old or locked Excel workbook. Save it as .xlsx without a password, or as CSV.")
    if start.startswith(_PICTURES):
        raise UnreadableFileError(f"is a picture. {wanted}")
    if start.startswith(b"%PDF"):
        raise UnreadableFileError(f"is a PDF. {wanted}")
    if start.startswith(_UTF16):
        raise UnreadableFileError("is UTF-16 text. Save it as UTF-8.")


def _all(source: Source, limit: int) -> bytes:
    data = source.read(limit + 1)
    if len(data) > limit:
        raise UnreadableFileError(f"is larger than {limit // 1_000_000} MB, which is more than is read at once.")
    return data

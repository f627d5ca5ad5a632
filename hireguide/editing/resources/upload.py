"""An uploaded file: what kind it is, told by its content, and what it says."""

import codecs
from typing import BinaryIO

from hireguide.editing.resources.evidence import read_table
from hireguide.editing.resources.sheet import workbook_rows
from hireguide.editing.resources.text import csv_rows
from hireguide.editing.selectors.imports import LIMIT, FileFault, FileFaultsError, Incoming
from hireguide.web.files import Source, UnreadableFileError, read_text

_ALLOWED = "Bring a rulebook (.json), or the evidence as a table (.csv or .xlsx)."
_KNOWN = {
    b"\xd0\xcf\x11\xe0": "is an old or locked Excel workbook. Save it as .xlsx without a password, or as CSV.",
    b"\x89PNG": f"is a picture. {_ALLOWED}",
    b"\xff\xd8\xff": f"is a picture. {_ALLOWED}",
    b"GIF8": f"is a picture. {_ALLOWED}",
    b"%PDF": f"is a PDF. {_ALLOWED}",
    codecs.BOM_UTF16_LE: "is UTF-16 text. Save it as UTF-8.",
    codecs.BOM_UTF16_BE: "is UTF-16 text. Save it as UTF-8.",
}


def read_upload(name: str, stream: BinaryIO) -> Incoming:
    """What the file called `name` says; raises FileFaultsError where it can't be read at all.

    What is wrong with single cells is in the answer's `faults`, to be told together with what the parser finds.
    """
    try:
        source = Source(name, stream)
        start = source.read(4)
        source.put_back(start)
        for mark, message in _KNOWN.items():
            if start.startswith(mark):
                raise UnreadableFileError(message)
        if start == b"PK\x03\x04":
            return read_table(name, workbook_rows(_all(source)))
        text = read_text(source, limit=LIMIT)
        if "\0" in text:
            raise UnreadableFileError(f"is no text. {_ALLOWED}")
        if not text.strip():
            raise UnreadableFileError(f"is empty. {_ALLOWED}")
        if name.lower().endswith(".json") or text.lstrip().startswith("{"):
            return Incoming(name, text)
        return read_table(name, csv_rows(text))
    except UnreadableFileError as error:
        raise FileFaultsError([FileFault(None, "", f"The file {error}")]) from None


def _all(source: Source) -> bytes:
    data = source.read(LIMIT + 1)
    if len(data) > LIMIT:
        raise UnreadableFileError(f"is larger than {LIMIT // 1_000_000} MB, which is more than is read at once.")
    return data

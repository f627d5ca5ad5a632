"""An uploaded file of rules: a rulebook's JSON, or its evidence as a table."""

from typing import BinaryIO

from hireguide.editing.resources.evidence import read_table
from hireguide.editing.selectors.imports import LIMIT, Incoming
from hireguide.web.files import UnreadableFileError
from hireguide.web.tables.faults import FileFault, FileFaultsError
from hireguide.web.tables.text import csv_rows
from hireguide.web.tables.upload import read_upload as read_file

_WANTED = "Bring a rulebook (.json), or the evidence as a table (.csv or .xlsx)."


def read_upload(name: str, stream: BinaryIO) -> Incoming:
    """What the file called `name` says; raises FileFaultsError where it can't be read at all.

    What is wrong with single cells is in the answer's `faults`, to be told together with what the parser finds.
    """
    try:
        read = read_file(name, stream, limit=LIMIT, wanted=_WANTED)
        if not isinstance(read, str):
            return read_table(name, read)
        if name.lower().endswith(".json") or read.lstrip().startswith("{"):
            return Incoming(name, read)
        return read_table(name, csv_rows(read))
    except UnreadableFileError as error:
        raise FileFaultsError([FileFault(None, "", f"The file {error}")]) from None

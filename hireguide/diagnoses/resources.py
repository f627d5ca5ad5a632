"""Companies' answers in files (JSON, JSON lines, CSV), read one profile at a time, each with its place."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from itertools import islice
from pathlib import PurePath

from hireguide.rules import FIELDS, Fault, JsonError, ProfileError, parse_profile, read_json
from hireguide.web.files import Source, UnreadableFileError, read_text

LINE_LIMIT = 1_000_000
DOCUMENT_LIMIT = 256_000_000
_LINES_LOOKED_AT = 100
_INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,17})")
_NOT_UTF8 = "is not UTF-8 text. Save the file as UTF-8."
_NO_QUESTION = (
    f"is a column that belongs to no question; allowed are {', '.join(('company_name', *FIELDS))}. "
    "Rename the column, or remove it."
)
_TOO_LONG = f"is longer than {LINE_LIMIT:,} bytes, which no company's answers are."


@dataclass(frozen=True, slots=True)
class Reading:
    """One profile as a file gives it: `data` as parsed, or the `faults` that kept it from being parsed.

    `place` is the path of the whole profile; `joint` stands between it and a field.
    """

    place: str
    data: object = None
    faults: tuple[Fault, ...] = ()
    joint: str = ": "

    def path(self, field: str) -> str:
        """The path of one field, or of the whole profile for "".

        >>> Reading("team.csv row 7").path("stage"), Reading("team.json[2]", joint=".").path("stage")
        ('team.csv row 7: stage', 'team.json[2].stage')
        """
        joint = "" if self.joint == "." and field.startswith("[") else self.joint
        return f"{self.place}{joint}{field}" if field else self.place


def read_profiles(source: Source) -> Iterator[Reading]:
    """The profiles of a file of the kind that its name says: .csv, .jsonl, .json; any other is recognised.

    CSV and JSON lines are read line by line, however long. Raises UnreadableFileError for a file that is none of these.
    """
    match PurePath(source.name).suffix.lower():
        case ".csv":
            return _read_csv(source)
        case ".jsonl":
            return _read_lines(source)
        case ".json":
            return _read_document(source)
        case _:
            return _read_recognised(source)


def _read_recognised(source: Source) -> Iterator[Reading]:
    """JSON lines if the first line is an object and more follows; else one document, unless only lines make sense."""
    head = source.readline(LINE_LIMIT)
    if _is_object(head):
        more = b""
        while chunk := source.read(LINE_LIMIT):
            more += chunk
            if not chunk.isspace():
                source.put_back(head + more)
                return _read_lines(source)
        head += more
    source.put_back(head)
    return _read_document(source, or_lines=True)


def _read_document(source: Source, *, or_lines: bool = False) -> Iterator[Reading]:
    text = read_text(source, limit=DOCUMENT_LIMIT)
    if not text.strip():
        raise UnreadableFileError("is empty. It should hold a company's answers as a JSON object, or an array of them.")
    try:
        data = read_json(text)
    except JsonError as error:
        several = any(_is_object(line.encode()) for line in islice(StringIO(text), _LINES_LOOKED_AT))
        if several and or_lines:
            source.put_back(text.encode())
            yield from _read_lines(source)
            return
        hint = ". If it holds one object a line, name it .jsonl" if several else ""
        raise UnreadableFileError(f"{error}{hint}") from None
    if isinstance(data, list):
        for index, item in enumerate(data):
            yield Reading(f"{source.name}[{index}]", item, joint=".")
    else:
        yield Reading(source.name, data)


def _read_lines(source: Source) -> Iterator[Reading]:
    number = 0
    while line := source.readline(LINE_LIMIT):
        number += 1
        place = f"{source.name} line {number}"
        if not line.endswith(b"\n") and len(line) == LINE_LIMIT:
            while line and not line.endswith(b"\n"):
                line = source.readline(LINE_LIMIT)
            yield _refused(place, _TOO_LONG)
        elif not line.isspace():
            yield _line(place, line)


def _line(place: str, line: bytes) -> Reading:
    try:
        return Reading(place, read_json(line.rstrip(b"\r\n").decode()))
    except UnicodeDecodeError:
        return _refused(place, _NOT_UTF8)
    except JsonError as error:
        return _refused(place, str(error).removeprefix("line 1, "))


def _read_csv(source: Source) -> Iterator[Reading]:
    rows = _rows(source)
    number, header = next(rows, (1, None))
    if header is None:
        raise UnreadableFileError("is empty. Its first row should name the fields.")
    place = f"{source.name} row {number}"
    faults = (header,) if isinstance(header, Fault) else _header_faults(header)
    if isinstance(header, Fault) or faults:
        yield Reading(place, faults=faults)
        return
    for number, cells in rows:
        place = f"{source.name} row {number}"
        if isinstance(cells, Fault):
            yield Reading(place, faults=(cells,))
        elif cells:
            yield _row(place, header, cells)


def _rows(source: Source) -> Iterator[tuple[int, list[str] | Fault]]:
    """The rows of a table with their numbers, blank ones too; a fault in the place of a row that can't be read."""
    reader = csv.reader(_text_lines(source), strict=True)
    number = 0
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield number, Fault("", f"can't be read as CSV ({error})")
        else:
            yield number, cells if _is_text(cells) else Fault("", _NOT_UTF8)


def _header_faults(header: list[str]) -> tuple[Fault, ...]:
    if not header:
        return (Fault("", "is blank. It should name the fields."),)
    names = dict.fromkeys(name for name in header if name)
    faults = [
        Fault("", f"column {index} has no name. Name the field that it holds, or remove it.")
        for index, name in enumerate(header, start=1)
        if not name
    ]
    faults += [Fault(name, "stands in more than one column. Keep one.") for name in names if header.count(name) > 1]
    try:
        parse_profile(names)
    except ProfileError as error:
        faults += [Fault(fault.path, _NO_QUESTION) for fault in error.faults]  # without answers nothing else is wrong
    return tuple(faults)


def _row(place: str, header: list[str], cells: list[str]) -> Reading:
    if len(cells) != len(header):
        return _refused(place, f"has {len(cells)} cells where the header names {len(header)} fields.")
    return Reading(place, {name: _typed(name, cell) for name, cell in zip(header, cells, strict=True)})


def _typed(name: str, cell: str) -> object:
    """A cell as the kind of its field; what is not of that kind stays text, for the parser to refuse by name."""
    if not cell:
        return None
    kind = FIELDS[name].kind if name in FIELDS else "text"
    if kind == "yes_no":
        return {"true": True, "false": False}.get(cell, cell)
    return int(cell) if kind == "integer" and _INTEGER.fullmatch(cell) else cell


def _text_lines(source: Source) -> Iterator[str]:
    # What is not UTF-8 becomes lone surrogates, so that only its own row is refused.
    while line := source.readline(LINE_LIMIT):
        yield line.decode("utf-8", "surrogateescape")


def _is_text(cells: list[str]) -> bool:
    return not any("\ud800" <= char <= "\udfff" for cell in cells for char in cell)


def _refused(place: str, message: str) -> Reading:
    return Reading(place, faults=(Fault("", message),))


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(read_json(line.decode()), dict)
    except ValueError:
        return False

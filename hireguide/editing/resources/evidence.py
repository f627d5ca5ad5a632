"""The evidence as a table: its rows as the rulebook's JSON, and every cell that can't be read."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence

from hireguide.editing.selectors.imports import Incoming
from hireguide.rulebooks.documents.table import HEADER
from hireguide.rules import JsonError, read_json
from hireguide.web.tables.cells import Broken, Cell, Row, is_blank, unquoted
from hireguide.web.tables.faults import FileFault, FileFaultsError

MOST_ROWS = 1000
_NUMBER = re.compile(r"[+-]?[0-9]{1,18}", re.ASCII)
_BETWEEN_SOURCES = re.compile(r"[\s,;]+")
_WANTED = 'must be JSON such as {"all": [{"field": "stage", "op": "is", "value": "seed"}]}'


def read_table(name: str, rows: Iterable[Row]) -> Incoming:
    """The rules that the rows under the header say; raises FileFaultsError where there is no such header."""
    numbered = list(rows)
    columns = _columns(numbered)
    if len(numbered) - 1 > MOST_ROWS:
        raise FileFaultsError([FileFault(None, "", f"The file has more than {MOST_ROWS:,} rows.")])
    faults: list[FileFault] = []
    items = [_item(number, cells, columns, faults) for number, cells in numbered[1:]]
    return Incoming(name, f"[{', '.join(items)}]", tuple(number for number, _ in numbered[1:]), tuple(faults))


def _columns(rows: Sequence[Row]) -> Mapping[str, int]:
    """Where each column stands; raises FileFaultsError with all that is wrong with the header."""
    allowed = ", ".join(HEADER)
    if not rows:
        raise FileFaultsError([FileFault(None, "", f"The file is empty. Its first row names the columns: {allowed}.")])
    number, cells = rows[0]
    names = [str(cell).strip().lower() if isinstance(cell, str) else "" for cell in cells]
    faults = [
        FileFault(number, f"column {place}", f"“{str(cell).strip()[:60]}” is no column here; allowed are {allowed}")
        for place, (cell, name) in enumerate(zip(cells, names, strict=True), start=1)
        if name not in HEADER and not is_blank(cell)
    ]
    for column in HEADER:
        if column not in names:
            faults.append(FileFault(number, column, f"this column is missing; required are {allowed}"))
        elif names.count(column) > 1:
            faults.append(FileFault(number, column, "this column is given more than once"))
    if not faults and len(rows) == 1:
        said = "there is a header and no rule below it. An import puts the file’s rules in place of the draft’s."
        faults.append(FileFault(number, "", said))
    if faults:
        raise FileFaultsError(faults)
    return {column: names.index(column) for column in HEADER}


def _item(number: int, cells: Sequence[Cell], columns: Mapping[str, int], faults: list[FileFault]) -> str:
    """A rule's JSON. A cell that can't be read is noted and stands as null."""
    last = max(columns.values())
    strays = [place for place, cell in enumerate(cells) if place not in columns.values() and not is_blank(cell)]
    if len(cells) <= last or strays:
        faults.append(FileFault(number, "", f"has {len(cells)} cells, and the header does not say what each is."))
        return "null"
    members = {}
    for column, place in columns.items():
        cell = cells[place]
        try:
            members[column] = _json_of(column, cell)
        except ValueError as error:
            faults.append(FileFault(number, column, str(error)))
            members[column] = "null"
    return "{" + ", ".join(f'"{column}": {value}' for column, value in members.items()) + "}"


def _json_of(column: str, cell: Cell) -> str:
    """A cell as JSON; raises ValueError where it can't be read as what its column holds."""
    if isinstance(cell, Broken):
        raise ValueError(cell.message)
    if not isinstance(cell, str):
        return json.dumps(cell if cell is not None or column == "points" else [] if column == "sources" else "")
    text = unquoted(cell)
    match column:
        case "points":
            return str(int(text)) if _NUMBER.fullmatch(text.strip()) else json.dumps(text)
        case "sources":
            return json.dumps([key for key in _BETWEEN_SOURCES.split(text) if key])
        case "when":
            return _condition(text)
        case "because":
            return json.dumps(text)
        case _:
            return json.dumps(text.strip())


def _condition(text: str) -> str:
    """The condition as it was written: the parser sees all that stands in it, twice given keys too."""
    try:
        read_json(text)
    except JsonError as error:
        raise ValueError(f"{_WANTED}; {error.faults[0]}") from None
    return text

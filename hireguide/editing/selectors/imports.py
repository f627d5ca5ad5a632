"""A file that somebody brings: what it would make of the draft, or all that is wrong with it, row by row."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from hireguide.accounts.models import User
from hireguide.editing.models import WaitingImport
from hireguide.rulebooks.models import Evidence, RulebookDraft
from hireguide.rulebooks.selectors import document_of
from hireguide.rules import Fault, Rulebook, RulebookError, parse_rulebook
from hireguide.web.tables.faults import FileFault, FileFaultsError

LIMIT = 2_000_000
"""The most bytes that are read of a file. The shipped rulebook has a twentieth of it."""

NO_DRAFT = "none"
_COLUMNS = tuple(Evidence.members)
_IN_EVIDENCE = re.compile(r"evidence\[(?P<number>\d+)\](?:\.(?P<column>[a-z]+)\.?(?P<rest>.+)?)?")
_TAKEN_KEY = re.compile(r"(?P<key>\".*\") is the key of evidence\[(?P<number>\d+)\]\.key too; .*")
_PLACE = re.compile(r"evidence\[(\d+)\](?:\.([a-z]+))?")


@dataclass(frozen=True, slots=True)
class Incoming:
    """What was read from a file: `text` is a whole rulebook's JSON, or the list of its evidence where there are `rows`.

    `rows` says in which row of the file each rule stands; `faults` is what was wrong with cells already.
    """

    name: str
    text: str
    rows: tuple[int, ...] | None = None
    faults: tuple[FileFault, ...] = ()


def get_waiting(pk: int, *, by: User) -> WaitingImport:
    """The import that waits for somebody's yes; raises WaitingImport.DoesNotExist, for another's too."""
    return WaitingImport.objects.get(pk=pk, by=by)


def incoming_of(waiting: WaitingImport) -> Incoming:
    """What was read from the file of an import that waits."""
    return Incoming(waiting.name, waiting.text, None if waiting.rows is None else tuple(waiting.rows))


def seen(draft: RulebookDraft | None) -> str:
    """The open draft as somebody saw it: another word as soon as anybody has written to it, or opened one."""
    return f"{draft.pk}.{draft.version}" if draft else NO_DRAFT


def incoming_rulebook(incoming: Incoming, draft: RulebookDraft | None) -> Rulebook:
    """What `draft` would be with the file in it; without one, what a new draft would be.

    Raises FileFaultsError with everything that is wrong.
    """
    if incoming.rows is None:
        return _whole(incoming.text)
    if draft is None:
        said = "No draft is open, and a table of evidence needs one to go into. Start a draft first."
        raise FileFaultsError([FileFault(None, "", said)])
    try:
        rulebook = parse_rulebook(_spliced(document_of(draft), incoming.text))
    except RulebookError as error:
        said_of = [_of_row(fault, incoming.rows) for fault in error.faults]
        raise FileFaultsError(_together(incoming.faults, said_of)) from None
    if incoming.faults:
        raise FileFaultsError(incoming.faults)
    return rulebook


def _whole(text: str) -> Rulebook:
    try:
        return parse_rulebook(text)
    except RulebookError as error:
        raise FileFaultsError([FileFault(None, fault.path, fault.message) for fault in error.faults]) from None


def _spliced(document: dict[str, Any], evidence: str) -> str:
    """The document's JSON with other evidence. It stays text: the parser is to see keys that stand twice."""
    parts = {part: evidence if part == "evidence" else json.dumps(value) for part, value in document.items()}
    return "{" + ", ".join(f"{json.dumps(part)}: {value}" for part, value in parts.items()) + "}"


def _together(of_cells: Sequence[FileFault], of_rules: Sequence[FileFault]) -> list[FileFault]:
    """All faults from the top, each cell's first only: where a cell can't be read the parser's word is an echo."""
    found = {(fault.row, fault.column.partition(":")[0]) for fault in of_cells}
    new = [
        fault
        for fault in of_rules
        if (fault.row, fault.column.partition(":")[0]) not in found and (fault.row, "") not in found
    ]
    return sorted([*of_cells, *new], key=_from_the_top)


def _from_the_top(fault: FileFault) -> tuple[int, int]:
    """Row by row, column by column; what is of no row comes first."""
    column = fault.column.partition(":")[0]
    return fault.row or 0, _COLUMNS.index(column) if column in _COLUMNS else -1


def _of_row(fault: Fault, rows: Sequence[int]) -> FileFault:
    """A fault of the draft's document as one of the file: `evidence[3].points` is row 5, points."""
    if place := _IN_EVIDENCE.fullmatch(fault.path):
        column, rest = place["column"] or "", place["rest"]
        message = _PLACE.sub(lambda other: _row_name(rows, other), fault.message)
        within = f": {rest}" if rest and not rest.startswith("[") else ""
        return FileFault(rows[int(place["number"])], column + within, message)
    if taken := _TAKEN_KEY.fullmatch(fault.message):
        said = f"{taken['key']} is the key of {fault.path.removesuffix('.key')} too; keys are unique across a rulebook"
        return FileFault(rows[int(taken["number"])], "key", said)
    return FileFault(None, fault.path, fault.message)


def _row_name(rows: Sequence[int], place: re.Match[str]) -> str:
    return f"row {rows[int(place[1])]}"

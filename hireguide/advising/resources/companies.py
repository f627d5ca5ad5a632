"""A table of companies, read and checked row by row: what it says of each, or all that is wrong with it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import BinaryIO, Final

from hireguide.advising.resources.values import read_answer, read_tags, read_text
from hireguide.advising.selectors.imports import Company, taken_message
from hireguide.advising.wording.columns import ANSWERS, COLUMNS, NO_NAME, OTHER_NAMES, PASSED_OVER, UNKNOWN, written
from hireguide.rules import (
    FIELDS,
    IMPOSSIBLE,
    ImpossibleProfile,
    Profile,
    ProfileError,
    Rulebook,
    Value,
    applies,
    judge,
    outcomes,
    parse_profile,
)
from hireguide.web.files import UnreadableFileError
from hireguide.web.folding import folded
from hireguide.web.tables.cells import Broken, Cell, Row, is_blank
from hireguide.web.tables.faults import FileFault, FileFaultsError
from hireguide.web.tables.sheet import SheetLimits
from hireguide.web.tables.text import csv_rows
from hireguide.web.tables.upload import MOST_BYTES, read_upload

MOST_ROWS: Final = 5_000
_SHEET = SheetLimits(rows=2 * MOST_ROWS, columns=100, unpacked=60_000_000)
_WANTED = "Bring a table (.csv or .xlsx) with a row for each company."
_TEXTS = ("name", "contact_name", "contact_email", "notes")
_ASKED = ("stage", "employee_count", *ANSWERS)

Cells = Mapping[str, Cell]
Faults = list[tuple[str, str]]


def read_companies(
    name: str, stream: BinaryIO, *, taken: Mapping[str, str], rulebook: Rulebook | None
) -> list[Company]:
    """The companies of the file called `name`. Raises FileFaultsError where it can't be read, or its header can't.

    `taken`: the names of clients that there are, as `selectors.imports.names_taken` gives them. `rulebook`: what says
    which answers can't be true together.
    """
    try:
        read = read_upload(name, stream, limit=MOST_BYTES, wanted=_WANTED, sheet=_SHEET)
        rows = list(islice(csv_rows(read) if isinstance(read, str) else read, MOST_ROWS + 2))
    except UnreadableFileError as error:
        raise FileFaultsError([FileFault(None, "", f"The file {error}")]) from None
    columns = _columns(rows)
    if len(rows) - 1 > MOST_ROWS:
        raise FileFaultsError(
            [FileFault(None, "", f"The file has more than {MOST_ROWS:,} companies. Bring it in parts.")]
        )
    seen = dict.fromkeys(taken, 0)
    return list(_possible((_company(number, cells, columns, seen, taken) for number, cells in rows[1:]), rulebook))


def _columns(rows: Sequence[Row]) -> list[str]:
    """The column of each place, "" for those passed over; raises FileFaultsError with all that is wrong."""
    if not rows:
        raise FileFaultsError([FileFault(None, "", "The file is empty. Its first row names the columns.")])
    number, cells = rows[0]
    names = [str(cell).strip().lower() if isinstance(cell, str) else "" for cell in cells]
    names = [OTHER_NAMES.get(name, name) for name in names]
    faults = [
        FileFault(number, f"column {place}", f"“{_text(cell)[:60]}” is no column here")
        for place, (cell, name) in enumerate(zip(cells, names, strict=True), start=1)
        if name not in COLUMNS and name not in PASSED_OVER and not is_blank(cell)
    ]
    twice = [name for name, count in Counter(names).items() if count > 1 and name in COLUMNS]
    faults += [FileFault(number, name, "stands in more than one column. Keep one") for name in twice]
    if "name" not in names:
        faults.append(FileFault(number, "name", "this column is missing; every company needs a name"))
    if not faults and len(rows) == 1:
        faults.append(FileFault(number, "", "there is a header and no company below it"))
    if faults:
        raise FileFaultsError(faults)
    return [name if name in COLUMNS else "" for name in names]


def _company(
    number: int, cells: Sequence[Cell], columns: Sequence[str], seen: dict[str, int], taken: Mapping[str, str]
) -> Company:
    """One row, read. `seen`: the names so far, each with its row, or 0 for a client that there is."""
    faults: Faults = []
    if any(not is_blank(cell) for cell in cells[len(columns) :]):
        faults.append(("", f"has {len(cells)} cells where the header names {len(columns)} columns"))
    by_name = {name: cell for name, cell in zip(columns, cells, strict=False) if name}
    details = _details(by_name, faults)
    answers = _answers(by_name, faults)
    _once(number, str(details["name"]), seen, taken, faults)
    profile, unknown = _profile(str(details["name"]), answers, faults)
    details |= {"stage": profile.facts.get("stage", ""), "employee_count": profile.facts.get("employee_count")}
    if faults:
        order = ("", *COLUMNS)
        faults.sort(key=lambda fault: order.index(fault[0]))
        return Company(number, {}, cells={name: _text(cell) for name, cell in by_name.items()}, faults=tuple(faults))
    is_answered = bool(unknown or set(profile.facts) & set(ANSWERS))
    told = {"company_name": profile.company_name, **profile.facts} if is_answered else {}
    return Company(number, details, told, unknown if is_answered else ())


def _details(cells: Cells, faults: Faults) -> dict[str, object]:
    details: dict[str, object] = {}
    for name in _TEXTS:
        try:
            details[name] = read_text(name, cells.get(name))
        except ValueError as error:
            faults.append((name, str(error)))
            details[name] = ""
    try:
        details["tags"] = read_tags(cells.get("tags"))
    except ValueError as error:
        faults.append(("tags", str(error)))
    if not details["name"] and not any(column == "name" for column, _ in faults):
        faults.append(("name", NO_NAME))
    return details


def _answers(cells: Cells, faults: Faults) -> dict[str, Value]:
    answers: dict[str, Value] = {}
    for name in _ASKED:
        try:
            answer = read_answer(name, cells.get(name))
        except ValueError as error:
            faults.append((name, str(error)))
        else:
            if answer is not None:
                answers[name] = answer
    return answers


def _once(number: int, name: str, seen: dict[str, int], taken: Mapping[str, str], faults: Faults) -> None:
    """Note a name, and a fault if it stands further up or a client has it."""
    key = folded(name)
    if not key:
        return
    if key in taken:
        faults.append(("name", taken_message(taken[key])))
    elif key in seen:
        faults.append(("name", f"“{name}” stands in row {seen[key]} too. Keep one of them"))
    else:
        seen[key] = number


def _profile(name: str, answers: Mapping[str, Value], faults: Faults) -> tuple[Profile, tuple[str, ...]]:
    """The profile that a row's answers are, and the questions answered “I don't know”."""
    known = {field: answer for field, answer in answers.items() if answer != UNKNOWN}
    try:
        profile = parse_profile({"company_name": name, **known})
    except ProfileError as error:
        faults += [(fault.path, fault.message) for fault in error.faults if fault.path in FIELDS]
        return Profile(name), ()
    unknown = [field for field in FIELDS if answers.get(field) == UNKNOWN]
    asked = (field for field in unknown if applies(FIELDS[field], profile.facts) is not False)
    return profile, tuple(asked)


def _possible(companies: Iterable[Company], rulebook: Rulebook | None) -> Iterator[Company]:
    """The companies; those whose answers can't be true together with the rulebook's sentence as their fault."""
    every = list(companies)
    if rulebook is None:
        yield from every
        return
    facts = [{name: value for name, value in each.profile.items() if name in FIELDS} for each in every]
    for company, known, outcome in zip(every, facts, outcomes(rulebook, facts), strict=True):
        if outcome != IMPOSSIBLE or not company.profile:
            yield company
            continue
        try:
            judge(rulebook, known)
        except ImpossibleProfile as error:
            cells = written(company.details, company.profile, company.dont_know)
            yield Company(company.number, cells=cells, faults=(("", str(error.faults[0].message)),))


def _text(cell: Cell) -> str:
    """A cell as it was written, as far as it can be shown."""
    return "" if cell is None or isinstance(cell, Broken) else str(cell).strip()

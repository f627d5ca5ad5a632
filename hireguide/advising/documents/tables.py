"""Tables of companies as files: the empty one to fill in, clients taken out, and rows that were refused."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from django.utils.timezone import localtime

from hireguide.advising.models import PortfolioRow
from hireguide.advising.selectors.exports import Exported
from hireguide.advising.wording.columns import COLUMNS, FAULTS, TOLD, UNKNOWN, written
from hireguide.rules import FIELDS, ProfileError, parse_profile
from hireguide.web.tables import write

_LINES = 1_000
_YES_NO = ("yes", "no", UNKNOWN)
_CHOICES: Final = {
    name: (*field.choices, UNKNOWN) if field.choices else _YES_NO
    for name, field in FIELDS.items()
    if field.kind != "integer"
}
_ASKED_TOO = ("stage", "employee_count")  # of a client’s record, and of the questions too
_DETAILS = ("name", *_ASKED_TOO, "contact_name", "contact_email", "notes")

Table = tuple[Sequence[str], Iterable[Sequence[write.Written]]]


def template() -> Table:
    """The header alone."""
    return COLUMNS, ()


def clients_table(exported: Iterable[Exported]) -> Table:
    """A row for each client: what is kept of it and its latest answers, to be brought in again; then what was said."""
    return (*COLUMNS, *TOLD), (_client_row(each) for each in exported)


def refused_table(rows: Iterable[PortfolioRow]) -> Table:
    """Rows as they were written, each with what is wrong, to be mended and brought again."""
    return (*COLUMNS, FAULTS), ([*_cells(row.cells), fault_text(row.faults)] for row in rows)


def as_file(table: Table, kind: str) -> tuple[bytes, str]:
    """A table as a file of a kind ("csv" or "xlsx"), and its content type."""
    return _KINDS[kind](table)


def fault_text(faults: Iterable[Sequence[str]]) -> str:
    """Faults in one line: each with its column, if it is of one."""
    return "; ".join(f"{column}: {message}" if column else message for column, message in faults)


def _csv(table: Table) -> tuple[bytes, str]:
    return write.csv_file(*table), write.CSV


def _xlsx(table: Table) -> tuple[bytes, str]:
    return write.workbook(*table, title="companies", choices=_CHOICES, lines=_LINES), write.XLSX


_KINDS: Final[Mapping[str, Callable[[Table], tuple[bytes, str]]]] = {"csv": _csv, "xlsx": _xlsx}


def _client_row(each: Exported) -> list[write.Written]:
    client, kept = each.client, each.diagnosis
    details = {name: getattr(client, name) for name in _DETAILS} | {"tags": each.tags}
    told: list[write.Written] = [None] * len(TOLD)
    if kept is None:
        return [*_cells(written(details, {})), *told]
    made_on, due_on = localtime(kept.made_at).date(), kept.due_on
    told = [kept.verdict, kept.edition.number, made_on.isoformat(), due_on.isoformat() if due_on else None]
    facts = kept.profile.facts()
    if not _may_be({**facts, **{name: details[name] for name in _ASKED_TOO if details[name]}}):
        details |= dict.fromkeys(_ASKED_TOO)  # the latest answers stand together, and can be brought in again
    return [*_cells(written(details, facts, kept.dont_know)), *told]


def _may_be(facts: Mapping[str, object]) -> bool:
    """Whether some company can be so."""
    try:
        parse_profile(facts)
    except ProfileError:
        return False
    return True


def _cells(texts: Mapping[str, str]) -> list[write.Written]:
    """The cells of all columns; whole numbers as numbers."""
    return [_cell(name, texts.get(name)) for name in COLUMNS]


def _cell(name: str, text: str | None) -> write.Written:
    is_number = text and name in FIELDS and FIELDS[name].kind == "integer" and text.isdecimal() and len(text) < 10
    return int(text) if text and is_number else text

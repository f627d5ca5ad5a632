"""A rulebook's text read strictly into typed data, every fault at once."""

from collections.abc import Mapping
from types import MappingProxyType

from hireguide.rules.conditions import BANDS, GAPS, VERDICTS
from hireguide.rules.faults import RulebookError
from hireguide.rules.json_text import JsonError, read_json
from hireguide.rules.parsing_rules import Names, read_advice, read_evidence, read_situation
from hireguide.rules.parsing_wording import read_cost, read_example, read_expectation, read_plan, read_verdict
from hireguide.rules.reading import Reader
from hireguide.rules.rulebook import FORMAT, GRADES, SEATS, Cell, Plan, Rulebook, Source, VerdictText

_PARTS = (
    *("format", "name", "sources", "evidence", "bands", "grid", "situations"),
    *("advice", "verdicts", "costs", "plans", "expectations", "examples"),
)
_HIGHEST_BAND = 1000
_MOST_RULES = 300  # of a kind: what a search of bounded length can still answer for


def parse_rulebook(text: str) -> Rulebook:
    """The rulebook that JSON `text` holds.

    Raises RulebookError with every fault of the text, each beginning with its path
    (`evidence[3].when.all[0].value: …`) and saying what is allowed.
    """
    try:
        reader = Reader(read_json(text))
    except JsonError as error:
        raise RulebookError(error.faults) from None
    rulebook = _read_rulebook(reader)
    if reader.faults:
        raise RulebookError(reader.faults)
    return rulebook


def _read_rulebook(reader: Reader) -> Rulebook:
    part = reader.members(_PARTS)
    names = Names(part["sources"].value)
    part["format"].integer(FORMAT, FORMAT)
    return Rulebook(
        name=part["name"].text(),
        sources=_read_sources(part["sources"], names),
        evidence=tuple(read_evidence(entry, names) for entry in part["evidence"].items(0, _MOST_RULES)),
        bands=_read_bands(part["bands"]),
        grid=_read_grid(part["grid"]),
        situations=tuple(read_situation(entry, names) for entry in part["situations"].items(0, _MOST_RULES)),
        advice=tuple(read_advice(entry, names) for entry in part["advice"].items(0, _MOST_RULES)),
        verdicts=_read_verdicts(part["verdicts"]),
        costs=tuple(read_cost(entry, names) for entry in part["costs"].items()),
        plans=_read_plans(part["plans"]),
        expectations=tuple(read_expectation(entry, names) for entry in part["expectations"].items()),
        examples=tuple(read_example(entry, names) for entry in part["examples"].items()),
    )


def _read_sources(reader: Reader, names: Names) -> Mapping[str, Source]:
    return MappingProxyType({key: _read_source(key, reader.child(key), names) for key in reader.names()})


def _read_source(key: str, reader: Reader, names: Names) -> Source:
    names.claim(key, reader)
    part = reader.members(("author", "title", "url", "year", "grade", "note"))
    return Source(
        key=key,
        author=part["author"].text(),
        title=part["title"].text(),
        url=part["url"].address(),
        year=None if part["year"].value is None else part["year"].year(),
        grade=part["grade"].choice(GRADES),
        note=part["note"].text(blank=True),
    )


def _read_bands(reader: Reader) -> Mapping[str, tuple[int, int]]:
    return MappingProxyType({gap: _read_thresholds(part) for gap, part in reader.members(GAPS).items()})


def _read_thresholds(reader: Reader) -> tuple[int, int]:
    before = len(reader.faults)
    thresholds = [entry.integer(-_HIGHEST_BAND, _HIGHEST_BAND) for entry in reader.items(2, 2)]
    if len(reader.faults) > before or reader.absent:
        return 0, 0
    low, high = thresholds
    if low > high:
        reader.fault(f"must be two thresholds, the lower first, not {low} and {high}")
    return low, high


def _read_grid(reader: Reader) -> Mapping[tuple[str, str], Cell]:
    rows = reader.members(BANDS)
    cells = (
        _read_cell(execution, strategy, cell)
        for execution, row in rows.items()
        for strategy, cell in row.members(BANDS).items()
    )
    return MappingProxyType({(cell.execution, cell.strategy): cell for cell in cells})


def _read_cell(execution: str, strategy: str, reader: Reader) -> Cell:
    part = reader.members(("verdict", "because"))
    return Cell(execution, strategy, part["verdict"].choice(VERDICTS), part["because"].text())


def _read_verdicts(reader: Reader) -> Mapping[str, VerdictText]:
    return MappingProxyType({code: read_verdict(code, part) for code, part in reader.members(VERDICTS).items()})


def _read_plans(reader: Reader) -> Mapping[str, Plan]:
    given = reader.members((), SEATS)
    return MappingProxyType({seat: read_plan(given[seat]) for seat in SEATS if not given[seat].missing})

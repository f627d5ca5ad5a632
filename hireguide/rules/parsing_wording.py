"""Reads what a rulebook says around its rules: verdicts, costs, plans, expectations and examples."""

from types import MappingProxyType

from hireguide.rules.conditions import GAPS, VERDICTS
from hireguide.rules.faults import shown
from hireguide.rules.fields import FIELDS
from hireguide.rules.parsing_rules import Names, read_literal
from hireguide.rules.profile import read_profile
from hireguide.rules.reading import Reader
from hireguide.rules.rulebook import DAYS, NEVER, SEATS, UNITS, Cost, Example, Expectation, Plan, VerdictText

_DEAREST = 100_000_000


def read_verdict(code: str, reader: Reader) -> VerdictText:
    """A verdict in words."""
    part = reader.members(("title", "summary", "first", "second", "second_when"))
    return VerdictText(
        code=code,
        title=part["title"].text(),
        summary=part["summary"].text(),
        first=_read_seat(part["first"]),
        second=_read_seat(part["second"]),
        second_when=part["second_when"].optional_text(),
    )


def _read_seat(reader: Reader) -> str | None:
    return None if reader.absent else reader.choice(SEATS)


def read_cost(reader: Reader, names: Names) -> Cost:
    """What a seat costs."""
    part = reader.members(("key", "seat", "unit", "low", "high", "year", "sources"))
    before = len(reader.faults)
    low, high = part["low"].integer(0, _DEAREST), part["high"].integer(0, _DEAREST)
    if len(reader.faults) == before and low > high:
        part["high"].fault(f"must be at least low, which is {low}, not {high}")
    return Cost(
        key=names.read_key(part["key"]),
        seat=part["seat"].choice(SEATS),
        unit=part["unit"].choice(UNITS),
        low=low,
        high=high,
        year=part["year"].year(),
        sources=names.read_sources(part["sources"]),
    )


def read_plan(reader: Reader) -> Plan:
    """What a seat's first 30, 60 and 90 days should bring."""
    part = reader.members(DAYS)
    return MappingProxyType({days: tuple(entry.text() for entry in part[days].items()) for days in DAYS})


def read_expectation(reader: Reader, names: Names) -> Expectation:
    """What must always hold."""
    part = reader.members(("key", "field", "from", "to", "gap", "never", "because"))
    before = len(reader.faults)
    field = FIELDS[part["field"].choice(tuple(FIELDS))]
    known = len(reader.faults) == before
    start, end = (read_literal(part[name], field) if known else "" for name in ("from", "to"))
    if len(reader.faults) == before and start == end:
        part["to"].fault(f"must differ from from, which is {shown(start)}")
    return Expectation(
        key=names.read_key(part["key"]),
        field=field.name,
        start=start,
        end=end,
        gap=part["gap"].choice(GAPS),
        never=part["never"].choice(NEVER),
        because=part["because"].text(),
    )


def read_example(reader: Reader, names: Names) -> Example:
    """A profile with the verdict that it must get."""
    part = reader.members(("key", "profile", "verdict", "also", "note"))
    return Example(
        key=names.read_key(part["key"]),
        profile=read_profile(part["profile"]),
        verdict=part["verdict"].choice(VERDICTS),
        also=_read_also(part["also"]),
        note=part["note"].text(blank=True),
    )


def _read_also(reader: Reader) -> tuple[str, ...]:
    before = len(reader.faults)
    codes = tuple(entry.choice(VERDICTS) for entry in reader.items())
    if len(reader.faults) == before and len(set(codes)) < len(codes):
        reader.fault("must have each verdict once")
    return codes

"""Reads the rules of a rulebook: evidence, situations, advice, and the conditions that they share."""

import re
from collections.abc import Mapping

from hireguide.rules.conditions import GAPS, OPERANDS, OPERATORS, VERDICTS, Condition, Literals, When, rank
from hireguide.rules.faults import listed, shown
from hireguide.rules.fields import FIELDS, Field, Value
from hireguide.rules.reading import Reader
from hireguide.rules.rulebook import ADVICE_KINDS, IMPOSSIBLE, Advice, Evidence, Situation

_KEY = re.compile(r"[a-z][a-z0-9_]{0,79}")
_MOST_POINTS = 5
_MOST_CONDITIONS = 8


class Names:
    """The keys of one rulebook: which sources there are, and where each key was first given."""

    def __init__(self, sources: object) -> None:
        self.sources = tuple(sources) if isinstance(sources, dict) else None
        self._places: dict[str, str] = {}

    def claim(self, key: str, reader: Reader) -> None:
        """Notes a key that is misspelt, or that was given elsewhere in the file."""
        if not _KEY.fullmatch(key):
            reader.fault(
                f"{shown(key)} can't be a key; a key is 1 to 80 lower-case letters, digits and _, a letter first"
            )
        elif key in self._places:
            reader.fault(f"{shown(key)} is the key of {self._places[key]} too; keys are unique across the file")
        else:
            self._places[key] = reader.path

    def read_key(self, reader: Reader) -> str:
        """The key of a list's entry."""
        before = len(reader.faults)
        key = reader.text()
        if len(reader.faults) == before and not reader.absent:
            self.claim(key, reader)
        return key

    def read_sources(self, reader: Reader) -> tuple[str, ...]:
        """A rule's sources, each of which the rulebook knows."""
        given: list[str] = []
        wanted = f"the key of a source ({listed(self.sources or ()) or 'there is none yet'})"
        for entry in reader.items():
            source = entry.value
            if not isinstance(source, str) or (self.sources is not None and source not in self.sources):
                entry.wants(wanted)
            elif source in given:
                entry.fault(f"{shown(source)} is given more than once")
            else:
                given.append(source)
        return tuple(given)


def read_evidence(reader: Reader, names: Names) -> Evidence:
    """One rule that adds points to a gap."""
    part = reader.members(("key", "gap", "points", "when", "because", "sources"))
    return Evidence(
        key=names.read_key(part["key"]),
        gap=part["gap"].choice(GAPS),
        points=_read_points(part["points"]),
        when=read_when(part["when"], FIELDS),
        because=part["because"].text(),
        sources=names.read_sources(part["sources"]),
    )


def _read_points(reader: Reader) -> int:
    points = reader.integer(-_MOST_POINTS, _MOST_POINTS)
    if reader.value == 0 and points == 0:
        reader.fault("must not be 0; a rule without points says nothing")
    return points


def read_situation(reader: Reader, names: Names) -> Situation:
    """One rule that is looked at before the grid."""
    part = reader.members(("key", "when", "verdict", "because", "sources"))
    return Situation(
        key=names.read_key(part["key"]),
        when=read_when(part["when"], FIELDS),
        verdict=part["verdict"].choice((*VERDICTS, IMPOSSIBLE)),
        because=part["because"].text(),
        sources=names.read_sources(part["sources"]),
    )


def read_advice(reader: Reader, names: Names) -> Advice:
    """One piece of advice; its conditions may ask for the verdict and the bands too."""
    part = reader.members(("key", "kind", "when", "text", "sources"))
    return Advice(
        key=names.read_key(part["key"]),
        kind=part["kind"].choice(ADVICE_KINDS),
        when=read_when(part["when"], OPERANDS),
        text=part["text"].text(),
        sources=names.read_sources(part["sources"]),
    )


def read_when(reader: Reader, operands: Mapping[str, Field]) -> When:
    """A condition: `all` of 1 to 8, `any` of 2 to 8, one of them at least."""
    part = reader.members((), ("all", "any"))
    groups = {"all": 1, "any": 2}
    given = {name: least for name, least in groups.items() if isinstance(reader.value, dict) and name in reader.value}
    if isinstance(reader.value, dict) and not given:
        reader.fault("must have all or any; allowed are all (1 to 8 conditions) and any (2 to 8)")
    read = {
        name: tuple(_read_condition(entry, operands) for entry in part[name].items(least, _MOST_CONDITIONS))
        for name, least in given.items()
    }
    return When(read.get("all", ()), read.get("any", ()))


def _read_condition(reader: Reader, operands: Mapping[str, Field]) -> Condition:
    part = reader.members(("field", "op", "value"))
    before = len(reader.faults)
    field = operands[part["field"].choice(tuple(operands))]
    if len(reader.faults) > before:
        return Condition(field.name, "is", "")
    op = part["op"].choice(OPERATORS[field.kind])
    if len(reader.faults) > before:
        return Condition(field.name, op, "")
    return Condition(field.name, op, _read_literals(part["value"], field, op))


def _read_literals(reader: Reader, field: Field, op: str) -> Literals:
    if op not in ("one_of", "none_of", "between"):
        return read_literal(reader, field)
    before = len(reader.faults)
    most = 2 if op == "between" else None
    literals = tuple(read_literal(entry, field) for entry in reader.items(2, most))
    if len(reader.faults) > before:
        return literals
    if op == "between" and rank(field, literals[0]) > rank(field, literals[1]):
        reader.fault(f"must be [low, high], the lower first, not {shown(literals[0])} before {shown(literals[1])}")
    if op != "between" and len(set(literals)) < len(literals):
        reader.fault("must have each entry once")
    return literals


def read_literal(reader: Reader, field: Field) -> Value:
    """A value that the field can have."""
    match field.kind:
        case "integer":
            return reader.integer(field.low, field.high)
        case "yes_no":
            return reader.yes_no()
        case _:
            return reader.choice(field.choices)

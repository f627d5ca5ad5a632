"""A part of a rulebook in words: the names of its members, and each value as the lines that tell it."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from hireguide.rulebooks.models import Band, Cell, Plan, Row, VerdictText
from hireguide.rulebooks.models.rows import Item
from hireguide.rulebooks.wording import (
    BAND_LABELS,
    GAP_LABELS,
    SEAT_LABELS,
    VERDICT_LABELS,
    answer_words,
    column_words,
    condition_words,
    profile_words,
)

Lines = tuple[str, ...]

NOTHING: Lines = ("Nothing",)
TITLES: Mapping[str, str] = MappingProxyType(
    {
        "sources": "Sources",
        "evidence": "Evidence",
        "bands": "Thresholds",
        "grid": "The grid",
        "situations": "Situations",
        "advice": "Advice",
        "verdicts": "Verdicts",
        "costs": "Costs",
        "plans": "Plans",
        "expectations": "Expectations",
        "examples": "Examples",
    }
)
_LABELS: Mapping[str, str] = MappingProxyType(
    {
        "30": "By day 30",
        "60": "By day 60",
        "90": "By day 90",
        "also": "Verdicts that would do too",
        "because": "Sentence",
        "first": "First seat",
        "second": "Second seat",
        "second_when": "When the second follows",
        "some": "“Some” from",
        "large": "“Large” from",
        "url": "Address",
        "when": "Condition",
        "low": "From",
        "high": "To",
    }
)


def label_of(member: str) -> str:
    """What a member of a part is called."""
    return _LABELS.get(member, member.capitalize())


def name_of(kind: type[Row], key: str) -> str:
    """What a part is called beside its key; "" where the key says it all."""
    if kind is Cell:
        execution, strategy = key.split(".")
        return f"Execution: {BAND_LABELS[execution]}; strategy: {BAND_LABELS[strategy]}"
    return _NAMES.get(kind, {}).get(key, "")


def value_lines(item: Item, member: str) -> Lines:
    """A member of a part, as the lines that tell it."""
    value = item[member]
    if value in (None, "", [], {}):
        return NOTHING
    if member in ("from", "to"):
        return (answer_words(item["field"], value),)
    if isinstance(value, list):
        return tuple(column_words(member, [each]) for each in value)
    say = _SAID.get(member)
    return say(value) if say else (column_words(member, value),)


def when_lines(when: Mapping[str, Any]) -> Lines:
    """A rule's condition: a line for each thing that must hold, and one for those of which one must."""
    every = [condition_words(condition) for condition in when.get("all", ())]
    some = [condition_words(condition) for condition in when.get("any", ())]
    if some:
        every.append("one of: " + "; or ".join(some))
    return (every[0], *(f"and {line}" for line in every[1:])) if every else NOTHING


def _points(value: int) -> Lines:
    return (f"{value} point{'' if abs(value) == 1 else 's'}",)


def _dollars(value: int) -> Lines:
    return (f"${value:,}",)


def _profile(answers: Mapping[str, Any]) -> Lines:
    return tuple(line for name, value in answers.items() if (line := profile_words({name: value})))


_NAMES: Mapping[type[Row], Mapping[str, str]] = MappingProxyType(
    {Band: GAP_LABELS, VerdictText: VERDICT_LABELS, Plan: SEAT_LABELS}
)
_SAID: Mapping[str, Callable[[Any], Lines]] = MappingProxyType(
    {
        **dict.fromkeys(("points", "some", "large"), _points),
        **dict.fromkeys(("low", "high"), _dollars),
        "profile": _profile,
        "when": when_lines,
    }
)

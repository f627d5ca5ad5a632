"""The columns of a table of companies, the same on the way in and out, and what a person reads of each."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from hireguide.profiles.wording import QUESTIONS
from hireguide.rules import CATALOGUE, FIELDS

DETAILS = ("name", "stage", "employee_count", "tags", "contact_name", "contact_email", "notes")
"""What is told of a client; stage and size are answers of its profile, too."""
ANSWERS = tuple(field.name for field in CATALOGUE if field.name not in DETAILS)
COLUMNS = (*DETAILS, *ANSWERS)

FAULTS = "what_is_wrong"
TOLD = ("verdict", "edition", "diagnosed_on", "due_on")
"""What our own files say besides, which nobody can bring in: on the way in it is passed over."""
PASSED_OVER = (*TOLD, FAULTS)
OTHER_NAMES: Mapping[str, str] = {"company_name": "name"}

UNKNOWN = "unknown"
"""How “I don't know” is written in a cell; an empty one has not been answered."""

NO_NAME = "is empty; every company needs a name"
"""What is wrong with a row that names no company."""

_DETAIL_WORDS = {
    "name": ("the company’s name", "a text of up to 120 characters"),
    "tags": ("words to find it by", "with commas between, each of up to 40 characters"),
    "contact_name": ("whom you talk to", "a text of up to 120 characters"),
    "contact_email": ("their address", "an e-mail address"),
    "notes": ("notes, for your workspace alone", "a text of up to 10,000 characters"),
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, what it is about, and what may stand in it, each value with its label or ""."""

    name: str
    about: str
    kind: str
    values: tuple[tuple[str, str], ...] = ()


def column_words() -> tuple[Column, ...]:
    """All columns, in the order of a file."""
    return tuple(_column(name) for name in COLUMNS)


def _column(name: str) -> Column:
    if name in _DETAIL_WORDS:
        return Column(name, *_DETAIL_WORDS[name])
    field, question = FIELDS[name], QUESTIONS[name]
    if field.kind == "integer":
        return Column(name, question.short, f"a whole number from {field.low:,} to {field.high:,}")
    return Column(name, question.short, "one of", tuple((option.value, option.label) for option in question.options))


def written(
    details: Mapping[str, object], answers: Mapping[str, object], dont_know: Collection[str] = ()
) -> dict[str, str]:
    """What stands in the columns of one company, empty cells left out: a client's details, else its answers.

    >>> written({"name": "Acme", "stage": "", "tags": ["a", "b"]}, {"stage": "seed", "diligence_ahead": False})
    {'name': 'Acme', 'stage': 'seed', 'tags': 'a, b', 'diligence_ahead': 'no'}
    """
    told = dict.fromkeys(dont_know, UNKNOWN) | {name: _cell(value) for name, value in answers.items()}
    told |= {name: text for name, value in details.items() if (text := _cell(value))}
    return {name: told[name] for name in COLUMNS if told.get(name)}


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)

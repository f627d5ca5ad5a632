"""Two people changed one row: what the other made of it beside what I typed, field by field."""

from dataclasses import dataclass
from typing import Any

from hireguide.rulebooks.models import Row
from hireguide.rulebooks.services import ChangedMeanwhileError
from hireguide.rulebooks.wording import column_words


@dataclass(frozen=True, slots=True)
class Difference:
    """One field in which the two differ, in words."""

    label: str
    theirs: str
    mine: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """What the page shows: who did what, and the differences; `over` is the revision that saving over it names."""

    message: str
    is_gone: bool
    over: int
    differences: tuple[Difference, ...]


def conflict_of(error: ChangedMeanwhileError, mine: Row) -> Conflict:
    """The conflict of a row that was typed with the one that is stored now, or is gone."""
    theirs = error.row
    if theirs is None:
        return Conflict(str(error), True, 0, ())
    return Conflict(str(error), False, theirs.revision, tuple(differences(theirs, mine)))


def differences(theirs: Row, mine: Row) -> list[Difference]:
    """The columns in which two states of a row differ, in words."""
    return [
        Difference(_label(mine, name), _words(theirs, name), _words(mine, name))
        for name in _columns(mine)
        if getattr(theirs, name) != getattr(mine, name)
    ]


def facts_of(row: Row) -> list[tuple[str, str]]:
    """A row's columns in words, each with its label."""
    return [(_label(row, name), _words(row, name)) for name in _columns(row)]


def _columns(row: Row) -> list[str]:
    return ["key", *(column for column in row.members.values() if column != "key")]


def _label(row: Row, name: str) -> str:
    label = str(row._meta.get_field(name).verbose_name)  # type: ignore[union-attr]  # noqa: SLF001
    return label[0].upper() + label[1:]


def _words(row: Any, name: str) -> str:
    return column_words(name, getattr(row, name), getattr(row, "field", ""))

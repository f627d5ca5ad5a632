"""The sources that a page cites, numbered in the order in which they are first cited."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from hireguide.rules import GRADES, Source


@dataclass(frozen=True, slots=True)
class Grade:
    """How far a source is to be trusted: its code, and its name in words."""

    code: str

    @property
    def name(self) -> str:
        """In words: "search firm"."""
        return self.code.replace("_", " ")


@dataclass(frozen=True, slots=True)
class Note:
    """One cited source and its number on this page."""

    number: int
    source: Source

    @property
    def grade(self) -> Grade:
        """The source's grade."""
        return Grade(self.source.grade)


@dataclass(frozen=True, slots=True)
class Notes:
    """All that a page cites, and the grades among them."""

    cited: tuple[Note, ...]

    @property
    def grades(self) -> tuple[Grade, ...]:
        """The grades that occur, in the rulebook's order."""
        return tuple(Grade(code) for code in GRADES if any(note.source.grade == code for note in self.cited))


class Citations:
    """Gives each source its number while a document is put together, in the order of its page."""

    def __init__(self, sources: Mapping[str, Source]) -> None:
        self._sources = sources
        self._notes: dict[str, Note] = {}

    def cite(self, keys: Iterable[str]) -> tuple[Note, ...]:
        """The notes of these sources, in the order of their numbers."""
        cited = [self._notes.setdefault(key, Note(len(self._notes) + 1, self._sources[key])) for key in keys]
        return tuple(sorted(cited, key=lambda note: note.number))

    def notes(self) -> Notes:
        """All that has been cited so far."""
        return Notes(tuple(self._notes.values()))

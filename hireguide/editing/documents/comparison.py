"""Two rulebooks side by side, part by part: what came, what went, what moved, and what says something else now."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from hireguide.editing.documents.part_words import TITLES, Lines, label_of, name_of, value_lines
from hireguide.rulebooks.models import ROWS, Band, Cell, Row
from hireguide.rulebooks.models.rows import Item
from hireguide.rulebooks.selectors import items_of
from hireguide.rules import Rulebook, rulebook_json

# Kinds whose order says something: the first situation that holds decides, the others stand so on a founder's page.
_ORDERED = ("evidence", "situations", "advice")


@dataclass(frozen=True, slots=True)
class MemberChange:
    """One member of a part: what it said and what it says now, as lines."""

    label: str
    old: Lines
    new: Lines


@dataclass(frozen=True, slots=True)
class PartChange:
    """A part that is not the same: its key, its name in words (or ""), and its members that say something else."""

    key: str
    name: str
    members: tuple[MemberChange, ...]


@dataclass(frozen=True, slots=True)
class Moved:
    """A part that stands elsewhere among its kind; places count from 1."""

    key: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class KindChanges:
    """All that differs in one kind of part."""

    part: str
    title: str
    added: tuple[PartChange, ...]
    removed: tuple[PartChange, ...]
    changed: tuple[PartChange, ...]
    moved: tuple[Moved, ...]

    @property
    def summary(self) -> str:
        """How much differs, in words: "2 added, 1 changed"."""
        counts = {"added": self.added, "removed": self.removed, "changed": self.changed, "moved": self.moved}
        return ", ".join(f"{len(parts)} {said}" for said, parts in counts.items() if parts)


@dataclass(frozen=True, slots=True)
class Differences:
    """All that differs between two rulebooks; `name` is the old and the new one where that differs."""

    name: tuple[str, str] | None
    kinds: tuple[KindChanges, ...]

    def __bool__(self) -> bool:
        return bool(self.name or self.kinds)


@dataclass(frozen=True, slots=True)
class KindRow:
    """One kind of part: what it is called, the URL name of where it is edited, how many there are, what differs."""

    part: str
    title: str
    page: str
    count: int
    summary: str


def kind_rows(rulebook: Rulebook, changes: Differences | None) -> tuple[KindRow, ...]:
    """Every kind of part of a rulebook, with how much of it differs from where it came from."""
    said = {kind.part: kind.summary for kind in changes.kinds} if changes else {}
    return tuple(
        KindRow(kind.part, TITLES[kind.part], _page(kind), len(getattr(rulebook, kind.part)), said.get(kind.part, ""))
        for kind in ROWS
    )


def differences(one: Rulebook, other: Rulebook) -> Differences:
    """What `other` says otherwise than `one`, in the order of a rulebook's file."""
    old, new = json.loads(rulebook_json(one)), json.loads(rulebook_json(other))
    kinds = [_kind(kind, dict(items_of(old, kind)), dict(items_of(new, kind))) for kind in ROWS]
    named = (one.name, other.name) if one.name != other.name else None
    return Differences(named, tuple(kind for kind in kinds if kind.summary))


def _kind(kind: type[Row], old: dict[str, Item], new: dict[str, Item]) -> KindChanges:
    both = [key for key in old if key in new]
    return KindChanges(
        part=kind.part,
        title=TITLES[kind.part],
        added=tuple(_whole(kind, key, new[key], is_new=True) for key in new if key not in old),
        removed=tuple(_whole(kind, key, old[key], is_new=False) for key in old if key not in new),
        changed=tuple(_changed(kind, key, old[key], new[key]) for key in both if old[key] != new[key]),
        moved=tuple(_moved(list(old), list(new))) if kind.part in _ORDERED else (),
    )


def _page(kind: type[Row]) -> str:
    return "editing:grid" if kind in (Band, Cell) else f"admin:rulebooks_{kind.__name__.lower()}_changelist"


def _whole(kind: type[Row], key: str, item: Item, *, is_new: bool) -> PartChange:
    """A part that came or went: all of its members."""
    lines = {label_of(member): value_lines(item, member) for member in item if member != "key"}
    members = tuple(
        MemberChange(label, () if is_new else said, said if is_new else ()) for label, said in lines.items()
    )
    return PartChange(key, name_of(kind, key), members)


def _changed(kind: type[Row], key: str, old: Item, new: Item) -> PartChange:
    members = tuple(
        MemberChange(label_of(member), value_lines(old, member), value_lines(new, member))
        for member in new
        if old[member] != new[member]
    )
    return PartChange(key, name_of(kind, key), members)


def _moved(old: Sequence[str], new: Sequence[str]) -> Iterator[Moved]:
    """The parts that both have and that left the order of the others: as few as explain the new order."""
    before, after = [key for key in old if key in new], [key for key in new if key in old]
    stayed = {
        key
        for block in SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
        for key in before[block.a : block.a + block.size]
    }
    for key in after:
        if key not in stayed:
            yield Moved(key, old.index(key) + 1, new.index(key) + 1)

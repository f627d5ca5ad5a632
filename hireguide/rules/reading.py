"""A cursor over parsed JSON: checks a value's kind, remembers its path, and collects every fault on the way."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from hireguide.rules.faults import Fault, listed, shown
from hireguide.rules.json_text import JsonObject

_PLAIN_NAME = re.compile(r"[A-Za-z0-9_]{1,60}")
_MISSING = object()


@dataclass(slots=True)
class Reader:
    """One value of the input, its path, and the list of faults that all readers of the input share.

    A check that fails notes a fault and returns a harmless value of the right kind, so that reading goes on to the end.
    """

    value: object
    path: str = ""
    faults: list[Fault] = field(default_factory=list)

    @property
    def missing(self) -> bool:
        """Whether there is no such key."""
        return self.value is _MISSING

    @property
    def absent(self) -> bool:
        """Whether nothing was given here: no such key, or null."""
        return self.value is None or self.missing

    def fault(self, message: str) -> None:
        """Notes what is wrong here; a missing value has been noted before."""
        if not self.missing:
            self.faults.append(Fault(self.path, message))

    def wants(self, wanted: str) -> None:
        """Notes that something else stands here than what is wanted."""
        self.fault(f"must be {wanted}, not {shown(self.value)}")

    def child(self, key: str) -> "Reader":
        """The reader of one member of an object."""
        value = self.value.get(key, _MISSING) if isinstance(self.value, dict) else _MISSING
        return Reader(value, member_path(self.path, key), self.faults)

    def members(self, keys: Sequence[str], optional: Sequence[str] = ()) -> dict[str, "Reader"]:
        """The readers of an object's members by key; unknown, missing and duplicate keys are faults."""
        allowed = (*keys, *optional)
        for key in self.names():
            if key not in allowed:
                self._fault_at(key, f"is not a key here; allowed are {listed(allowed)}")
        if isinstance(self.value, dict):
            for key in keys:
                if key not in self.value:
                    self._fault_at(key, f"is missing; required are {listed(keys)}")
        return {key: self.child(key) for key in allowed}

    def names(self) -> tuple[str, ...]:
        """An object's keys in the order given, duplicates noted as faults; none where this is no object."""
        if not isinstance(self.value, dict):
            self.wants("an object")
            return ()
        if isinstance(self.value, JsonObject):
            for key in self.value.duplicates:
                self._fault_at(key, "is given more than once; each key may stand once")
        return tuple(self.value)

    def _fault_at(self, key: object, message: str) -> None:
        self.faults.append(Fault(member_path(self.path, key), message))

    def items(self, least: int = 0, most: int | None = None) -> Iterator["Reader"]:
        """The readers of a list's entries; a list that is too short or too long is a fault."""
        if not isinstance(self.value, list):
            self.wants("a list")
            return
        count = len(self.value)
        if count < least or (most is not None and count > most):
            self.fault(f"must have {_span(least, most)} entries, not {count}")
        for number, entry in enumerate(self.value):
            yield Reader(entry, f"{self.path}[{number}]", self.faults)

    def text(self, *, blank: bool = False) -> str:
        """A text that can be stored and shown; empty only where `blank` allows it."""
        if not isinstance(self.value, str):
            self.wants("a text")
            return ""
        if unwritable(self.value):
            self.fault("must be a text without control characters")
        elif not blank and not self.value.strip():
            self.fault("must not be blank")
        return self.value

    def optional_text(self) -> str | None:
        """A text, or null."""
        return None if self.value is None else self.text()

    def address(self) -> str | None:
        """The address of a page that a reader may be led to, or null."""
        before = len(self.faults)
        text = self.optional_text()
        if text is not None and len(self.faults) == before and not text.startswith(("https://", "http://")):
            self.wants("an address that begins with https:// or http://")
        return text

    def integer(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`; true and false are no numbers, and 2.0 is not whole."""
        if type(self.value) is int and low <= self.value <= high:
            return self.value
        self.wants(f"a whole number from {low} to {high}" if low < high else str(low))
        return low

    def year(self) -> int:
        """A year of our time."""
        return self.integer(1900, 2100)

    def yes_no(self) -> bool:
        """True or false."""
        if not isinstance(self.value, bool):
            self.wants("true or false")
        return self.value is True

    def choice(self, choices: Sequence[str]) -> str:
        """One of some words."""
        if isinstance(self.value, str) and self.value in choices:
            return self.value
        self.wants(f"one of {listed(choices)}")
        return choices[0]


def member_path(path: str, key: object) -> str:
    """The path of an object's member: a dot and the key where that is a plain word.

    >>> member_path("evidence[3]", "when"), member_path("", "name"), member_path("plans", "a b")
    ('evidence[3].when', 'name', 'plans["a b"]')
    """
    if not (isinstance(key, str) and _PLAIN_NAME.fullmatch(key)):
        return f"{path}[{shown(key)}]"
    return f"{path}.{key}" if path else key


def unwritable(text: str) -> bool:
    """Whether a text holds what no page or database takes: half a character, or controls other than line and tab."""
    return any(unicodedata.category(letter) in ("Cc", "Cs") and letter not in "\n\t" for letter in text)


def _span(least: int, most: int | None) -> str:
    if most is None:
        return f"{least} or more"
    return f"{least} to {most}" if least < most else str(most)

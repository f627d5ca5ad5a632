"""What is wrong with an input: faults, each with its path, and the errors that carry all of them at once."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

_LONGEST_SHOWN = 60
_LARGEST_SHOWN = 10**18
_KINDS: dict[type, str] = {list: "a list", tuple: "a list", dict: "an object"}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: where (`path`, empty for the whole input) and what, with what is allowed."""

    path: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}: {self.message}" if self.path else self.message


class InputError(ValueError):
    """Input that was refused; `faults` holds everything that is wrong with it, in the order of the input."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


class RulebookError(InputError):
    """A rulebook that can't be read."""


class ProfileError(InputError):
    """A company profile that can't be read."""


class ImpossibleProfile(ProfileError):  # noqa: N818 - it names a profile, as the rulebook does
    """A profile whose answers cannot be true together; its one fault is the sentence that says why."""

    def __init__(self, sentence: str) -> None:
        super().__init__((Fault("", sentence),))


def shown(value: object) -> str:
    """How a message shows a value that was given: as JSON where that is short, else as what it is.

    >>> shown(True), shown("seed"), shown([1]), shown(2.5)
    ('true', '"seed"', 'a list', '2.5')
    """
    if isinstance(value, str):
        text = value if len(value) <= _LONGEST_SHOWN else value[:_LONGEST_SHOWN] + "…"
        return json.dumps(text, ensure_ascii=any("\ud800" <= letter <= "\udfff" for letter in text))
    if isinstance(value, int) and abs(value) >= _LARGEST_SHOWN:
        return "a number of more than 18 digits"
    if value is None or isinstance(value, (bool, int, float)):
        return json.dumps(value)
    if isinstance(value, UnreadNumber):
        return str(value)
    return next((name for kind, name in _KINDS.items() if isinstance(value, kind)), "a value of another kind")


@dataclass(frozen=True, slots=True)
class UnreadNumber:
    """A number in JSON that no field takes (NaN, an infinity, dozens of digits), kept as it was written."""

    text: str

    def __str__(self) -> str:
        return self.text if len(self.text) <= _LONGEST_SHOWN else f"a number of {len(self.text)} digits"


def listed(choices: Iterable[str]) -> str:
    """The allowed choices as a message lists them.

    >>> listed(["none", "some"])
    'none, some'
    """
    return ", ".join(choices)

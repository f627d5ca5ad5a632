"""JSON read strictly: duplicate keys are remembered, odd numbers kept as written, no input ends in a traceback."""

import json
from collections.abc import Iterable

from hireguide.rules.faults import Fault, InputError, UnreadNumber

_MOST_DIGITS = 18


class JsonObject(dict[str, object]):
    """A JSON object that remembers which of its keys came more than once (`duplicates`)."""

    def __init__(self, pairs: Iterable[tuple[str, object]]) -> None:
        self.duplicates: dict[str, None] = {}
        super().__init__()
        for key, value in pairs:
            if key in self:
                self.duplicates[key] = None
            self[key] = value


class JsonError(InputError):
    """Text that is not JSON; its one fault says where."""


def read_json(text: str) -> object:
    """The value that JSON `text` holds, objects as `JsonObject`; raises JsonError where it is not JSON.

    NaN, infinities and numbers of more than 18 digits are read as `UnreadNumber`, so that whoever checks the value
    can say where they stand.

    >>> read_json('{"a": 1, "a": NaN}').duplicates
    {'a': None}
    """
    try:
        return json.loads(
            text,
            object_pairs_hook=JsonObject,
            parse_int=_whole_number,
            parse_float=_number,
            parse_constant=UnreadNumber,
        )
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise JsonError([Fault(place, f"this is not JSON ({error.msg})")]) from None
    except RecursionError:
        raise JsonError([Fault("", "lists and objects are nested too deeply to be read")]) from None


def _whole_number(text: str) -> int | UnreadNumber:
    return int(text) if len(text) <= _MOST_DIGITS else UnreadNumber(text)


def _number(text: str) -> float | UnreadNumber:
    return float(text) if len(text) <= _MOST_DIGITS else UnreadNumber(text)

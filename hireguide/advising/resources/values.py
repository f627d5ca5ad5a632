"""One cell of a table of companies, as the value that its column holds."""

import re
from typing import Final

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from hireguide.advising.wording.columns import UNKNOWN
from hireguide.profiles.wording import DONT_KNOW, QUESTIONS
from hireguide.rules import FIELDS, Field, Value
from hireguide.web.folding import folded
from hireguide.web.tables.cells import Broken, Cell, is_blank, unquoted

LONGEST: Final = {"name": 120, "contact_name": 120, "contact_email": 254, "notes": 10_000}
LONGEST_TAG, MOST_TAGS = 40, 20
_YES_NO: Final = {"yes": True, "true": True, "no": False, "false": False}
_NUMBER = re.compile(r"(?P<number>[0-9]{1,9}|[0-9]{1,3}(?:,[0-9]{3}){1,2})(?: (?P<unit>.+))?", re.ASCII)
# PostgreSQL stores no null character; the others no keyboard types.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def read_answer(name: str, cell: Cell) -> Value | None:
    """The answer to the question called `name`: None for an empty cell, UNKNOWN for “I don't know”; a choice as it is
    called in public, or by its label. Raises ValueError saying what is wrong and what is allowed.
    """
    if isinstance(cell, Broken):
        raise ValueError(cell.message)
    if is_blank(cell):
        return None
    text = _plain(unquoted(cell) if isinstance(cell, str) else str(cell))
    if text in (UNKNOWN, _plain(DONT_KNOW)):
        return UNKNOWN
    field = FIELDS[name]
    match field.kind:
        case "integer":
            return _number(field, text)
        case "yes_no":
            if text not in _YES_NO:
                raise ValueError(f"{_shown(cell)} is no answer; write yes, no or {UNKNOWN}, or leave it empty")
            return _YES_NO[text]
        case _:
            return _choice(field, text, cell)


def read_text(name: str, cell: Cell) -> str:
    """A client's detail as text. Raises ValueError where it can't be stored."""
    if isinstance(cell, Broken):
        raise ValueError(cell.message)
    text = unquoted(cell) if isinstance(cell, str) else "" if cell is None else str(cell)
    text = text.strip() if name == "notes" else " ".join(text.split())
    if _UNPRINTABLE.search(text):
        raise ValueError("holds characters that can’t be printed. Type it anew")
    if len(text) > LONGEST[name]:
        raise ValueError(f"has {len(text):,} characters; at most {LONGEST[name]:,} are kept")
    if name == "contact_email" and text:
        try:
            validate_email(text)
        except ValidationError:
            raise ValueError(f"“{text[:60]}” is no e-mail address; write one like name@example.com") from None
    return text


def read_tags(cell: Cell) -> list[str]:
    """The tags in a cell, each once. Raises ValueError for one that is too long, and for too many."""
    if isinstance(cell, Broken):
        raise ValueError(cell.message)
    text = unquoted(cell) if isinstance(cell, str) else "" if cell is None else str(cell)
    words = [" ".join(word.split()) for word in text.split(",")]
    tags = list({folded(word): word for word in reversed(words) if word}.values())[::-1]
    if _UNPRINTABLE.search(text):
        raise ValueError("holds characters that can’t be printed. Type it anew")
    for tag in tags:
        if len(tag) > LONGEST_TAG:
            raise ValueError(f"“{tag[:LONGEST_TAG]}…” is too long for a tag; at most {LONGEST_TAG} characters")
    if len(tags) > MOST_TAGS:
        raise ValueError(f"holds {len(tags)} tags; at most {MOST_TAGS} are kept")
    return tags


def _number(field: Field, text: str) -> int:
    found = _NUMBER.fullmatch(text)
    question = QUESTIONS[field.name]
    if found is None or (found["unit"] and found["unit"] not in (question.unit_one, question.unit_many)):
        raise ValueError(f"“{text[:60]}” is no whole number; write one from {field.low:,} to {field.high:,}")
    number = int(found["number"].replace(",", ""))
    if not field.low <= number <= field.high:
        raise ValueError(f"must be from {field.low:,} to {field.high:,}, not {number:,}")
    return number


def _choice(field: Field, text: str, cell: Cell) -> str:
    named = {_plain(option.label): option.value for option in QUESTIONS[field.name].options}
    if text in field.choices:
        return text
    if text not in named:
        raise ValueError(f"{_shown(cell)} is no answer; allowed are {', '.join(field.choices)} and {UNKNOWN}")
    return named[text]


def _plain(text: str) -> str:
    """A text as answers are compared: small letters, one space, plain apostrophes."""
    return " ".join(text.split()).lower().replace("’", "'")


def _shown(cell: Cell) -> str:
    return f"“{str(cell).strip()[:60]}”"

"""What somebody sent of a form of the desk, in its words: for a page that can no longer show the form itself."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from hireguide.profiles.wording import QUESTIONS
from hireguide.rulebooks.wording import VERDICT_LABELS

OWN_SUFFIX: Final = "__own"
LABELS: Final[Mapping[str, str]] = {
    "name": "Name",
    "email": "E-mail address",
    "role": "Role",
    "seat": "Where they sit",
    "tags": "Tags",
    "contact_name": "Contact",
    "contact_email": "Their e-mail address",
    "notes": "Notes",
    "verdict": "Verdict",
    "reason": "Reason",
    "hired": "Whom they hired",
    "worked": "Whether it worked",
    "note": "Note",
}
_WORDS: Final[Mapping[str, str]] = {
    **VERDICT_LABELS,
    "unknown": "Nobody knows",
    "own": "Another number",
    "later": "Not settled",
}
"""What stands for a choice that a question has no words of its own for."""


@dataclass(frozen=True, slots=True)
class Typed:
    """One thing that was sent: what it is about (`question`), and what was typed or chosen (`answer`)."""

    question: str
    answer: str


def typed_rows(sent: Iterable[tuple[str, list[str]]]) -> tuple[Typed, ...]:
    """What people typed or chose, in the order of the form; what it carries besides is left out, and so is whatever is
    a secret: only fields that are known are shown.
    """
    rows = ((_question(name), _answer(name, value)) for name, values in sent for value in values)
    return tuple(Typed(question, answer) for question, answer in rows if question and answer.strip())


def _field(name: str) -> str:
    """The field's own name, without the number of the line that it stands in."""
    return name.rpartition("-")[2].removesuffix(OWN_SUFFIX)


def _question(name: str) -> str:
    field = _field(name)
    if field in LABELS:
        return LABELS[field]
    return QUESTIONS[field].short.capitalize() if field in QUESTIONS else ""


def _answer(name: str, value: str) -> str:
    field = _field(name)
    options = QUESTIONS[field].options if field in QUESTIONS else ()
    of_its_own = next((option.label for option in options if option.value == value), None)
    if of_its_own is not None:
        return of_its_own
    return value if field in LABELS and field != "verdict" else _WORDS.get(value, value)

"""What somebody sent of a form of the desk or the staff, in its words: for a page that can no longer show the form."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from hireguide.profiles.wording import QUESTIONS
from hireguide.rulebooks.wording import OPERATOR_LABELS, VERDICT_LABELS, column_words

OWN_SUFFIX: Final = "__own"
LABELS: Final[Mapping[str, str]] = {
    "name": "Name",
    "email": "E-mail address",
    "role": "Role",
    "seat": "Seat",
    "tags": "Tags",
    "contact_name": "Contact",
    "contact_email": "Their e-mail address",
    "notes": "Notes",
    "verdict": "Verdict",
    "reason": "Reason",
    "hired": "Whom they hired",
    "worked": "Whether it worked",
    "note": "Note",
    # What the staff type about rules
    "key": "Key",
    "title": "Title",
    "intent": "What for",
    "edition": "Start from",
    "author": "Author",
    "url": "Address",
    "year": "Year",
    "grade": "Grade",
    "gap": "Gap",
    "points": "Points",
    "kind": "Kind",
    "because": "Because",
    "text": "Text",
    "sources": "Source",
    "summary": "Summary",
    "first": "The seat to fill first",
    "second": "The seat to fill second",
    "second_when": "When to fill the second",
    "unit": "Unit",
    "low": "Low",
    "high": "High",
    "days_30": "By day 30",
    "days_60": "By day 60",
    "days_90": "By day 90",
    "never": "What it must never do",
    "also": "Another verdict that would do",
    "field": "Question",
    "op": "Comparison",
    "value": "Value",
    "some_from": "Some gap from",
    "large_from": "Large gap from",
    "example": "An example",
    "diagnosis": "A kept diagnosis",
    "profile": "A profile",
    "review": "What came of it",
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
        # A cell of the grid or a line of a condition: several of a kind stand in one form
        which = name.rpartition("-")[0].replace("-", " ")
        return f"{LABELS[field]} ({which})" if which and not which.startswith("form ") else LABELS[field]
    return QUESTIONS[field].short.capitalize() if field in QUESTIONS else ""


def _answer(name: str, value: str) -> str:
    field = _field(name)
    if field in LABELS:
        words = OPERATOR_LABELS.get(value, value) if field == "op" else column_words(field, value)
        return words if value else ""
    options = QUESTIONS[field].options if field in QUESTIONS else ()
    of_its_own = next((option.label for option in options if option.value == value), None)
    if of_its_own is not None:
        return of_its_own
    return _WORDS.get(value, value)

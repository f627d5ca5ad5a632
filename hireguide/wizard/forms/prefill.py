"""Answers known beforehand: those that a link to the start page carries, checked strictly before anything is begun."""

from dataclasses import dataclass

from django.http import QueryDict

from hireguide.profiles.forms import Checked, check_answers
from hireguide.profiles.wording import QUESTIONS
from hireguide.rules import FIELDS, Fault
from hireguide.web.forms import UNKNOWN

# What campaigns and search engines append to any link.
IGNORED = ("gclid", "fbclid", "ref")
IGNORED_PREFIX = "utm_"


@dataclass(frozen=True)
class Prefill:
    """What a link carries: raw answers as a draft keeps them, the same checked, and the faults if it is refused."""

    answers: dict[str, str]
    checked: Checked
    faults: tuple[Fault, ...]


def read_prefill(query: QueryDict) -> Prefill:
    """Read the answers in a query string; whatever it holds besides them and the marks of campaigns is a fault."""
    given = {key: query.getlist(key) for key in query if not _ignored(key)}
    faults = [fault for key, values in given.items() for fault in _misplaced(key, values)]
    answers = {key: values[0] for key, values in given.items() if key in QUESTIONS}
    checked = check_answers(answers)
    wrong = {name: messages for errors in checked.errors.values() for name, messages in errors.items()}
    faults += [Fault(name, _allowed(name, messages)) for name, messages in wrong.items()]
    return Prefill(answers, checked, tuple(faults))


def _ignored(key: str) -> bool:
    return key in IGNORED or key.startswith(IGNORED_PREFIX)


def _misplaced(key: str, values: list[str]) -> list[Fault]:
    if key not in QUESTIONS:
        return [Fault(key, "is not a question that we ask. Remove it from the address.")]
    if len(values) > 1:
        return [Fault(key, f"stands {len(values)} times in the address. Keep one of them.")]
    return [] if values[0].strip() else [Fault(key, "has no value. Give one, or remove it from the address.")]


def _allowed(name: str, messages: list[str]) -> str:
    """What may stand there, in the spelling of an address where that differs from the words on the page."""
    field = FIELDS.get(name)
    if field is None or field.kind == "integer":
        return f"{'. '.join(messages)}."
    values = ("yes", "no") if field.kind == "yes_no" else field.choices
    return f"must be one of {', '.join((*values, UNKNOWN))}."

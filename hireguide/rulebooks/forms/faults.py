"""The parser's faults as a person at a form reads them: what to do, in place of paths and JSON."""

import re
from typing import Any

from hireguide.rulebooks.forms.lines import ConditionLine
from hireguide.rulebooks.wording import OPERATOR_LABELS, answer_words, field_label

_NOT_GIVEN = re.compile(r", not (null|\"\")$")
_COUNT = re.compile(r"^must have (?P<span>\d+ (?:to \d+|or more)|\d+) entries, not (?P<count>\d+)$")


def advised(message: str, label: str, missing: str, typed: Any) -> str:
    """A fault of a field in words: what to do about a blank (`missing`), else what the field must be.

    >>> advised("must be one of expert, house, not null", "Grade", "Choose the grade", None)
    'Choose the grade'
    >>> advised('must be a whole number from -5 to 5, not "many"', "Points", "Enter the points", "many")
    'Points must be a whole number from -5 to 5, not “many”'
    """
    if typed in (None, "", [], {}) and missing:
        return missing
    said = _NOT_GIVEN.sub("", message).replace("must be two thresholds,", "comes after the lower threshold:")
    return _quoted(f"{label} {said}".strip())


def advised_key(message: str, key: str) -> str:
    """A fault of a key in words: taken already, or misspelt.

    >>> advised_key('"slips" is the key of evidence[0].key too; keys are unique across the file', "slips")
    'slips is the key of another part already. Choose another'
    """
    if "the key of" in message:
        return f"{key} is the key of another part already. Choose another"
    _, found, allowed = message.partition("a key is ")
    return f"A key is {allowed}: change “{key}”" if found else advised(message, "Key", "Enter a key", key)


def beside_condition(line: ConditionLine, member: str, message: str) -> str:
    """A fault of one condition in words: `member` says which of its three parts is wrong."""
    name = field_label(line.field) if line.asked else ""
    if member == "field" or line.asked is None:
        return "Choose what is asked"
    if member == "op":
        allowed = ", ".join(choice.label for choice in line.operators)
        return f"{name}: choose how it is compared ({allowed})" if not line.op else _wrong_operator(line, name, allowed)
    if count := _COUNT.match(message):
        wanted = "choose both ends" if line.op == "between" else "choose two answers or more"
        return f"{name}: {wanted}, not {count['count']}" if count["count"] != "0" else f"{name}: {wanted}"
    if line.control in ("select", "ticks", "two_selects") and "must be" in message and "the lower first" not in message:
        return f"{name}: choose {_allowed(line)}{_stale(line)}"
    said = message.replace("must be [low, high], the lower first", "the lower end comes first")
    return _quoted(f"{name}: {_NOT_GIVEN.sub('', said)}")


def _wrong_operator(line: ConditionLine, name: str, allowed: str) -> str:
    said = OPERATOR_LABELS.get(line.op, line.op)
    return f"{name} can’t be compared by “{said}”; choose one of {allowed}"


def _allowed(line: ConditionLine) -> str:
    """The answers to choose from, in words."""
    if line.asked is None or line.asked.kind == "yes_no":
        return "Yes or No"
    labels = [f"“{answer_words(line.field, value)}”" for value in line.asked.choices]
    return f"one of {', '.join(labels)}" if line.control == "select" else f"from {', '.join(labels)}"


def _stale(line: ConditionLine) -> str:
    """What was chosen under another field, which this one does not know."""
    known = {option.value for option in line.options}
    strange = [text for text in line.values if text and text not in known]
    return f", not “{strange[0]}”" if strange and line.control == "select" else ""


def _quoted(text: str) -> str:
    """Quotes as a page has them."""
    return re.sub(r'"([^"]*)"', r"“\1”", text)

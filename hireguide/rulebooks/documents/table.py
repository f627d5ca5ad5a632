"""The evidence as a table (CSV): one row a rule, its condition in words a spreadsheet can show."""

import csv
from io import StringIO

from hireguide.rules import Condition, Rulebook, When

HEADER = ("key", "gap", "points", "when", "because", "sources")


def evidence_csv(rulebook: Rulebook) -> str:
    """The rows under their header, comma-separated, lines ending in a line feed."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADER)
    for rule in rulebook.evidence:
        row = (rule.key, rule.gap, rule.points, condition_text(rule.when), rule.because, " ".join(rule.sources))
        writer.writerow([_harmless(value) for value in row])
    return text.getvalue()


def condition_text(when: When) -> str:
    """A rule's condition on one line, as in "stage is_not seed and (urgency is now or delivery_pain is high)"."""
    every = [_condition(condition) for condition in when.all]
    some = " or ".join(_condition(condition) for condition in when.any)
    return " and ".join([*every, f"({some})"] if some else every)


def _condition(condition: Condition) -> str:
    value = condition.value
    literals = " ".join(map(_literal, value)) if isinstance(value, tuple) else _literal(value)
    return f"{condition.field} {condition.op} {literals}"


def _literal(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _harmless(value: object) -> object:
    """A text that a spreadsheet would take for a formula, quoted as text."""
    return f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")) else value

"""The words of a rulebook's parts, as data: kinds, columns, operators, and what a row holds as a person reads it."""

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from hireguide.profiles.wording import QUESTIONS, answer_text, condition_text
from hireguide.rules import OPERANDS, VERDICTS, Rulebook

OPERATOR_LABELS: Mapping[str, str] = {
    "is": "is",
    "is_not": "is not",
    "one_of": "is one of",
    "none_of": "is none of",
    "at_least": "is at least",
    "at_most": "is at most",
    "between": "is between (both included)",
}
GROUP_LABELS: Mapping[str, str] = {"all": "All of these", "any": "At least one of these"}
VERDICT_LABELS: Mapping[str, str] = {code: answer_text("verdict", code) for code in VERDICTS} | {
    "impossible": "Impossible: these answers cannot be true together"
}
GAP_LABELS: Mapping[str, str] = {"execution": "Execution gap", "strategy": "Strategy gap"}
BAND_LABELS: Mapping[str, str] = {"none": "no gap", "some": "some gap", "large": "large gap"}
GRADE_LABELS: Mapping[str, str] = {
    "expert": "Expert: a known expert or investor",
    "operator": "Operator: somebody telling their own case",
    "search_firm": "Search firm: an executive search firm",
    "provider": "Provider: sells this kind of work, an interested party",
    "data": "Data: data or a survey",
    "house": "House: our own judgement, nobody else says it",
}
ADVICE_LABELS: Mapping[str, str] = {
    "variant": "Variant: another shape of the seat",
    "warning": "Warning",
    "next_step": "Next step",
    "dissent": "Dissent: who would decide otherwise",
}
SEAT_LABELS: Mapping[str, str] = {
    "vp_engineering": "VP Engineering",
    "fractional_cto": "Fractional CTO",
    "full_time_cto": "Full-time CTO",
    "interim_cto": "Interim CTO",
    "engineering_manager": "Engineering manager",
    "senior_engineer": "Senior engineer",
    "adviser": "Adviser",
}
UNIT_LABELS: Mapping[str, str] = {"usd_month": "US dollars a month", "usd_year": "US dollars a year"}
NEVER_LABELS: Mapping[str, str] = {"lowers": "Never lowers the gap", "raises": "Never raises the gap"}

_CHOICES: Mapping[str, Mapping[str, str]] = {
    "verdict": VERDICT_LABELS,
    "gap": GAP_LABELS,
    "grade": GRADE_LABELS,
    "kind": ADVICE_LABELS,
    "seat": SEAT_LABELS,
    "first": SEAT_LABELS,
    "second": SEAT_LABELS,
    "unit": UNIT_LABELS,
    "never": NEVER_LABELS,
    "also": VERDICT_LABELS,
}


def field_label(name: str) -> str:
    """What a field that a condition may ask for is called: a question's short name, or the conclusion's.

    >>> field_label("engineer_count"), field_label("execution")
    ('Engineering team size', 'Execution gap')
    """
    short = QUESTIONS[name].short if name in QUESTIONS else {"verdict": "verdict given"}.get(name, f"{name} gap")
    return short[0].upper() + short[1:]


def condition_words(condition: Mapping[str, Any]) -> str:
    """One condition of the JSON in words; what no rulebook can hold is shown as it stands."""
    value = condition.get("value")
    try:
        literals = tuple(value) if isinstance(value, list) else value
        return condition_text(condition["field"], condition["op"], literals)  # type: ignore[arg-type]
    except (KeyError, ValueError, TypeError, IndexError):
        return f"{condition.get('field')} {condition.get('op')} {value}"


def when_words(when: Mapping[str, Any]) -> str:
    """A rule's condition in words, on one line.

    >>> when_words({"all": [{"field": "engineer_count", "op": "at_least", "value": 15}]})
    'engineering team size: at least 15 engineers'
    """
    every = "; and ".join(condition_words(condition) for condition in when.get("all", ()))
    some = "; or ".join(condition_words(condition) for condition in when.get("any", ()))
    if not some:
        return every
    return f"{every}; and at least one of: {some}" if every else f"At least one of: {some}"


def answer_words(field: str, value: Any) -> str:
    """An answer in words; what no rulebook can hold is shown as it stands."""
    if field not in OPERANDS:
        return str(value)
    try:
        return answer_text(field, value)
    except (KeyError, ValueError, TypeError):
        return str(value)


def column_words(name: str, value: Any, field: str = "") -> str:
    """What a column of a row holds, in words; `field` is the question that an expectation's ends answer."""
    if value in (None, "", [], {}):
        return "nothing"
    if name in ("start", "end"):
        return answer_words(field, value)
    if name == "field":
        return field_label(value)
    if isinstance(value, Mapping):
        return when_words(value) if name == "when" else profile_words(value)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "; ".join(_CHOICES.get(name, {}).get(str(one), str(one)) for one in value)
    return _CHOICES.get(name, {}).get(str(value), str(value))


def profile_words(profile: Mapping[str, Any]) -> str:
    """The answers of an example in words, on one line."""
    return "; ".join(
        f"{field_label(name)}: {answer_words(name, value)}" for name, value in profile.items() if name in OPERANDS
    )


def sentence_words(sentence: str, keys: Collection[str] = ()) -> str:
    """A sentence of a proof with its codes in words: verdicts and questions, save those that are `keys` of rules too.

    >>> sentence_words("slips must get pairing: delivery_pain is high.", {"slips"})
    'slips must get “Both seats as a pair”: “slipping commitments” is high.'
    """
    spaced = sentence.replace(" %", "%")  # as every other page has it
    return _CODE.sub(lambda found: found[0] if found[0] in keys else f"“{_CODES[found[0]]}”", spaced)


def rule_keys(rulebook: Rulebook) -> set[str]:
    """The keys that a proof's sentence may name."""
    parts = (rulebook.evidence, rulebook.situations, rulebook.advice, rulebook.expectations, rulebook.examples)
    return {one.key for part in parts for one in part}


_CODES = {code: VERDICT_LABELS[code] for code in VERDICTS} | {name: asked.short for name, asked in QUESTIONS.items()}
_CODE = re.compile(rf"\b(?:{'|'.join(sorted(_CODES, key=len, reverse=True))})\b(?!/)")

"""Answers and rules' conditions in words, and the one error that concerns two answers at once."""

from collections.abc import Sequence

from hireguide.profiles.wording.questions import QUESTIONS
from hireguide.rules import Condition, Value
from hireguide.rules.conditions import OPERANDS, Literals, accepts

# What advice may ask about besides the answers: the verdict, and the two gaps that it was read from.
_GAP = {"none": "None", "some": "Some", "large": "Large"}
_VERDICT = {
    "vp_engineering_first": "VP Engineering first",
    "fractional_cto_first": "Fractional CTO first",
    "pairing": "Both seats as a pair",
    "neither_yet": "Neither yet",
}
_SHORTS = {question.field: question.short for question in QUESTIONS.values()}
_SHORTS |= {"verdict": "verdict", "execution": "execution gap", "strategy": "strategy gap"}
_LABELS = {name: {option.value: option.label for option in QUESTIONS[name].options} for name in QUESTIONS}
_LABELS |= {"verdict": _VERDICT, "execution": _GAP, "strategy": _GAP}

_NAMES = ("Series ", "VP ")  # labels that begin with a name keep their capital
_BEFORE = {
    "is_not": "any number but ",
    "none_of": "any number but ",
    "at_least": "at least ",
    "at_most": "at most ",
}


def answer_text(field: str, value: Value) -> str:
    """An answer as the check page and the verdict show it; a company's name stands for itself.

    Raises KeyError for a field or a choice that there is not.

    >>> answer_text("engineer_count", 1), answer_text("employee_count", 1200), answer_text("delivery_owner", False)
    ('1 engineer', '1,200 people', 'No')
    """
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, int):
        question = QUESTIONS[field]
        return f"{value:,} {question.unit_one if value == 1 else question.unit_many}"
    return value if field == "company_name" else _LABELS[field][value]


def condition_text(field: str, op: str, value: Literals) -> str:
    """A rule's condition in words, advice's conditions on `verdict`, `execution` and `strategy` included.

    Raises KeyError or ValueError for what no rulebook can hold.

    >>> condition_text("engineer_count", "at_least", 15)
    'engineering team size: at least 15 engineers'
    >>> condition_text("delivery_pain", "at_least", "medium")
    'slipping commitments: often, or nearly always'
    """
    return f"{_SHORTS[field]}: {_values_text(Condition(field, op, value))}"


def too_many_engineers(people: int) -> str:
    """The error beside the number of engineers where it is larger than the number of `people`."""
    most = answer_text("engineer_count", people)
    return f"Enter at most {most}, or change the number of people in the company, which is {people:,}"


def _values_text(condition: Condition) -> str:
    field, value = OPERANDS[condition.field], condition.value
    literals = value if isinstance(value, tuple) else (value,)
    if field.kind == "integer":
        return _numbers_text(condition.op, [answer_text(field.name, literal) for literal in literals])
    if condition.op in ("is_not", "none_of") and field.kind != "yes_no":
        return "any answer but " + _listed([f"“{answer_text(field.name, literal)}”" for literal in literals], " and ")
    # Naming the answers that would do is plainer than "at least often".
    holding = [answer for answer in field.values if accepts(condition, answer)]
    return _listed([_inside(answer_text(field.name, answer)) for answer in holding])


def _numbers_text(op: str, texts: Sequence[str]) -> str:
    if op == "between":
        return f"from {texts[0].split()[0]} to {texts[1]}"
    return _BEFORE.get(op, "") + _listed(texts)


def _inside(label: str) -> str:
    """A label within a sentence."""
    return label if label.startswith(_NAMES) else label[0].lower() + label[1:]


def _listed(texts: Sequence[str], joint: str = ", or ") -> str:
    """The texts as alternatives: "a", "a, or b", "a, b, or c"; or with another word before the last."""
    *first, last = texts
    return f"{', '.join(first)}{joint}{last}" if first else last

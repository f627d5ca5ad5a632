"""What a rule may ask: one field against literals, `all` of some and `any` of others, and nothing more."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from hireguide.rules.fields import FIELDS, Field, Kind, Value

Literals = Value | tuple[Value, ...]
VERDICTS = ("vp_engineering_first", "fractional_cto_first", "pairing", "neither_yet")
BANDS = ("none", "some", "large")
GAPS = ("execution", "strategy")

_SAME = ("is", "is_not")
_AMONG = ("one_of", "none_of")
_ORDER = ("at_least", "at_most", "between")
OPERATORS: Mapping[Kind, tuple[str, ...]] = MappingProxyType(
    {
        "choice": (*_SAME, *_AMONG),
        "yes_no": _SAME,
        "ordered": (*_SAME, *_AMONG, *_ORDER),
        "integer": (*_SAME, *_AMONG, *_ORDER),
    }
)


@dataclass(frozen=True, slots=True)
class Condition:
    """One field against a literal, or against several (`one_of`, `none_of`; `between` holds low and high)."""

    field: str
    op: str
    value: Literals


@dataclass(frozen=True, slots=True)
class When:
    """A rule's condition: every one of `all`, and at least one of `any` unless that is empty."""

    all: tuple[Condition, ...]
    any: tuple[Condition, ...]

    def boxes(self) -> Iterator[tuple[Condition, ...]]:
        """The plain conjunctions that this is the union of, at least one."""
        if not self.any:
            yield self.all
        for condition in self.any:
            yield (*self.all, condition)


def _conclusion(name: str, kind: Kind, choices: tuple[str, ...]) -> Field:
    return Field(name, "", kind, choices, 0, 0, "judgement", False, None, ())


# What advice may ask besides the answers: the verdict given and the known bands.
CONCLUSIONS: Mapping[str, Field] = MappingProxyType(
    {
        "verdict": _conclusion("verdict", "choice", VERDICTS),
        "execution": _conclusion("execution", "ordered", BANDS),
        "strategy": _conclusion("strategy", "ordered", BANDS),
    }
)
OPERANDS: Mapping[str, Field] = MappingProxyType({**FIELDS, **CONCLUSIONS})


def rank(field: Field, value: Value) -> int:
    """Where an answer stands among the field's values, for comparing: the number itself, or the choice's place."""
    return value if isinstance(value, int) else field.choices.index(value)


def accepts(condition: Condition, value: Value) -> bool:
    """Whether a known answer `value` to the condition's field makes the condition true.

    >>> accepts(Condition("delivery_pain", "at_least", "medium"), "high")
    True
    >>> accepts(Condition("engineer_count", "between", (5, 30)), 31)
    False
    """
    field = OPERANDS[condition.field]
    literals = condition.value if isinstance(condition.value, tuple) else (condition.value,)
    answer, ranks = rank(field, value), [rank(field, literal) for literal in literals]
    return _TESTS[condition.op](answer, ranks)


_TESTS: Mapping[str, Callable[[int, list[int]], bool]] = {
    "is": lambda answer, literals: answer in literals,
    "is_not": lambda answer, literals: answer not in literals,
    "one_of": lambda answer, literals: answer in literals,
    "none_of": lambda answer, literals: answer not in literals,
    "at_least": lambda answer, literals: answer >= literals[0],
    "at_most": lambda answer, literals: answer <= literals[0],
    "between": lambda answer, literals: literals[0] <= answer <= literals[1],
}

"""One condition on a page: a field, how it is compared, and the values, as typed; the choices follow the field."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from hireguide.profiles.wording import SECTION_WORDING
from hireguide.rulebooks.forms.fields import typed_number
from hireguide.rulebooks.wording import OPERATOR_LABELS, answer_words, field_label
from hireguide.rules import FIELDS, OPERANDS, OPERATORS, SECTIONS, Field, fields_of

CONDITION, ADVICE_CONDITION, ANSWER, MOVE = "condition", "advice", "answer", "move"
SHAPES = (CONDITION, ADVICE_CONDITION, ANSWER, MOVE)
_MANY = ("one_of", "none_of")


@dataclass(frozen=True, slots=True)
class Choosable:
    """One entry of a list to choose from."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class ConditionLine:
    """One condition as its inputs hold it. `name` begins their names: `when-all-0-field`, `-op`, `-value`.

    `shape` says what it is: a `condition` of a rule, one of `advice` (which may ask for the verdict and the bands too),
    an `answer` of an example (a field and its value), or the `move` of an expectation (a field, from and to).
    """

    name: str
    shape: str = CONDITION
    field: str = ""
    op: str = ""
    values: tuple[str, ...] = ()
    removed: bool = False
    is_fresh: bool = False  # just added, blank: where the reader goes on
    errors: tuple[str, ...] = ()

    @classmethod
    def read(cls, data: Any, name: str, shape: str) -> "ConditionLine":
        """The line as a page posted it; `data` is a QueryDict."""
        one = {member: str(data.get(f"{name}-{member}") or "") for member in ("field", "op")}
        values = tuple(data.getlist(f"{name}-value"))
        return cls(name, shape, one["field"], one["op"], values, removed=f"{name}-remove" in data)

    @classmethod
    def of(cls, name: str, shape: str, field: str, op: str, value: Any) -> "ConditionLine":
        """The line of a condition that is stored."""
        values = value if isinstance(value, list) else [value]
        texts = tuple(("no", "yes")[one] if isinstance(one, bool) else str(one) for one in values)
        if op in _MANY and field in OPERANDS and OPERANDS[field].kind == "integer":
            texts = (", ".join(texts),)
        return cls(name, shape, field, op, texts)

    @property
    def asked(self) -> Field | None:
        """The field, once a known one is chosen."""
        return self._askable.get(self.field)

    @property
    def _askable(self) -> Mapping[str, Field]:
        return OPERANDS if self.shape == ADVICE_CONDITION else FIELDS

    @property
    def says_nothing(self) -> bool:
        """Whether it counts for nothing: blank, or to be removed."""
        return self.removed or not (self.field or any(value.strip() for value in self.values))

    def settled(self) -> "ConditionLine":
        """The line once another field was chosen: with an operator and values that the field knows."""
        asked = self.asked
        if asked is None:
            return self
        line = self
        if self.shape not in (ANSWER, MOVE) and self.op not in OPERATORS[asked.kind]:
            line = replace(self, op="is")
        if asked.kind == "integer":
            return replace(line, values=tuple(text for text in self.values if any(map(str.isdigit, text))))
        return line

    def with_error(self, message: str) -> "ConditionLine":
        """The line with one more thing said beside it."""
        return replace(self, errors=(*self.errors, message))

    # ---- what the page offers -----------------------------------------------------------------------------------

    @property
    def id(self) -> str:
        """The id of the line on its page; its controls' ids begin with it."""
        return f"id_{self.name}"

    @property
    def field_groups(self) -> Iterator[tuple[str, list[Choosable]]]:
        """The fields by the section of the wizard that asks for them; for advice its conclusions first."""
        conclusions = [name for name in self._askable if name not in FIELDS]
        if conclusions:
            yield "What the verdict says", [self._field(name) for name in conclusions]
        for section in SECTIONS:
            yield SECTION_WORDING[section].title, [self._field(field.name) for field in fields_of(section)]

    def _field(self, name: str) -> Choosable:
        return Choosable(name, field_label(name), name == self.field)

    @property
    def operators(self) -> list[Choosable]:
        """The ways to compare this field; none for an answer or a move."""
        if self.asked is None or self.shape in (ANSWER, MOVE):
            return []
        return [Choosable(op, OPERATOR_LABELS[op], op == self.op) for op in OPERATORS[self.asked.kind]]

    @property
    def control(self) -> str:
        """Which inputs hold the value: `select`, `ticks`, `number`, `numbers`, `two_selects`, `two_numbers`, ""."""
        if self.asked is None:
            return ""
        number = self.asked.kind == "integer"
        if self.shape == MOVE or self._op == "between":
            return "two_numbers" if number else "two_selects"
        if self._op in _MANY:
            return "numbers" if number else "ticks"
        return "number" if number else "select"

    @property
    def _op(self) -> str:
        return "is" if self.shape == ANSWER else self.op

    @property
    def options(self) -> list[Choosable]:
        """The answers of a field that is no number."""
        return self._options(self.values)

    @property
    def two(self) -> list[tuple[str, str, str, list[Choosable]]]:
        """Both ends of a span or a move: the id's ending, the label, what was typed, and the answers to choose from."""
        labels = ("From", "To") if self.shape == MOVE else ("Lowest", "Highest")
        texts = (*self.values, "", "")[:2]
        return [
            (ending, label, text, self._options((text,)))
            for ending, label, text in zip(("value", "to"), labels, texts, strict=True)
        ]

    @property
    def text(self) -> str:
        """What the one text input shows."""
        return self.values[0] if self.values else ""

    def _options(self, chosen: Sequence[str]) -> list[Choosable]:
        asked = self.asked
        if asked is None or asked.kind == "integer":
            return []
        if asked.kind == "yes_no":
            return [Choosable("yes", "Yes", "yes" in chosen), Choosable("no", "No", "no" in chosen)]
        return [Choosable(one, answer_words(asked.name, one), one in chosen) for one in asked.choices]

    # ---- what it says, as the rulebook's JSON -------------------------------------------------------------------

    @property
    def value(self) -> Any:
        """The value as JSON: a literal, a list of them, or None where nothing was chosen."""
        if self.shape == MOVE or self._op == "between":
            return [self._literal(text) for text in (*self.values, "", "")[: max(2, len(self.values))]]
        if self._op in _MANY:
            texts = self.text.replace(";", ",").split(",") if self.control == "numbers" else self.values
            return [self._literal(text) for text in texts if text.strip()]
        return self._literal(self.text)

    def _literal(self, text: str) -> Any:
        if self.asked is not None and self.asked.kind == "integer":
            return typed_number(text)
        if self.asked is not None and self.asked.kind == "yes_no":
            return {"yes": True, "no": False}.get(text, text or None)
        return text or None

    def condition(self) -> dict[str, Any]:
        """The condition as the rulebook's JSON has it, right or wrong."""
        return {"field": self.field or None, "op": self.op or None, "value": self.value}

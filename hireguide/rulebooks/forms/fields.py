"""The fields of a row's form: they make the rulebook's JSON of what was typed. Whether it is right, the parser says."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms

_WHOLE = re.compile(r"[+\-−]?\d{1,18}")
_REVISION = re.compile(r"[0-9]{1,9}")
_GROUPED = re.compile(r"\d{1,3}(,\d{3})+")


def typed_number(text: str) -> int | str | None:
    """A whole number as typed, with a sign or grouped by commas; other text as it is, None for a blank.

    >>> typed_number(" −3 "), typed_number("200,000"), typed_number("five"), typed_number(" ")
    (-3, 200000, 'five', None)
    """
    text = text.strip()
    plain = text.replace(",", "") if _GROUPED.fullmatch(text) else text.replace("−", "-")
    if _WHOLE.fullmatch(plain) and plain.isascii():
        return int(plain)
    return text or None


def read_revision(text: str) -> int:
    """The revision that a page carries; 0, which no row has, for whatever is none.

    >>> read_revision("12"), read_revision(""), read_revision("²"), read_revision("9" * 5000)
    (12, 0, 0, 0)
    """
    return int(text) if _REVISION.fullmatch(text) else 0


def plain_lines(text: str) -> str:
    """Text from a page, its lines ended as a rulebook has them and nothing around it."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


class RowField(forms.Field):
    """A field whose value the parser judges: nothing is required here. `missing` says what to do about a blank."""

    def __init__(self, *, label: str, missing: str = "", help_text: str = "", widget: forms.Widget) -> None:
        self.missing = missing
        super().__init__(required=False, label=label, help_text=help_text, widget=widget)


class Line(RowField):
    """One line of text; `blank` is what an empty one stands for."""

    def __init__(self, *, blank: str | None = "", attrs: Mapping[str, str] | None = None, **kwargs: Any) -> None:
        self.blank = blank
        super().__init__(widget=forms.TextInput({"autocomplete": "off", **(attrs or {})}), **kwargs)

    def clean(self, value: Any) -> str | None:
        return plain_lines(str(value or "")) or self.blank


class Text(RowField):
    """Text of some lines."""

    def __init__(self, *, rows: int = 3, blank: str | None = "", **kwargs: Any) -> None:
        self.blank = blank
        super().__init__(widget=forms.Textarea({"rows": str(rows)}), **kwargs)

    def clean(self, value: Any) -> str | None:
        return plain_lines(str(value or "")) or self.blank


class Lines(RowField):
    """A list of texts, a line each."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea({"rows": "5"}), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(map(str, value)) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        return [line.strip() for line in plain_lines(str(value or "")).split("\n") if line.strip()]


class Whole(RowField):
    """A whole number, typed as text: a number input would drop what it cannot read."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "numeric", "autocomplete": "off", "class": "input--number"}
        super().__init__(widget=forms.TextInput(attrs), **kwargs)

    def clean(self, value: Any) -> int | str | None:
        return typed_number(str(value if value is not None else ""))


class Choice(RowField):
    """One of some codes. Without `nothing` a new row has none chosen, and must."""

    def __init__(self, labels: Mapping[str, str], *, nothing: str = "Choose one", **kwargs: Any) -> None:
        super().__init__(widget=forms.Select(choices=[("", nothing), *labels.items()]), **kwargs)

    def clean(self, value: Any) -> str | None:
        return str(value) if value else None


class Ticked(RowField):
    """Some of a list of codes: the ones ticked, those that were ticked before in the order that they had."""

    def __init__(self, choices: Iterable[tuple[str, str]] = (), **kwargs: Any) -> None:
        self._before: Sequence[str] = ()
        super().__init__(widget=forms.CheckboxSelectMultiple(choices=list(choices)), **kwargs)

    def offer(self, choices: Iterable[tuple[str, str]], before: Sequence[str]) -> None:
        """Offer these choices; `before` are the ones ticked until now, in their order."""
        self._before = before
        choices = sorted(choices, key=lambda choice: choice[0] not in before)  # the ticked ones are seen first
        self.widget = forms.CheckboxSelectMultiple(choices=choices, attrs=self.widget.attrs)

    def clean(self, value: Any) -> list[str]:
        ticked = [str(one) for one in value or ()]
        before = [one for one in self._before if one in ticked]
        return [*before, *(one for one in dict.fromkeys(ticked) if one not in before)]

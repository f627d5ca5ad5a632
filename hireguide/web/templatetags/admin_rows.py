"""Rows of the admin's lists whose cells know their column: so they can stack where columns would not fit."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

CELL = re.compile(r"^<(td|th)")
# A key or an address that is all the text of a cell: where it is too long it may break here, and nowhere else.
KEY = re.compile(r"(?<=>)[a-z0-9]+(?:_[a-z0-9]+)+(?=<)|(?<=>)[^<>\s@]+@[^<>\s@]+(?=<)")
JOINT = re.compile(r"[_@]")


@register.filter
def labelled(cells: Iterable[str], headers: Iterable[Mapping[str, Any]]) -> list[SafeString]:
    """Each cell, as the admin wrote it, with its column's heading as `data-label`; the box that selects a row has none.

    Cells beyond the headings (hidden fields of an editable list) stay as they are.
    """
    names = [_name(header) for header in headers]
    cells = list(cells)
    names += [""] * (len(cells) - len(names))
    return [_with_label(cell, name) for cell, name in zip(cells, names, strict=False)]


def _name(header: Mapping[str, Any]) -> str:
    text = str(header["text"])
    return "" if "<" in text else text[:1].upper() + text[1:]


def _with_label(cell: str, name: str) -> SafeString:
    # Both parts are safe: the cell is the admin's own markup, the name is escaped.
    label = rf'<\1 data-label="{escape(name)}"' if name else r"<\1"
    cell = KEY.sub(lambda key: JOINT.sub(r"\g<0><wbr>", key[0]), str(cell))
    return mark_safe(CELL.sub(label, cell))  # noqa: S308

"""Where the rules that a difference names are edited."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from hireguide.rulebooks.models import Band, Cell, Row

_ORDER_OF_SITUATIONS = "situations"


def place_of(rule: str, rows: Mapping[str, Row]) -> str:
    """The address at which a rule of `Difference.rules` is edited, "" for one that the draft does not have; `rows` as
    `rows_behind` finds them."""
    if rule == _ORDER_OF_SITUATIONS:
        return reverse("admin:rulebooks_situation_changelist")
    row: Any = rows.get(rule)
    if row is None:
        return ""
    if isinstance(row, (Band, Cell)):
        return reverse("editing:grid")
    return reverse(f"admin:rulebooks_{row._meta.model_name}_change", args=[row.pk])  # noqa: SLF001 - Django's own

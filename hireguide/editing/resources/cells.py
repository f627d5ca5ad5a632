"""What a cell of a table may hold, however the table came."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Broken:
    """A cell that can't be taken, and why."""

    message: str


Cell = str | int | float | bool | Broken | None
Row = tuple[int, Sequence[Cell]]


def is_blank(cell: Cell) -> bool:
    """Whether nothing stands in a cell."""
    return cell is None or (isinstance(cell, str) and not cell.strip())

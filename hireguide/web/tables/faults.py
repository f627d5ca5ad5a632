"""What is wrong in a file that somebody brings, row by row."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FileFault:
    """One thing that is wrong in a file: the row (from 1, the header being one) and column, if it is of one."""

    row: int | None
    column: str
    message: str

    @property
    def place(self) -> str:
        """Where, as a page says it: "Row 5, points"; "" for the whole file."""
        row = f"row {self.row}" if self.row else ""
        place = ", ".join(part for part in (row, self.column) if part)
        return place[:1].upper() + place[1:] if self.row else place


class FileFaultsError(ValueError):
    """A file that can't be imported; `faults` is all that is wrong with it, from the top."""

    def __init__(self, faults: Sequence[FileFault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(f"{fault.place}: {fault.message}" for fault in self.faults))

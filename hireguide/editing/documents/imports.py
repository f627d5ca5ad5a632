"""What an import would do, row by row, before anything is stored."""

from collections.abc import Sequence
from dataclasses import dataclass

from hireguide.editing.documents.comparison import Differences, differences
from hireguide.rules import Rulebook
from hireguide.web.tables.faults import FileFault

_MOST_FAULTS = 200


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """What a file says otherwise than what stands now (`changes`), and how many rules of evidence stay as they are."""

    changes: Differences
    unchanged: int

    @property
    def summary(self) -> str:
        """What changes, and how much: "evidence (2 added, 1 changed) and advice (1 removed)"."""
        name = ["the name"] if self.changes.name else []
        said = [*name, *(f"{kind.title.lower()} ({kind.summary})" for kind in self.changes.kinds)]
        return " and ".join([", ".join(said[:-1]), said[-1]] if len(said) > 1 else said) or "nothing"


def preview_of(before: Rulebook, after: Rulebook) -> ImportPreview:
    """What putting `after` in the place of `before` changes."""
    changes = differences(before, after)
    touched = sum(len(kind.added) + len(kind.changed) for kind in changes.kinds if kind.part == "evidence")
    return ImportPreview(changes, len(after.evidence) - touched)


@dataclass(frozen=True, slots=True)
class FaultList:
    """What is wrong with a file: as many faults as a page can bear, and how many there are in all."""

    shown: tuple[FileFault, ...]
    total: int

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.total - len(self.shown)


def fault_list(faults: Sequence[FileFault]) -> FaultList:
    """The faults from the top."""
    return FaultList(tuple(faults[:_MOST_FAULTS]), len(faults))

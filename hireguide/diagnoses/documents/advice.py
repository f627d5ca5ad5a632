"""What to do: the advice that holds, by kind; and where the experts disagree, apart from it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hireguide.diagnoses.documents.notes import Citations, Note

_HEADINGS = {
    "next_step": "Next steps",
    "variant": "Variants worth weighing",
    "warning": "Take care",
}
DISSENT = "dissent"


@dataclass(frozen=True, slots=True)
class Advice:
    """One piece of advice and who gives it."""

    text: str
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class AdviceGroup:
    """All advice of one kind."""

    kind: str
    heading: str
    items: tuple[Advice, ...]


def advice_groups(result: Mapping[str, Any], citations: Citations) -> tuple[AdviceGroup, ...]:
    """Next steps, then variants, then warnings; kinds with nothing to say are left out."""
    groups = (AdviceGroup(kind, heading, _of_kind(kind, result, citations)) for kind, heading in _HEADINGS.items())
    return tuple(group for group in groups if group.items)


def dissent(result: Mapping[str, Any], citations: Citations) -> tuple[Advice, ...]:
    """The experts who would say otherwise."""
    return _of_kind(DISSENT, result, citations)


def _of_kind(kind: str, result: Mapping[str, Any], citations: Citations) -> tuple[Advice, ...]:
    given = (advice for advice in result["advice"] if advice["kind"] == kind)
    return tuple(Advice(advice["text"], citations.cite(advice["sources"])) for advice in given)

"""The gates of publishing as a page lists them: what each is called, how it stands in a word, and where to go."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from hireguide.editing.selectors.gates import Gate, GateName, GateState

_TITLES: Mapping[GateName, str] = MappingProxyType(
    {
        GateName.WELL_FORMED: "Well formed",
        GateName.DIFFERS: "Something new",
        GateName.BASE: "Up to date",
        GateName.PROOFS: "Proofs",
        GateName.EXAMPLES: "Examples",
        GateName.REPLAY: "Replay",
        GateName.APPROVAL: "Approval",
    }
)
_STATES: Mapping[GateState, tuple[str, str]] = MappingProxyType(
    {
        GateState.PASSED: ("✓", "Passed"),
        GateState.FAILED: ("✕", "Not passed"),
        GateState.WAITING: ("…", "Waiting"),
        GateState.NOT_NEEDED: ("–", "Not needed"),
    }
)
_LINKS: Mapping[str, str] = MappingProxyType(
    {
        "editing:check": "See the check",
        "editing:compare": "Compare",
        "editing:replay": "To the replay",
        "editing:approve": "To the approval",
    }
)


@dataclass(frozen=True, slots=True)
class GateRow:
    """A gate in a list. `mark` is a sign beside the word `state`; `page` is a URL's name, "" where there is none."""

    title: str
    mark: str
    state: str
    sentence: str
    page: str
    link: str


def gate_rows(gates: Iterable[Gate]) -> tuple[GateRow, ...]:
    """The gates, each as a row."""
    return tuple(
        GateRow(_TITLES[gate.name], *_STATES[gate.state], gate.sentence, gate.page, _LINKS.get(gate.page, "Open it"))
        for gate in gates
    )

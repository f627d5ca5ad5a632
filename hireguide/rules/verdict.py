"""The verdict on one profile, with everything it rests on, as typed data and as the JSON that commands print."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from hireguide.rules.rulebook import Advice

Basis = Literal["settled", "known", "completed"]


@dataclass(frozen=True, slots=True)
class Gap:
    """One gap: the points and band of the known reading, and the least and most points that open answers leave, or at
    least and at most these where that is not `proven`."""

    points: int
    least: int
    most: int
    band: str
    proven: bool

    def as_dict(self) -> dict[str, object]:
        """As `diagnose --json` prints it."""
        told: dict[str, object] = {"points": self.points, "range": [self.least, self.most], "band": self.band}
        return told if self.proven else told | {"proven": False}


@dataclass(frozen=True, slots=True)
class Decision:
    """What decided: a situation's key, or a cell as its execution and strategy bands; and its sentence."""

    situation: str | None
    cell: tuple[str, str] | None
    because: str

    def as_dict(self) -> dict[str, object]:
        """As `diagnose --json` prints it."""
        return {"situation": self.situation, "cell": self.cell and list(self.cell), "because": self.because}


@dataclass(frozen=True, slots=True)
class Reason:
    """A piece of evidence that holds: its rule's key, gap, points, sentence and sources."""

    rule: str
    gap: str
    points: int
    because: str
    sources: tuple[str, ...]

    def as_dict(self) -> dict[str, object]:
        """As `diagnose --json` prints it."""
        return {
            "rule": self.rule,
            "gap": self.gap,
            "points": self.points,
            "because": self.because,
            "sources": list(self.sources),
        }


@dataclass(frozen=True, slots=True)
class Against:
    """Why not another verdict: what each gap lacks for its nearest cell (null where no cell gives it, empty where the
    profile stands in one), and the situations that would give it and do not hold."""

    lacks: Mapping[str, str] | None
    situations: tuple[str, ...]

    def as_dict(self) -> dict[str, object]:
        """As `diagnose --json` prints it."""
        return {"lacks": None if self.lacks is None else dict(self.lacks), "situations": list(self.situations)}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a rulebook says of a profile.

    `basis`: "settled" where every completion agrees, "known" where the known answers give it, "completed" where what
    they give is not possible and it is the first possible verdict. `possible` has the verdict given first, then the
    others in their stated order; where `proven` is false it may hold one that a longer search would rule out, and the
    gaps' ranges may be too wide.
    """

    code: str
    title: str
    basis: Basis
    gaps: Mapping[str, Gap]
    decided_by: Decision | None
    reasons: tuple[Reason, ...]
    against: Mapping[str, Against]
    possible: tuple[str, ...]
    settled: bool
    advice: tuple[Advice, ...]
    proven: bool

    def as_dict(self) -> dict[str, object]:
        """As `diagnose --json` prints it; `proven` is there only where it is false."""
        told: dict[str, object] = {
            "verdict": self.code,
            "title": self.title,
            "basis": self.basis,
            "gaps": {name: gap.as_dict() for name, gap in self.gaps.items()},
            "decided_by": self.decided_by and self.decided_by.as_dict(),
            "reasons": [reason.as_dict() for reason in self.reasons],
            "against": {code: against.as_dict() for code, against in self.against.items()},
            "possible": list(self.possible),
            "settled": self.settled,
            "advice": [_advice(advice) for advice in self.advice],
        }
        return told if self.proven else told | {"proven": False}


def _advice(advice: Advice) -> dict[str, object]:
    return {"key": advice.key, "kind": advice.kind, "text": advice.text, "sources": list(advice.sources)}

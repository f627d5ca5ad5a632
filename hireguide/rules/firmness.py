"""How firm a verdict is: by the fewest steps that lead to any other."""

from collections.abc import Mapping
from dataclasses import dataclass

from hireguide.rules.flips import Flip

LABELS = ("on_the_edge", "leaning", "firm", "open")


@dataclass(frozen=True, slots=True)
class Firmness:
    """The fewest steps to another verdict (None: no steps give one), and what that is called.

    Where `proven` is false, fewer may do it.
    """

    steps: int | None
    label: str
    proven: bool

    def as_dict(self) -> dict[str, object]:
        """As `diagnose --json` prints it; `proven` is there only where it is false."""
        told: dict[str, object] = {"steps": self.steps, "label": self.label}
        return told if self.proven else told | {"proven": False}


def firmness(flips: Mapping[str, Flip], *, settled: bool) -> Firmness:
    """One step is on the edge, two is leaning; else a verdict is firm if it is settled, and open if not."""
    steps = min((flip.steps for flip in flips.values() if flip.steps is not None), default=None)
    label = "on_the_edge" if steps == 1 else "leaning" if steps == 2 else "firm" if settled else "open"
    seen = all(flip.missing is None or (steps and steps <= flip.missing) for flip in flips.values())
    return Firmness(steps, label, seen)

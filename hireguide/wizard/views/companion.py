"""The company of the wizard: the grid with the company's dot, by what its answers say so far."""

from dataclasses import dataclass, replace

from hireguide.diagnoses.documents.document import picture
from hireguide.rules import Asking, Rulebook
from hireguide.web.grid import GridPicture


@dataclass(frozen=True)
class Companion:
    """The picture so far and whether it can still change, or the sentence that says why answers clash."""

    picture: GridPicture | None = None
    impossible: str = ""
    settled: bool = False


def companion(asking: Asking, rulebook: Rulebook, *, started: bool) -> Companion:
    """What the rules say of the answers that pass; no dot and nothing settled before the first of them."""
    if asking.verdict is None:
        return Companion(impossible=asking.impossible)
    drawn = picture(asking.verdict.as_dict(), rulebook)
    if not started:
        return Companion(picture=replace(drawn, points=None, ranges=None))
    return Companion(picture=drawn, settled=asking.settled)

"""The company of the wizard: the grid with the company's dot, by what its answers say so far."""

from dataclasses import dataclass, replace

from hireguide.diagnoses.documents.document import picture
from hireguide.diagnoses.models import Draft
from hireguide.rulebooks.selectors import rulebook_of
from hireguide.rules import Facts, ImpossibleProfile, judge
from hireguide.web.grid import GridPicture


@dataclass(frozen=True)
class Companion:
    """The picture so far, or the sentence that says why the answers cannot be true together."""

    picture: GridPicture | None = None
    impossible: str = ""


def companion(draft: Draft, facts: Facts) -> Companion:
    """What the draft's edition says of the answers that pass."""
    rulebook = rulebook_of(draft.edition)
    try:
        verdict = judge(rulebook, facts)
    except ImpossibleProfile as error:
        return Companion(impossible=error.faults[0].message)
    drawn = picture(verdict.as_dict(), rulebook)
    return Companion(picture=drawn if facts else replace(drawn, points=None, ranges=None))

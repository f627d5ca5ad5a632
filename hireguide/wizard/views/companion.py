"""The company of the wizard: the grid with the company's dot, by what its answers say so far."""

from dataclasses import dataclass, replace

from hireguide.diagnoses.documents.document import picture
from hireguide.diagnoses.models import Draft
from hireguide.profiles.forms import Checked
from hireguide.rulebooks.selectors import rulebook_of
from hireguide.web.grid import GridPicture
from hireguide.wizard.flow import Plan


@dataclass(frozen=True)
class Companion:
    """The picture so far and whether it can still change, or the sentence that says why answers clash."""

    picture: GridPicture | None = None
    impossible: str = ""
    settled: bool = False


def companion(draft: Draft, plan: Plan, checked: Checked) -> Companion:
    """What the rules say of the answers that pass; no dot and nothing settled before the first of them.

    Whoever was invited to answer beside others is told of a clash and no more: a picture would sway them.
    """
    verdict = plan.asking.verdict
    if verdict is None or draft.is_respondents:
        return Companion(impossible=plan.asking.impossible)
    drawn = picture(verdict.as_dict(), rulebook_of(draft.edition))
    if not checked.facts:
        return Companion(picture=replace(drawn, points=None, ranges=None))
    return Companion(picture=drawn, settled=plan.asking.settled)

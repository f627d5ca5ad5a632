"""The wizard's addresses, with what they carry: where a Change link came from, and what a change brought up."""

from collections.abc import Sequence
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from hireguide.diagnoses.models import Draft
from hireguide.rulebooks.selectors import rulebook_of
from hireguide.rules import SECTIONS
from hireguide.wizard.flow import CHECK, RETURNS, VERDICT, Step, Way, plan_for, resumed_place
from hireguide.wizard.forms import check_answers

RETURN = "return"
CHANGED = "new"
FULLER = "fuller"


def section_url(
    public_id: str,
    section: str,
    *,
    return_to: str = "",
    changed: Sequence[str] = (),
    fuller: bool = False,
    question: str = "",
) -> str:
    """The page of a section; `question` leads to one of its questions, the others say where saving it leads."""
    address = reverse("wizard:section", args=[public_id, section])
    carried = {RETURN: return_to, CHANGED: ".".join(changed), FULLER: "yes" if fuller else ""}
    query = urlencode({name: value for name, value in carried.items() if value})
    return f"{address}{'?' if query else ''}{query}{'#q-' if question else ''}{question}"


def way_url(public_id: str, section: str, way: Way) -> str:
    """The page of a section for somebody on their way."""
    return section_url(public_id, section, return_to=way.return_to, changed=way.changed, fuller=way.fuller)


def step_url(public_id: str, step: Step) -> str:
    """The address of the page that a step leads to."""
    if step.place in (CHECK, VERDICT):
        return reverse(f"wizard:{step.place}", args=[public_id])
    return way_url(public_id, step.place, step.way)


def go_on_url(draft: Draft) -> str:
    """Where somebody goes on who comes to a draft by its own address: what is left, else the check page."""
    plan = plan_for(rulebook_of(draft.edition), check_answers(draft.answers).known)
    return step_url(draft.public_id, Step(resumed_place(plan, draft.path)))


def way_of(request: HttpRequest) -> Way:
    """The way that the address tells; what makes no sense in it is passed over."""
    target = request.GET.get(RETURN, "")
    if target in RETURNS:
        given = request.GET.get(CHANGED, "").split(".")
        return Way(target, tuple(section for section in SECTIONS if section in given))
    return Way(fuller=request.GET.get(FULLER) == "yes")

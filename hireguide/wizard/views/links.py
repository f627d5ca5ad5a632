"""The wizard's addresses, with what they carry: where a Change link came from, and what a change brought up."""

from collections.abc import Sequence
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from hireguide.diagnoses.models import Draft
from hireguide.profiles.forms import Checked, check_answers
from hireguide.rulebooks.selectors import rulebook_of
from hireguide.rules import SECTIONS
from hireguide.wizard.flow import CHECK, RETURNS, VERDICT, Plan, Step, Way, plan_for, resumed_place
from hireguide.wizard.forms import known_of

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
    plan = plan_of(draft, check_answers(draft.answers))
    return step_url(draft.public_id, Step(resumed_place(plan, draft.path)))


def start_url(draft: Draft) -> str:
    """The page before the first section; "" for somebody invited, whose link alone leads to theirs."""
    return "" if draft.is_respondents else reverse("wizard:start")


def plan_of(draft: Draft, checked: Checked) -> Plan:
    """What is left to ask in a draft: of somebody invited, the whole form."""
    return plan_for(rulebook_of(draft.edition), known_of(checked), whole=draft.is_respondents)


def way_of(request: HttpRequest) -> Way:
    """The way that the address tells; what makes no sense in it is passed over."""
    target = request.GET.get(RETURN, "")
    if target in RETURNS:
        given = request.GET.get(CHANGED, "").split(".")
        return Way(target, tuple(section for section in SECTIONS if section in given))
    return Way(fuller=request.GET.get(FULLER) == "yes")

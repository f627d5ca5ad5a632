"""The wizard's addresses, with what they carry: where a Change link came from and what a change brought up."""

from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from hireguide.rules import CATALOGUE
from hireguide.wizard.flow import CHECK, RETURNS, VERDICT, Step

RETURN = "return"
NEW = "new"


def section_url(public_id: str, section: str, *, return_to: str = "", brought_up: int = 0, question: str = "") -> str:
    """The page of a section; `question` leads to one of its questions, `return_to` says where saving it leads."""
    address = reverse("wizard:section", args=[public_id, section])
    query = {name: value for name, value in ((RETURN, return_to), (NEW, brought_up)) if value}
    return f"{address}{'?' if query else ''}{urlencode(query)}{'#q-' if question else ''}{question}"


def step_url(public_id: str, step: Step) -> str:
    """The address of the page that a step leads to."""
    if step.place in (CHECK, VERDICT):
        return reverse(f"wizard:{step.place}", args=[public_id])
    return section_url(public_id, step.place, return_to=step.return_to, brought_up=step.brought_up)


def return_target(request: HttpRequest) -> str:
    """The page that a Change link came from, as the address says: one of ours, or ""."""
    target = request.GET.get(RETURN, "")
    return target if target in RETURNS else ""


def newly_asked(request: HttpRequest) -> int:
    """How many questions the change just made has brought up, as the address says; 0 for what makes no sense."""
    text = request.GET.get(NEW, "")
    number = int(text) if text.isascii() and text.isdigit() and len(text) <= 2 else 0
    return number if number <= len(CATALOGUE) else 0

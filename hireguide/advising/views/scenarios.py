"""A client's scenarios: today's diagnosis beside what-ifs that were kept of it, up to four at a time; their names."""

from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from hireguide.advising.documents.scenarios import build_scenarios, listed_name
from hireguide.advising.selectors.client import latest_diagnosis, what_ifs_listed
from hireguide.advising.views.access import desk_page, signed_in
from hireguide.advising.views.said import said, say
from hireguide.diagnoses.forms import NamingForm
from hireguide.diagnoses.models import Diagnosis
from hireguide.diagnoses.selectors import what_ifs_of_client
from hireguide.diagnoses.services import rename_what_if
from hireguide.rulebooks.selectors import rulebook_of
from hireguide.web.htmx import render_page
from hireguide.workspaces.selectors import client_for, membership_for

MOST = 4
LISTED = 50
CHOSEN = "show"
GONE = "This scenario was deleted meanwhile. Nothing was renamed"


@desk_page
@require_http_methods(["GET", "HEAD", "POST"])
def scenarios(request: HttpRequest, client_id: str) -> HttpResponseBase:
    """The what-ifs that the address names beside today's diagnosis; the newest ones where it names none. What is posted
    renames one."""
    user, faults = signed_in(request), []
    company = client_for(user, client_id, write=request.method == "POST")
    kept = list(what_ifs_listed(company)[:LISTED])
    if request.method == "POST":
        faults = _rename(request, kept)
        if not faults:
            say(request, "The scenario has its new name.")
            return redirect(request.get_full_path())
    asked = list(dict.fromkeys(request.GET.getlist(CHOSEN)))
    if not set(asked) <= {what_if.public_id for what_if in kept}:
        raise Http404("There is no such scenario of this client.")
    chosen = asked or _usual(kept)
    context: dict[str, Any] = {"title": f"Scenarios for {company}", "client": company, "most": MOST}
    context |= {"membership": membership_for(user, company.workspace_id), "latest": latest_diagnosis(company)}
    context["choices"] = [(what_if, listed_name(what_if), what_if.public_id in chosen) for what_if in kept]
    context["is_deleted"] = request.GET.get("deleted") == "1"
    if len(chosen) > MOST:
        many = f"Choose up to {MOST} scenarios: you chose {len(chosen)}. The first {MOST} are shown"
        faults.append({"message": many, "anchor": "choose"})
    status = HTTPStatus.OK
    if faults:
        context |= {"title": f"Error: {context['title']}", "faults": faults}
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    if context["latest"]:
        whole = what_ifs_of_client(company).filter(public_id__in=chosen[:MOST])
        shown = [(what_if, rulebook_of(what_if.edition)) for what_if in whole]
        context["scenarios"] = build_scenarios((context["latest"], rulebook_of(context["latest"].edition)), shown)
    context["said"] = said(request)
    return render_page(request, "advising/scenarios.html", context, status)


def _rename(request: HttpRequest, kept: list[Diagnosis]) -> list[dict[str, str]]:
    """Call the scenario that is posted otherwise; returns what stands against it."""
    found = [what_if for what_if in kept if what_if.public_id == request.POST.get("scenario")]
    if not found:
        return [{"message": GONE}]
    [renamed] = found
    form = NamingForm(request.POST)
    if not form.is_valid():
        return [{"message": str(form.errors["name"][0]), "anchor": f"name-{renamed.public_id}"}]
    rename_what_if(renamed, form.cleaned_data["name"], by=signed_in(request), now=timezone.now())
    return []


def _usual(kept: list[Diagnosis]) -> list[str]:
    """Those with a name first: somebody meant to find them again."""
    return [what_if.public_id for what_if in sorted(kept, key=lambda what_if: not what_if.name)[:MOST]]

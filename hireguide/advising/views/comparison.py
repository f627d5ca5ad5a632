"""What changed between two diagnoses of a client."""

from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from hireguide.advising.documents.comparison import Comparison, Corner, build_comparison, corner_rows
from hireguide.advising.selectors.client import choice_of, choices_of, count_of, diagnosis_of
from hireguide.advising.selectors.comparison import judged_by
from hireguide.advising.views.access import desk_page, signed_in
from hireguide.diagnoses.models import Diagnosis
from hireguide.rulebooks.models import Edition
from hireguide.rulebooks.selectors import rulebook_of
from hireguide.rules import ImpossibleProfile
from hireguide.web.htmx import render_page
from hireguide.workspaces.models import Client
from hireguide.workspaces.selectors import client_for, membership_for


@desk_page
@require_safe
def compare(request: HttpRequest, client_id: str) -> HttpResponseBase:
    """Two diagnoses side by side, the earlier first whichever was named first; without an address the last two."""
    user = signed_in(request)
    company = client_for(user, client_id)
    count = count_of(company)
    choices = choices_of(company, count=count)
    after, before = [*(choice.public_id for choice in choices[:2]), "", ""][:2]
    chosen = [request.GET.get(name) or usual for name, usual in (("a", before), ("b", after))]
    context: dict[str, Any] = {"title": f"What changed at {company}", "client": company, "count": count}
    context |= {"choices": choices, "membership": membership_for(user, company.workspace_id), "chosen": chosen}
    status = HTTPStatus.OK
    if count > 1 and chosen[0] == chosen[1]:
        same = {"message": "Choose two different diagnoses: this is one and the same", "anchor": "compare-b"}
        context |= {"title": f"Error: {context['title']}", "faults": [same]}
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    elif count > 1:
        both = _in_time(company, chosen)
        listed = {choice.public_id: choice for choice in choices}
        lines = [listed.get(kept.public_id) or choice_of(kept) for kept in both]
        context["choices"] = [*choices, *(line for line in lines if line.public_id not in listed)]
        context["comparison"] = comparison = _compared(*both, numbers=(lines[0].number, lines[1].number))
        context["corner_rows"] = corner_rows(comparison)
        in_time = [side.public_id for side in comparison.sides]
        context |= {"chosen": in_time, "is_turned": in_time != chosen}
    return render_page(request, "advising/compare.html", context, status)


def _in_time(company: Client, chosen: list[str]) -> tuple[Diagnosis, Diagnosis]:
    """The diagnoses that were chosen, the earlier first; 404 for one of another's."""
    found = [kept for kept in (diagnosis_of(company, each) for each in chosen) if kept is not None]
    if len(found) < len(chosen):
        raise Http404("There is no such diagnosis of this client.")
    before, after = sorted(found, key=lambda kept: (kept.made_at, kept.pk))
    return before, after


def _compared(before: Diagnosis, after: Diagnosis, *, numbers: tuple[int, int]) -> Comparison:
    rulebooks = (rulebook_of(before.edition), rulebook_of(after.edition))
    crossed = (_corner(after, before.edition), _corner(before, after.edition))
    return build_comparison(
        before, after, numbers=numbers, rulebooks=rulebooks, answers_alone=crossed[0], rules_alone=crossed[1]
    )


def _corner(kept: Diagnosis, edition: Edition) -> Corner:
    try:
        return Corner(judged_by(kept, edition))
    except ImpossibleProfile as error:
        return Corner(None, error.faults[0].message)

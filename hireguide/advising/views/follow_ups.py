"""What came of advice: which diagnoses are asked about, what is told of one, and how often advice was right."""

from http import HTTPStatus

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from hireguide.advising.documents.hits import hits
from hireguide.advising.forms.follow_ups import FollowUpForm, initial_of
from hireguide.advising.models import FollowUp
from hireguide.advising.models.follow_ups import AFTER_MONTHS
from hireguide.advising.selectors.follow_ups import (
    asked_from,
    follow_up_of,
    follow_ups_asked,
    months_asked,
    told_follow_ups,
    what_was_told,
    with_clients,
)
from hireguide.advising.services.follow_ups import NotAskedYetError, tell_follow_up
from hireguide.advising.views.access import desk_page, signed_in
from hireguide.advising.views.said import said, say
from hireguide.diagnoses.documents.reasons import short_title
from hireguide.diagnoses.models import Diagnosis
from hireguide.diagnoses.selectors import get_diagnosis
from hireguide.rulebooks.selectors import current_edition, rulebook_of
from hireguide.web.htmx import render_page
from hireguide.workspaces.models import Client
from hireguide.workspaces.selectors import Viewer, membership_for

A_PAGE = 25
LATEST = 10


@desk_page
@require_safe
def follow_ups(request: HttpRequest, workspace_id: str) -> HttpResponseBase:
    """The diagnoses that are asked about, what was told last, and what came of advice, counted."""
    member = membership_for(signed_in(request), workspace_id)
    asked = follow_ups_asked(member.user, member.workspace, today=timezone.localdate())
    page = Paginator(months_asked(asked), A_PAGE).get_page(request.GET.get("page"))
    edition = current_edition()
    told = told_follow_ups(member.user, member.workspace)[:LATEST]
    context = {
        "title": f"Follow-up: {member.workspace}",
        "membership": member,
        "page": page,
        "asked": [(kept, months, short_title(kept.verdict)) for kept, months in with_clients(list(page))],
        "told": [(one, short_title(one.diagnosis.verdict)) for one in told],
        "hits": hits(what_was_told(member.user, member.workspace), rulebook_of(edition) if edition else None),
        "said": said(request),
    }
    return render_page(request, "advising/follow_ups.html", context)


@desk_page
@require_http_methods(["GET", "HEAD", "POST"])
def follow_up(request: HttpRequest, diagnosis_id: str) -> HttpResponseBase:
    """What a client's diagnosis led to after so many months: told, or told otherwise, by those who may write."""
    user, posted = signed_in(request), request.method == "POST"
    kept = get_diagnosis(diagnosis_id, viewer=Viewer(user), write=posted)
    if kept.client is None or kept.is_what_if:
        raise Http404("Only the diagnosis of a client as it is has a follow-up.")
    months = _months(request, kept)
    told = follow_up_of(kept, months)
    form = FollowUpForm(request.POST if posted else None, initial=initial_of(told))
    if not form.is_valid():
        return _form_page(request, kept, kept.client, form, months=months, told=told)
    try:
        tell_follow_up(kept, months=months, **form.told(), by=user, at=timezone.now())
    except NotAskedYetError:
        raise Http404("This follow-up is not asked for yet.") from None
    say(request, f"Thank you: what came of the advice to {kept.client} is noted.")
    return redirect("advising:follow_ups", kept.client.workspace_id)


def _form_page(
    request: HttpRequest, kept: Diagnosis, client: Client, form: FollowUpForm, *, months: int, told: FollowUp | None
) -> HttpResponse:
    """The form of a follow-up, with what is wrong with it, and when it is asked for."""
    title, from_ = f"What came of the advice to {client}?", asked_from(kept, months)
    context = {
        "title": f"Error: {title}" if form.is_bound else title,
        "heading": title,
        "diagnosis": kept,
        "advice": short_title(kept.verdict),
        "membership": membership_for(signed_in(request), client.workspace_id),
        "months": months,
        "asked_from": from_,
        "is_asked": from_ <= timezone.now(),
        "others": [(other, asked_from(kept, other)) for other in AFTER_MONTHS if other != months],
        "told": told,
        "form": form,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render_page(request, "advising/follow_up.html", context, status)


def _months(request: HttpRequest, kept: Diagnosis) -> int:
    """Which follow-up the address asks for; without any word, the last whose day has come, or the first."""
    asked = request.GET.get("months", "")
    if asked:
        found = next((months for months in AFTER_MONTHS if str(months) == asked), None)
        if found is None:
            raise Http404("There are follow-ups after 6 and after 12 months.")
        return found
    reached = [months for months in AFTER_MONTHS if asked_from(kept, months) <= timezone.now()]
    return reached[-1] if reached else AFTER_MONTHS[0]

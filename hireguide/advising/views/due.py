"""Which clients are due for another look and why; and whether to be written to of it."""

from datetime import date
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from hireguide.advising.documents.due import due_lines
from hireguide.advising.forms.due import DueFilterForm
from hireguide.advising.selectors.due import days_of, drafts_under_way, due_diagnoses, soon, with_reasons
from hireguide.advising.views.access import desk_page, signed_in
from hireguide.advising.views.lists import address_of
from hireguide.advising.views.said import said, say
from hireguide.rulebooks.selectors import current_edition
from hireguide.web.htmx import render_page, targets
from hireguide.workspaces.selectors import clients_of, membership_for, tags_of
from hireguide.workspaces.services import set_reminders

A_PAGE = 25
RESULTS = "results"


@desk_page
@require_safe
def due(request: HttpRequest, workspace_id: str) -> HttpResponseBase:
    """The clients whose day for another look has come, and those whose day comes soon."""
    member, today = membership_for(signed_in(request), workspace_id), timezone.localdate()
    form = DueFilterForm(request.GET, tags=tags_of(member.user, member.workspace))
    days = days_of(due_diagnoses(member.user, member.workspace, until=soon(today), tag=form.wanted))
    page = Paginator(days, A_PAGE).get_page(request.GET.get("page"))
    due_now = sum(day <= today for _, day in days)
    context = {
        "title": f"Due for another look: {member.workspace}",
        "membership": member,
        "form": form,
        "page": page,
        "due_now": due_now,
        "due_soon": len(days) - due_now,
        "query": address_of(request),
        "has_clients": bool(days) or clients_of(member.user, member.workspace).exists(),
        "said": said(request),
        **_lines([pk for pk, _ in page], today),
    }
    partial = RESULTS if targets(request, RESULTS) else "panel"
    return render_page(request, "advising/due.html", context, partial=partial)


def _lines(ids: list[int], today: date) -> dict[str, Any]:
    """The diagnoses of a page of the list, each with its reasons under today's rules."""
    shown, edition = with_reasons(ids), current_edition()
    drafts = drafts_under_way((kept.client for kept in shown), now=timezone.now())
    return {"lines": due_lines(shown, drafts=drafts, edition=edition, today=today), "edition": edition}


@desk_page
@require_http_methods(["GET", "HEAD", "POST"])
def reminders(request: HttpRequest, workspace_id: str) -> HttpResponseBase:
    """Whether a member is written to: their own choice, whatever their role."""
    member = membership_for(signed_in(request), workspace_id)
    if request.method == "POST":
        wanted = request.POST.get("wanted") == "yes"
        set_reminders(member, wanted=wanted)
        say(request, "You will be written to." if wanted else "You will not be written to any more.")
        return redirect("advising:reminders", workspace_id)
    context = {
        "title": f"Reminders: {member.workspace}",
        "membership": member,
        "are_sent": bool(settings.SITE_URL),
        "said": said(request),
    }
    return render_page(request, "advising/reminders.html", context)

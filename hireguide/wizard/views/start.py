"""The start page: says what will happen, shows what a link fills in beforehand, and begins a draft on request."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from hireguide.diagnoses.services import NoEditionError, TooManyDraftsError, start_draft
from hireguide.web.clients import client_address
from hireguide.web.htmx import render_page
from hireguide.web.private import private_page
from hireguide.wizard.forms import Prefill, read_prefill
from hireguide.wizard.views import rows
from hireguide.wizard.views.links import go_on_url
from hireguide.workspaces.selectors import viewer_of


@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponseBase:
    """Show the start page, or begin. What is filled in beforehand comes from the query, then from hidden inputs."""
    query = (request.POST if request.method == "POST" else request.GET).copy()
    query.pop("csrfmiddlewaretoken", None)
    prefill = read_prefill(query)
    if prefill.faults:
        context: dict[str, Any] = {"title": "Error: This link cannot be used", "faults": prefill.faults}
        return _refusal(request, "wizard/bad_link.html", context, HTTPStatus.BAD_REQUEST)
    if request.method == "POST":
        return _begin(request, prefill)
    context = {
        "title": "Before you start",
        "days": settings.DRAFT_DAYS,
        "hidden": prefill.answers,
        "rows": rows.given(prefill.answers, prefill.checked),
    }
    return render_page(request, "wizard/start.html", context)


def _begin(request: HttpRequest, prefill: Prefill) -> HttpResponseBase:
    try:
        draft = start_draft(
            answers=prefill.answers,
            origin=client_address(request),
            now=timezone.now(),
            owner=viewer_of(request).user,
        )
    except TooManyDraftsError:
        context = {"title": "Error: Too many new sets of answers", "most": settings.NEW_DRAFTS_PER_HOUR}
        return _refusal(request, "wizard/too_many.html", context, HTTPStatus.TOO_MANY_REQUESTS)
    except NoEditionError:
        context = {"title": "Error: Not ready yet"}
        return _refusal(request, "wizard/not_ready.html", context, HTTPStatus.SERVICE_UNAVAILABLE)
    return redirect(go_on_url(draft))


def _refusal(request: HttpRequest, template: str, context: Mapping[str, Any], status: int) -> HttpResponse:
    """A page of its own that says why not; htmx puts it where the page is, not beside the button."""
    response = render_page(request, template, context, status)
    response["HX-Retarget"] = "#panel"
    response["HX-Reswap"] = "innerHTML"
    return response

"""Opens a draft's pages: to whoever may answer it, and those about its verdict to none who were invited to answer."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone

from hireguide.diagnoses.models import Draft
from hireguide.diagnoses.selectors import get_draft
from hireguide.web.htmx import render_page
from hireguide.web.private import private_page
from hireguide.wizard.views import rows
from hireguide.workspaces.selectors import viewer_of

Page = Callable[..., HttpResponseBase]


def draft_page(view: Page) -> Page:
    """A private page of a draft, which `view` gets in place of its id."""

    @private_page
    @wraps(view)
    def opened(request: HttpRequest, draft_id: str, **rest: Any) -> HttpResponseBase:
        draft = open_draft(request, draft_id, **rest)
        return view(request, draft, **rest) if isinstance(draft, Draft) else draft

    return opened


def verdict_page(view: Page) -> Page:
    """The same for a page about the verdict: whoever was invited to answer is led to their answers instead."""

    @draft_page
    @wraps(view)
    def judged(request: HttpRequest, draft: Draft) -> HttpResponseBase:
        return redirect("wizard:check", draft.public_id) if draft.is_respondents else view(request, draft)

    return judged


def open_draft(request: HttpRequest, draft_id: str, section: str = "") -> Draft | HttpResponse:
    """The draft, for whoever may answer it. To somebody who came by a link it may have closed in the meantime: they get
    the page that says so, with what they sent of a `section`. Raises Http404 for all others.
    """
    viewer = viewer_of(request)
    try:
        return get_draft(draft_id, viewer=viewer, now=timezone.now())
    except Http404:
        if not viewer.keys:
            raise
    title = "You can’t answer here any more"
    context = {
        "title": f"Error: {title}" if request.method == "POST" else title,
        "heading": title,
        "was_sent": request.method == "POST",
        "rows": rows.typed(section, request.POST),
    }
    return render_page(request, "wizard/link_ended.html", context, HTTPStatus.NOT_FOUND)

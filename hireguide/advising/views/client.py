"""A client's page: who it is, its diagnoses on a time line, and what to do next; and asking a client again."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from hireguide.advising.documents.client import Today, time_line
from hireguide.advising.documents.scenarios import listed_name
from hireguide.advising.selectors.client import (
    A_PAGE,
    choices_of,
    count_of,
    drafts_of,
    last_page,
    latest_diagnosis,
    rounds_of,
    some_diagnoses,
    what_ifs_listed,
)
from hireguide.advising.selectors.follow_ups import asked_of_client
from hireguide.advising.services.client import ask_again
from hireguide.advising.views.access import desk_page, signed_in
from hireguide.advising.views.said import said
from hireguide.diagnoses.services import NoEditionError
from hireguide.rulebooks.selectors import current_edition, rulebook_of
from hireguide.web.htmx import render_page
from hireguide.workspaces.models import Client
from hireguide.workspaces.selectors import client_for, membership_for


@desk_page
@require_safe
def client(request: HttpRequest, client_id: str) -> HttpResponseBase:
    """Who a client is and all that was found out about it, for the members of its workspace."""
    user = signed_in(request)
    company = client_for(user, client_id)
    edition = current_edition()
    what_ifs = what_ifs_listed(company)
    context = {
        "title": company.name,
        "membership": membership_for(user, company.workspace_id),
        "client": company,
        "tags": company.tags.all(),
        "edition": edition,
        "drafts": drafts_of(company, now=timezone.now()),
        "rounds": rounds_of(company),
        "follow_ups_asked": () if company.archived_at else asked_of_client(company, today=timezone.localdate()),
        "what_ifs": [(what_if, listed_name(what_if)) for what_if in what_ifs[:5]],
        "what_if_count": what_ifs.count(),
        "said": said(request),
        "is_deleted": request.GET.get("deleted") == "1",
        **_history(request, company, edition.digest if edition else ""),
    }
    return render_page(request, "advising/client.html", context)


@desk_page
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest, client_id: str) -> HttpResponseBase:
    """Begin to answer about a client anew, with its last answers filled in. A visit begins nothing."""
    user = signed_in(request)
    company = client_for(user, client_id, write=request.method == "POST")
    if request.method != "POST":
        return redirect("advising:client", company.public_id)
    try:
        draft = ask_again(company, last=latest_diagnosis(company), by=user, now=timezone.now())
    except NoEditionError:
        return redirect("advising:client", company.public_id)
    return redirect("wizard:resume", draft.public_id)


def _history(request: HttpRequest, company: Client, current: str) -> dict[str, Any]:
    """The page of the time line that the address asks for; the newest diagnoses without any word."""
    count = count_of(company)
    asked, last = request.GET.get("page", "1"), last_page(count)
    page = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < len(str(last)) + 1 else 0
    if not 1 <= page <= last:
        raise Http404("The time line has no such page.")
    some = some_diagnoses(company, page=page)
    today = Today(timezone.localdate(), current, {kept.edition.digest: rulebook_of(kept.edition) for kept in some})
    first = count - (page - 1) * A_PAGE
    return {
        "count": count,
        "choices": choices_of(company, count=count),
        "line": time_line(some, shown=A_PAGE, first_number=first, today=today),
        "page": page,
        "newer": page - 1,
        "older": page + 1 if page < last else 0,
    }

"""The round's own pages: the disagreement map, and the agenda of the call."""

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_safe

from hireguide.advising.documents.disagreement import build_map
from hireguide.advising.documents.settling import agenda_page
from hireguide.advising.documents.voices import respondent_rows
from hireguide.advising.documents.whose import all_whose
from hireguide.advising.selectors.disagreement import table_of
from hireguide.advising.selectors.voices import round_for
from hireguide.advising.views.access import desk_page, signed_in
from hireguide.advising.views.said import said
from hireguide.web.htmx import render_page
from hireguide.workspaces.selectors import membership_for


@desk_page
@require_safe
def round_(request: HttpRequest, round_id: str) -> HttpResponseBase:
    """Who was asked, where they differ, and who would have to be right."""
    user = signed_in(request)
    asked = round_for(user, round_id)
    table = table_of(asked)
    context = {
        "title": f"Several voices about {asked.company}",
        "membership": membership_for(user, asked.client.workspace_id),
        "round": asked,
        "respondents": respondent_rows(asked, asked.respondents.select_related("draft"), now=timezone.now()),
        "map": build_map(table) if table.heard else None,
        "kept": asked.diagnosis,
        "whose": all_whose(table.settled.values(), table.heard),
        "said": said(request),
    }
    return render_page(request, "advising/round.html", context)


@desk_page
@require_safe
def agenda(request: HttpRequest, round_id: str) -> HttpResponseBase:
    """What to talk about, to print and take along."""
    user = signed_in(request)
    asked = round_for(user, round_id)
    table = table_of(asked)
    context = {
        "title": f"Agenda for the call about {asked.company}",
        "membership": membership_for(user, asked.client.workspace_id),
        "round": asked,
        "voices": table.heard,
        "agenda": agenda_page(table),
        "settled": len(table.settled),
    }
    return render_page(request, "advising/agenda.html", context)

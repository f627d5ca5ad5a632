"""The portfolio: all clients on one grid, how they compare, and their answers as a file."""

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_safe

from hireguide.advising.documents.portfolio import Chosen, build_page, size_choices
from hireguide.advising.documents.tables import clients_table
from hireguide.advising.forms.clients import ClientFilterForm
from hireguide.advising.forms.portfolio import PortfolioForm
from hireguide.advising.selectors.clients import clients_wanted
from hireguide.advising.selectors.exports import exported
from hireguide.advising.selectors.portfolio import rulebooks_by_id, standings, tagged
from hireguide.advising.views.access import desk_page, signed_in
from hireguide.advising.views.imports import table_file
from hireguide.rulebooks.selectors import current_edition
from hireguide.web.htmx import render_page, targets
from hireguide.workspaces.selectors import membership_for, tags_of

PICTURE = "picture"


@desk_page
@require_safe
def portfolio(request: HttpRequest, workspace_id: str) -> HttpResponseBase:
    """All current clients that the filters ask for on one grid; and how those of a stage and size compare."""
    member = membership_for(signed_in(request), workspace_id)
    form = PortfolioForm(request.GET, sizes=size_choices(), tags=tags_of(member.user, member.workspace))
    chosen = Chosen(**form.chosen())
    found, current = standings(member.user, member.workspace), current_edition()
    rulebooks = rulebooks_by_id({each.edition for each in found.diagnosed} | ({current.pk} if current else set()))
    with_tag = tagged(member.user, member.workspace, chosen.tag) if chosen.tag else None
    page = build_page(found, chosen, rulebooks, current=current.pk if current else None, tagged=with_tag)
    context = {
        "title": f"Portfolio of {member.workspace}",
        "membership": member,
        "form": form,
        "chosen": chosen,
        "page": page,
    }
    partial = PICTURE if targets(request, PICTURE) else "panel"
    return render_page(request, "advising/portfolio.html", context, partial=partial)


@desk_page
@require_safe
def export(request: HttpRequest, workspace_id: str, kind: str) -> HttpResponseBase:
    """The clients that the address asks for, as the list takes it, with their latest answers as a table."""
    member = membership_for(signed_in(request), workspace_id)
    wanted = ClientFilterForm(request.GET, tags=tags_of(member.user, member.workspace)).wanted()
    today = timezone.localdate()
    clients = exported(clients_wanted(member.user, member.workspace, wanted, today=today))
    return table_file(clients_table(clients), f"{member.workspace.name} clients {today}", kind)

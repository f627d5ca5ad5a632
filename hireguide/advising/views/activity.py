"""What was done in a workspace: who, what and when."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponseBase
from django.utils.text import capfirst
from django.views.decorators.http import require_safe

from hireguide.advising.forms.workspaces import ActivityFilterForm
from hireguide.advising.views.access import desk_page, signed_in
from hireguide.advising.views.lists import address_of, list_page
from hireguide.workspaces.models import Activity
from hireguide.workspaces.selectors import activity_of, actors_of, membership_for

A_PAGE = 50


@desk_page
@require_safe
def activity(request: HttpRequest, workspace_id: str) -> HttpResponseBase:
    """The lines that the address asks for, the latest first."""
    member = membership_for(signed_in(request), workspace_id)
    kinds = [(str(kind), capfirst(kind.label)) for kind in Activity.Kind]
    people = [(str(one.pk), str(one)) for one in actors_of(member.user, member.workspace)]
    form = ActivityFilterForm(request.GET, kinds=kinds, people=people)
    wanted = form.wanted()
    found = activity_of(member.user, member.workspace).filter(**wanted)
    context = {
        "title": f"Activity in {member.workspace}",
        "membership": member,
        "form": form,
        "is_filtered": bool(wanted),
        "page": Paginator(found, A_PAGE).get_page(request.GET.get("page")),
        "query": address_of(request),
    }
    return list_page(request, "advising/activity.html", context)

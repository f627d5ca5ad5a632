"""The desk: one's workspaces. A new one, and what one is called."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from hireguide.advising.forms.workspaces import WorkspaceForm
from hireguide.advising.selectors.desk import kept_by, places_of
from hireguide.advising.views.access import desk_page, signed_in
from hireguide.advising.views.said import said, say
from hireguide.web.htmx import render_page
from hireguide.workspaces.selectors import membership_for, memberships_of
from hireguide.workspaces.services import make_workspace, rename_workspace


@desk_page
@require_safe
def desk(request: HttpRequest) -> HttpResponseBase:
    """One's workspaces, each with what waits there."""
    user = signed_in(request)
    places = places_of(user, today=timezone.localdate())
    context = {"title": "Your desk", "places": places, "kept": kept_by(user), "said": said(request)}
    return render_page(request, "advising/desk.html", context)


@desk_page
@require_http_methods(["GET", "HEAD", "POST"])
def new_workspace(request: HttpRequest) -> HttpResponseBase:
    """Open a workspace of one's own."""
    user = signed_in(request)
    taken = {one.workspace.name for one in memberships_of(user)}
    form = WorkspaceForm(request.POST if request.method == "POST" else None, taken=taken)
    if form.is_valid():
        made = make_workspace(form.cleaned_data["name"], by=user, at=timezone.now())
        return redirect("advising:clients", made.pk)
    title, status = "Open a workspace", HTTPStatus.OK
    if form.errors:
        title, status = f"Error: {title}", HTTPStatus.UNPROCESSABLE_ENTITY
    return render_page(request, "advising/new_workspace.html", {"title": title, "form": form}, status)


@desk_page
@require_http_methods(["GET", "HEAD", "POST"])
def rename(request: HttpRequest, workspace_id: str) -> HttpResponseBase:
    """Call a workspace otherwise; for its owners."""
    member = membership_for(signed_in(request), workspace_id, owner=True)
    taken = {one.workspace.name for one in memberships_of(member.user) if one.workspace_id != workspace_id}
    posted = request.POST if request.method == "POST" else None
    form = WorkspaceForm(posted, taken=taken, initial={"name": member.workspace.name})
    if form.is_valid():
        name = form.cleaned_data["name"]
        rename_workspace(member.workspace, name, by=member.user, at=timezone.now())
        say(request, f"The workspace is called “{name}” now.")
        return redirect("advising:people", workspace_id)
    title, status = "Rename the workspace", HTTPStatus.OK
    if form.errors:
        title, status = f"Error: {title}", HTTPStatus.UNPROCESSABLE_ENTITY
    return render_page(request, "advising/rename.html", {"title": title, "form": form, "membership": member}, status)

"""Who belongs to a workspace: roles, removal and leaving. Invitations have a module of their own."""

from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hireguide.advising.forms.workspaces import ROLE_NAMES, InviteForm
from hireguide.advising.selectors.voices import links_shown, working
from hireguide.advising.services.people import change_role, remove_member
from hireguide.advising.views.access import desk_page, signed_in
from hireguide.advising.views.said import said, say
from hireguide.diagnoses.documents.figures import counted
from hireguide.web.htmx import render_page
from hireguide.workspaces.models import Membership, Role
from hireguide.workspaces.selectors import invitations_of, members_of, membership_for
from hireguide.workspaces.services import LastOwnerError


@desk_page
@require_safe
def people(request: HttpRequest, workspace_id: str) -> HttpResponseBase:
    """The members, and for owners the invitations that wait."""
    member = membership_for(signed_in(request), workspace_id)
    return people_page(request, member)


@desk_page
@require_POST
def role(request: HttpRequest, workspace_id: str, member_id: int) -> HttpResponseBase:
    """Let a member do more or less."""
    me = membership_for(signed_in(request), workspace_id, owner=True)
    chosen = _member(me, member_id)
    names = dict(ROLE_NAMES)
    wanted = request.POST.get("role", "")
    if wanted not in names:
        return people_page(request, me, trouble="Select owner, advisor or viewer")
    try:
        ended = change_role(chosen, wanted, by=me.user, at=timezone.now())
    except LastOwnerError as error:
        return people_page(request, me, trouble=str(error))
    except Membership.DoesNotExist:
        raise Http404(_GONE) from None
    say(request, f"{chosen.user}: {names[wanted].lower()} from now on.{_ended(ended)}")
    return redirect("advising:people", workspace_id)


@desk_page
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, workspace_id: str, member_id: int) -> HttpResponseBase:
    """Ask first; then take somebody out of the workspace."""
    me = membership_for(signed_in(request), workspace_id, owner=True)
    return _take_out(request, me, _member(me, member_id))


@desk_page
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, workspace_id: str) -> HttpResponseBase:
    """Ask first; then leave the workspace."""
    me = membership_for(signed_in(request), workspace_id)
    return _take_out(request, me, me)


def people_page(
    request: HttpRequest, me: Membership, *, invite_form: InviteForm | None = None, trouble: str = ""
) -> HttpResponse:
    """The page of the people, with what stands against what was asked."""
    wrong = bool(trouble or (invite_form and invite_form.errors))
    title = f"People of {me.workspace}"
    context = {
        "title": f"Error: {title}" if wrong else title,
        "heading": title,
        "membership": me,
        "members": members_of(me.user, me.workspace),
        "invitations": invitations_of(me.user, me.workspace),
        "invite_form": invite_form or InviteForm(),
        "roles": ROLE_NAMES,
        "faults": [{"message": trouble}] if trouble else [],
        "now": timezone.now(),
        "said": said(request),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK
    return render_page(request, "advising/people.html", context, status)


_GONE = "They belong to this workspace no more."


def _member(me: Membership, member_id: int) -> Membership:
    """Another member of the same workspace. Raises Http404."""
    return get_object_or_404(members_of(me.user, me.workspace), pk=member_id)


def _take_out(request: HttpRequest, me: Membership, chosen: Membership) -> HttpResponseBase:
    leaves = chosen.pk == me.pk
    if request.method != "POST":
        title = f"Leave {me.workspace}?" if leaves else f"Remove {chosen.user}?"
        links = working(links_shown(me.workspace), now=timezone.now()).count() if chosen.may_write else 0
        context = {"title": title, "membership": me, "chosen": chosen, "leaves": leaves, "links": links}
        if leaves and me.is_owner:
            others = members_of(me.user, me.workspace).exclude(pk=me.pk)
            context |= {"is_last": not others.filter(role=Role.OWNER).exists(), "is_alone": not others.exists()}
        return render_page(request, "advising/remove_member.html", context)
    try:
        ended = remove_member(chosen, by=me.user, at=timezone.now())
    except LastOwnerError as error:
        return people_page(request, me, trouble=str(error))
    except Membership.DoesNotExist:
        raise Http404(_GONE) from None
    done = f"You have left {me.workspace}." if leaves else f"{chosen.user} sees nothing of it any more.{_ended(ended)}"
    say(request, done)
    return redirect("advising:desk") if leaves else redirect("advising:people", me.workspace_id)


def _ended(links: int) -> str:
    """That links ended with it, to be made anew."""
    if not links:
        return ""
    works = "works" if links == 1 else "work"
    said = counted(links, "link of somebody who was asked", "links of people who were asked")
    return f" {said} {works} no more: make new ones on the pages of their rounds."

"""Invitations to a workspace: sent, sent again, taken back; and the page where somebody joins."""

from collections.abc import Mapping
from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from hireguide.accounts.models import User
from hireguide.advising.forms.workspaces import InviteForm
from hireguide.advising.views.access import desk_page, signed_in
from hireguide.advising.views.people import people_page
from hireguide.advising.views.said import say
from hireguide.web.htmx import render_page
from hireguide.web.private import private_page
from hireguide.workspaces import services
from hireguide.workspaces.models import Invitation, Membership, Role
from hireguide.workspaces.selectors import invitation_of, invitations_of, membership_for

TOO_MANY = (
    f"No more than {services.INVITATIONS_A_DAY_TO_ONE} invitations a day go to one address, "
    f"{services.INVITATIONS_A_DAY} from one workspace, and {services.INVITATIONS_A_DAY_OF_ONE} from one person over "
    "all their workspaces. Send this one tomorrow"
)


@desk_page
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest, workspace_id: str) -> HttpResponseBase:
    """Invite somebody by e-mail."""
    me = membership_for(signed_in(request), workspace_id, owner=True)
    if request.method != "POST":  # the address of a form that had errors
        return redirect("advising:people", workspace_id)
    form = InviteForm(request.POST)
    if form.is_valid():
        trouble = _send(request, me, form.cleaned_data["email"], form.cleaned_data["role"])
        if not trouble:
            return redirect("advising:people", workspace_id)
        form.add_error("email", trouble)
    return people_page(request, me, invite_form=form)


@desk_page
@require_POST
def resend(request: HttpRequest, workspace_id: str, invitation_id: int) -> HttpResponseBase:
    """Send an invitation again, with a new link; the old one opens nothing any more."""
    me = membership_for(signed_in(request), workspace_id, owner=True)
    waiting = get_object_or_404(invitations_of(me.user, me.workspace), pk=invitation_id)
    trouble = _send(request, me, waiting.email, waiting.role, again=True)
    return people_page(request, me, trouble=trouble) if trouble else redirect("advising:people", workspace_id)


@desk_page
@require_POST
def revoke(request: HttpRequest, workspace_id: str, invitation_id: int) -> HttpResponseBase:
    """Take an invitation back."""
    me = membership_for(signed_in(request), workspace_id, owner=True)
    waiting = get_object_or_404(invitations_of(me.user, me.workspace), pk=invitation_id)
    services.revoke_invitation(waiting, by=me.user, at=timezone.now())
    say(request, f"The invitation of {waiting.email} is taken back: its link opens nothing any more.")
    return redirect("advising:people", workspace_id)


@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, token: str) -> HttpResponseBase:
    """Where an invitation's link leads: to signing in, or to a yes."""
    now = timezone.now()
    try:
        invitation = invitation_of(token, now=now)
    except Http404:
        return _join_page(request, "This invitation is not open", status=HTTPStatus.NOT_FOUND)
    address = reverse("advising:join", args=[token])
    if not isinstance(request.user, User):
        return _join_page(request, f"Join {invitation.workspace}", invitation=invitation, address=address)
    if invitation.email != request.user.email:
        return _join_page(request, "This invitation is for another address", other=True, status=HTTPStatus.FORBIDDEN)
    if request.method != "POST":
        return _join_page(request, f"Join {invitation.workspace}", invitation=invitation, address=address, ready=True)
    try:
        services.accept_invitation(invitation, by=request.user, at=now)
    except Invitation.DoesNotExist:
        return _join_page(request, "This invitation is not open", status=HTTPStatus.NOT_FOUND)
    say(request, f"You belong to {invitation.workspace} now.")
    return redirect("advising:clients", invitation.workspace_id)


def _send(request: HttpRequest, me: Membership, email: str, role: str, *, again: bool = False) -> str:
    """Store an invitation and send its mail; returns what stands against it, or ""."""
    now = timezone.now()
    waiting = {one.email: one for one in invitations_of(me.user, me.workspace)}
    try:
        invitation, token = services.invite(me.workspace, email=email, role=role, by=me.user, at=now, again=again)
    except services.AlreadyAMemberError:
        return f"{email} belongs to this workspace already. Change what they may do in the list"
    except services.InvitedJustNowError:
        say(request, f"{email} was invited less than a minute ago: nothing was sent again.")
        return ""
    except services.TooManyInvitationsError:
        return TOO_MANY
    try:
        link = request.build_absolute_uri(reverse("advising:join", args=[token]))
        services.send_invitation(invitation, link=link)
    except services.InvitationNotSentError:
        failed = "could not be sent: the mail server did not take it. It is kept in the list: send it again in a while."
        say(request, f"The mail to {invitation.email} {failed}{_instead(waiting, invitation)}", is_trouble=True)
    else:
        say(request, f"The invitation to {invitation.email} is on its way.{_instead(waiting, invitation)}")
    return ""


def _instead(waiting: Mapping[str, Invitation], made: Invitation) -> str:
    """That somebody's earlier invitation was for another role, which the new one takes the place of."""
    earlier = waiting.get(made.email)
    if earlier is None or earlier.role == made.role:
        return ""
    was, becomes = (Role(one.role).label for one in (earlier, made))
    return f" They were invited as {was} before: that link opens nothing now, and the new one makes them {becomes}."


def _join_page(
    request: HttpRequest, title: str, *, status: HTTPStatus = HTTPStatus.OK, **context: object
) -> HttpResponse:
    return render_page(request, "advising/join.html", {"title": title, **context}, status)

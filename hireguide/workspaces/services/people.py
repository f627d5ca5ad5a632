"""Writes of workspaces and of who belongs to them."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from hireguide.accounts.models import User
from hireguide.web.keys import new_token, token_hash
from hireguide.web.wall import beyond_the_wall
from hireguide.workspaces.models import Activity, Invitation, Membership, Role, Workspace
from hireguide.workspaces.selectors import hold_account, hold_workspace
from hireguide.workspaces.services.activity import note

INVITATION_DAYS = 7
INVITATIONS_A_DAY = 100
INVITATIONS_A_DAY_TO_ONE = 3
INVITATIONS_A_DAY_OF_ONE = 200
SAME_PRESS = timedelta(minutes=1)
"""Within it, opening a workspace of the same name, or inviting the same address, is one press counted twice."""
PEOPLE = Activity.Kind.PEOPLE


class LastOwnerError(Exception):
    """A workspace was to be left without an owner."""

    def __init__(self) -> None:
        super().__init__("A workspace needs an owner. Make somebody else an owner first.")


class AlreadyAMemberError(Exception):
    """Somebody was invited who belongs to the workspace already."""


class InvitedJustNowError(Exception):
    """The same invitation was made within SAME_PRESS: another would end the link that is on its way."""


class TooManyInvitationsError(Exception):
    """As many invitations were sent within a day as may be: of one workspace, by one person, or to one address."""


class InvitedToAnotherAddressError(Exception):
    """An invitation was accepted by somebody with another address than it was sent to."""


@transaction.atomic
def make_workspace(name: str, *, by: User, at: datetime) -> Workspace:
    """A new workspace, with `by` as its owner. Whoever opened one of that name within SAME_PRESS, and owns it, gets
    that one. Raises Http404 where their account has gone.
    """
    hold_account(by)
    owned = Membership.objects.select_related("workspace").filter(user=by, role=Role.OWNER, workspace__name=name)
    pressed = owned.filter(workspace__made_at__gt=at - SAME_PRESS).first()
    if pressed is not None:
        return pressed.workspace
    workspace = Workspace.objects.create(name=name, made_at=at)
    Membership.objects.create(workspace=workspace, user=by, role=Role.OWNER, joined_at=at)
    note(workspace, PEOPLE, "opened the workspace", who=by, at=at)
    return workspace


@transaction.atomic
def rename_workspace(workspace: Workspace, name: str, *, by: User, at: datetime) -> None:
    """Call a workspace otherwise, as an owner. Raises as `hold_workspace`."""
    held = hold_workspace(workspace, by=by, owner=True)
    if name == held.name:
        return
    held.name = workspace.name = name
    held.save(update_fields=["name"])
    note(held, PEOPLE, f"renamed the workspace to {name}", who=by, at=at)


@transaction.atomic
def invite(
    workspace: Workspace, *, email: str, role: str, by: User, at: datetime, again: bool = True
) -> tuple[Invitation, str]:
    """A new invitation from an owner, and the token of its link, which is stored nowhere. An older one of the same
    address lapses.

    Raises AlreadyAMemberError, InvitedJustNowError for the same within SAME_PRESS unless it is meant `again`, and
    TooManyInvitationsError past INVITATIONS_A_DAY of a workspace, past INVITATIONS_A_DAY_TO_ONE of it to one address,
    or past INVITATIONS_A_DAY_OF_ONE of `by`, who may have as many workspaces as they like: nobody is written to without
    end. Raises as `hold_workspace`, too.
    """
    hold_workspace(workspace, by=by, owner=True)
    address = User.objects.normalize_email(email)
    if Membership.objects.filter(workspace=workspace, user__email=address).exists():
        raise AlreadyAMemberError
    invitations = Invitation.objects.filter(workspace=workspace)
    waiting = invitations.filter(email=address, accepted_at=None, revoked_at=None)
    if not again and waiting.filter(role=role, invited_by=by, invited_at__gt=at - SAME_PRESS).exists():
        raise InvitedJustNowError
    _refuse_without_end(workspace, address, by=by, since=at - timedelta(days=1))
    waiting.update(revoked_at=at)
    token = new_token()
    invitation = Invitation.objects.create(
        workspace=workspace,
        email=address,
        role=role,
        token_hash=token_hash(token),
        invited_by=by,
        invited_at=at,
        expires_at=at + timedelta(days=INVITATION_DAYS),
    )
    note(workspace, PEOPLE, f"invited {address} as {Role(role).label}", who=by, at=at)
    return invitation, token


@transaction.atomic
def revoke_invitation(invitation: Invitation, *, by: User, at: datetime) -> None:
    """Take an invitation back, as an owner: its link lets nobody in any more. One that was accepted stays as it is.
    Raises as `hold_workspace`.
    """
    hold_workspace(invitation.workspace, by=by, owner=True)
    waiting = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, revoked_at=None)
    if waiting.update(revoked_at=at):
        note(invitation.workspace, PEOPLE, f"took back the invitation of {invitation.email}", who=by, at=at)


@transaction.atomic
def accept_invitation(invitation: Invitation, *, by: User, at: datetime) -> Membership:
    """Make `by` a member; whoever is one already stays as they are. The link has done its work then.

    Raises InvitedToAnotherAddressError for whoever has another address, and Invitation.DoesNotExist where it has been
    accepted, taken back or has lapsed in the meantime; Http404 where the workspace has gone.
    """
    if invitation.email != by.email:
        raise InvitedToAnotherAddressError
    _hold_people(invitation.workspace, by=None)  # the invitation lets them in
    hold_account(by)
    held = Invitation.objects.select_related("workspace").get(pk=invitation.pk)
    if not held.is_open(at):
        raise Invitation.DoesNotExist
    member, is_new = Membership.objects.get_or_create(
        workspace=held.workspace, user=by, defaults={"role": held.role, "joined_at": at}
    )
    held.accepted_at = at
    held.save(update_fields=["accepted_at"])
    if is_new:
        note(held.workspace, PEOPLE, f"joined as {member.get_role_display()}", who=by, at=at)
    return member


@transaction.atomic
def change_role(member: Membership, role: str, *, by: User, at: datetime) -> None:
    """Let a member do more or less, as an owner; the invitations that somebody sent end with their being an owner.

    Raises LastOwnerError, Membership.DoesNotExist for one who has gone, and as `hold_workspace`.
    """
    held = _hold(member, by=by, leaves_owners=role != Role.OWNER)
    if role == held.role:
        return
    if held.is_owner:
        _end_sent(held, by=by, at=at)
    held.role = role
    held.save(update_fields=["role"])
    note(held.workspace, PEOPLE, f"made {held.user} {_a(Role(role).label)}", who=by, at=at)


@transaction.atomic
def remove_member(member: Membership, *, by: User, at: datetime) -> None:
    """Take somebody out of a workspace, as an owner, or let them leave; they see nothing of it from now, and the
    invitations that they sent, or that wait for them, let nobody in. Raises as `change_role`.
    """
    leaves = member.user_id == by.pk  # as everybody may who belongs to it
    held = _hold(member, by=None if leaves else by, leaves_owners=True)
    _end_sent(held, by=by, at=at)
    _end_invitations(held, Q(email=held.user.email), f"to {held.user}", by=by, at=at)
    what = "left the workspace" if leaves else f"removed {held.user}"
    note(held.workspace, PEOPLE, what, who=by, at=at)
    held.delete()


def set_reminders(member: Membership, *, wanted: bool) -> None:
    """Whether a member is written to when clients are due for another look."""
    Membership.objects.filter(pk=member.pk).update(reminders=wanted)


def _refuse_without_end(workspace: Workspace, address: str, *, by: User, since: datetime) -> None:
    """Raises TooManyInvitationsError where as many were sent since then as may be."""
    sent = Invitation.objects.filter(invited_at__gt=since)
    here = sent.filter(workspace=workspace)
    if (
        here.count() >= INVITATIONS_A_DAY
        or here.filter(email=address).count() >= INVITATIONS_A_DAY_TO_ONE
        or sent.filter(invited_by=by).count() >= INVITATIONS_A_DAY_OF_ONE
    ):
        raise TooManyInvitationsError


def _end_sent(member: Membership, *, by: User, at: datetime) -> None:
    """Else somebody who is removed could come back by what they sent to another address of theirs."""
    _end_invitations(member, Q(invited_by=member.user), f"that {member.user} had sent", by=by, at=at)


@beyond_the_wall()  # invitations, which owners alone see
def _end_invitations(member: Membership, which: Q, called: str, *, by: User, at: datetime) -> None:
    waiting = Invitation.objects.filter(which, workspace=member.workspace, accepted_at=None, revoked_at=None)
    count = waiting.update(revoked_at=at)
    if count:
        what = f"took back {count} invitation{'s' * (count > 1)} {called}"
        note(member.workspace, PEOPLE, what, who=by, at=at)


def _hold(member: Membership, *, by: User | None, leaves_owners: bool) -> Membership:
    """The member as they are now, held with all others, so that the last two owners can't leave at once.

    Raises LastOwnerError where nobody else would own the workspace, Membership.DoesNotExist, and as `hold_workspace`.
    """
    _hold_people(member.workspace, by=by)
    rows = Membership.objects.select_related("workspace", "user").filter(workspace_id=member.workspace_id)
    found = {one.pk: one for one in rows.filter(Q(role=Role.OWNER) | Q(pk=member.pk))}
    if member.pk not in found:
        raise Membership.DoesNotExist
    if leaves_owners and [one.pk for one in found.values() if one.is_owner] == [member.pk]:
        raise LastOwnerError
    return found[member.pk]


@beyond_the_wall()  # those too who may only look leave, and others come
def _hold_people(workspace: Workspace, *, by: User | None) -> None:
    hold_workspace(workspace, by=by, owner=True)


def _a(word: str) -> str:
    return f"an {word}" if word[0] in "ao" else f"a {word}"

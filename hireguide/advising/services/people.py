"""Writes of who belongs to a workspace that reach its clients: links that members were shown end with their leaving."""

from datetime import datetime

from django.db import transaction

from hireguide.accounts.models import User
from hireguide.advising.selectors.voices import links_shown, working
from hireguide.diagnoses.models import Draft
from hireguide.diagnoses.services import close_to_respondent
from hireguide.web.wall import beyond_the_wall
from hireguide.workspaces import services
from hireguide.workspaces.models import Activity, Client, Membership, Role, Workspace
from hireguide.workspaces.models.people import WRITERS
from hireguide.workspaces.selectors import hold_each, hold_workspace
from hireguide.workspaces.services import note


@transaction.atomic
def change_role(member: Membership, role: str, *, by: User, at: datetime) -> int:
    """Let a member do more or less; with whoever may only look from now, the links end that members were shown.

    Returns how many of those worked. Raises LastOwnerError, Membership.DoesNotExist for one who has gone, and as
    `hold_workspace`.
    """
    ends = role == Role.VIEWER and _hold_what_is_written(member)
    services.change_role(member, role, by=by, at=at)
    return _end_links_shown(member.workspace, by=by, at=at) if ends else 0


@transaction.atomic
def remove_member(member: Membership, *, by: User, at: datetime) -> int:
    """Take somebody out of a workspace, or let them leave; unless they could only look, the links end that members were
    shown. Returns and raises as `change_role`.
    """
    ends, workspace = _hold_what_is_written(member), member.workspace
    services.remove_member(member, by=by, at=at)
    return _end_links_shown(workspace, by=by, at=at) if ends else 0


@beyond_the_wall()  # whoever leaves may have become a viewer just now
def _hold_what_is_written(member: Membership) -> bool:
    """Hold all that a member may be writing at, if they may write at all; returns whether they may.

    Each write about a client holds it. So what was begun is done before, and its links are taken back; what comes after
    finds the member gone. Held before anything is noted, as that holds an account.
    """
    hold_workspace(member.workspace, by=None)  # who may do this is asked by the services of workspaces
    if not Membership.objects.filter(pk=member.pk, role__in=WRITERS).exists():
        return False
    hold_each(Client.objects.filter(workspace=member.workspace))
    shown = hold_each(links_shown(member.workspace))
    hold_each(Draft.objects.filter(respondent__in=shown))
    return True


@beyond_the_wall()  # whoever leaves sees the workspace no more
def _end_links_shown(workspace: Workspace, *, by: User, at: datetime) -> int:
    """Take back every link that a member may have kept, be it expired or of a closed round: those could work again.
    All is held already.
    """
    shown = list(links_shown(workspace).values_list("pk", flat=True))
    if not shown:
        return 0
    count = working(links_shown(workspace), now=at).count()
    links_shown(workspace).update(revoked_at=at)
    for draft in Draft.objects.filter(respondent__in=shown):
        close_to_respondent(draft, now=at)
    which = f"{count} link{'s' * (count > 1)}" if count else "the links"
    note(workspace, Activity.Kind.VOICES, f"took back {which} that members had been shown", who=by, at=at)
    return count

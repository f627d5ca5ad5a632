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
from hireguide.workspaces.selectors import hold_each
from hireguide.workspaces.services import note


@transaction.atomic
def change_role(member: Membership, role: str, *, by: User, at: datetime) -> int:
    """Let a member do more or less; with whoever may only look from now, the links end that members were shown.

    Returns how many of those worked. Raises LastOwnerError, and Membership.DoesNotExist for one who has gone.
    """
    wrote = member.may_write
    services.change_role(member, role, by=by, at=at)
    return _end_links_shown(member.workspace, by=by, at=at) if wrote and role == Role.VIEWER else 0


@transaction.atomic
def remove_member(member: Membership, *, by: User, at: datetime) -> int:
    """Take somebody out of a workspace, or let them leave; unless they could only look, the links end that members were
    shown. Returns and raises as `change_role`.
    """
    wrote, workspace = member.may_write, member.workspace
    services.remove_member(member, by=by, at=at)
    return _end_links_shown(workspace, by=by, at=at) if wrote else 0


@beyond_the_wall()  # whoever leaves sees the workspace no more
def _end_links_shown(workspace: Workspace, *, by: User, at: datetime) -> int:
    """Take back every link that a member may have kept, be it expired or of a closed round: those could work again."""
    hold_each(Client.objects.filter(pk__in=links_shown(workspace).values("round__client")))
    shown = hold_each(links_shown(workspace))
    if not shown:
        return 0
    held = links_shown(workspace).filter(pk__in=shown)
    count = working(held, now=at).count()
    held.update(revoked_at=at)
    for draft in Draft.objects.filter(respondent__in=shown):
        close_to_respondent(draft, now=at)
    which = f"{count} link{'s' * (count > 1)}" if count else "the links"
    note(workspace, Activity.Kind.VOICES, f"took back {which} that members had been shown", who=by, at=at)
    return count

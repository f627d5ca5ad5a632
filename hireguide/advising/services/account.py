"""Deleting an account, with all that is one's own."""

from collections.abc import Iterable
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.db import transaction

from hireguide.accounts.models import User
from hireguide.advising.selectors.account import leaving
from hireguide.advising.services.people import remove_member
from hireguide.diagnoses.services import delete_all_in, delete_all_of_account
from hireguide.workspaces.models import Membership, Workspace
from hireguide.workspaces.services import forget_address


class OrphansError(Exception):
    """Somebody is the only owner of a workspace with other members; `workspaces` are those."""

    def __init__(self, workspaces: Iterable[Workspace]) -> None:
        self.workspaces = tuple(workspaces)
        names = ", ".join(f"“{workspace.name}”" for workspace in self.workspaces)
        super().__init__(f"You are the only owner of {names}. Make somebody else an owner first.")


@transaction.atomic
def delete_account(user: User, *, at: datetime) -> None:
    """Delete an account for ever: its diagnoses with their profiles, its drafts, the workspaces that nobody else
    belongs to with all their clients, and every session. They leave the others: what they did there stays, without a
    name, and so do lines that named them, without the address.

    Raises OrphansError where a workspace would be left without an owner.
    """
    # Who belongs where is held, so that nobody joins or leaves between looking and deleting.
    mine = Membership.objects.filter(user=user).values("workspace")
    list(Membership.objects.select_for_update().filter(workspace__in=mine))
    going = leaving(user)
    if going.orphans:
        raise OrphansError(going.orphans)
    delete_all_of_account(user)
    delete_all_in(going.alone)
    Workspace.objects.filter(pk__in=[workspace.pk for workspace in going.alone]).delete()
    for member in Membership.objects.filter(user=user).select_related("workspace", "user"):
        remove_member(member, by=user, at=at)
    forget_address(user.email)
    for session in UserSession.objects.filter(user=user):
        session.end()
    user.delete()

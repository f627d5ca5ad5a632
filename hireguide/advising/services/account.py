"""Deleting an account, with all that is one's own."""

from collections.abc import Iterable
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.db import transaction
from django.db.models import Q

from hireguide.accounts.models import User
from hireguide.accounts.selectors import administrators
from hireguide.accounts.services import forget_in_log
from hireguide.advising.models import PortfolioImport, Round
from hireguide.advising.selectors.account import leaving
from hireguide.advising.selectors.voices import links_shown
from hireguide.advising.services.people import remove_member
from hireguide.diagnoses.models import Draft
from hireguide.diagnoses.selectors import hold_diagnoses
from hireguide.diagnoses.services import delete_all_in, delete_all_of_account
from hireguide.web.wall import beyond_the_wall
from hireguide.workspaces.models import Client, Membership, Workspace
from hireguide.workspaces.selectors import hold_account, hold_each
from hireguide.workspaces.services import forget_address


class OrphansError(Exception):
    """Somebody is the only owner of a workspace with other members; `workspaces` are those."""

    def __init__(self, workspaces: Iterable[Workspace]) -> None:
        self.workspaces = tuple(workspaces)
        names = ", ".join(f"“{workspace.name}”" for workspace in self.workspaces)
        super().__init__(f"You are the only owner of {names}. Make somebody else an owner first.")


class LastAdministratorError(Exception):
    """Nobody else could look after the site, nor make somebody who can."""

    def __init__(self) -> None:
        super().__init__("You are the only administrator. Make somebody else one first.")


@transaction.atomic
def delete_account(user: User, *, at: datetime) -> None:
    """Delete an account for ever: its diagnoses with their profiles, its drafts, the workspaces that nobody else
    belongs to with all their clients, and every session. They leave the others: what they did there stays, without a
    name, and so do lines that named them, without the address. What one of the staff did to the rules stays as well;
    what the admin's own log says that they did goes with them.

    Raises OrphansError where a workspace would be left without an owner, LastAdministratorError where the site would be
    left without an administrator, and Http404 for an account that has gone.
    """
    _hold_all(user)
    if set(administrators()) == {user}:
        raise LastAdministratorError
    going = leaving(user)
    if going.orphans:
        raise OrphansError(going.orphans)
    delete_all_of_account(user)
    delete_all_in(going.alone)
    Workspace.objects.filter(pk__in=[workspace.pk for workspace in going.alone]).delete()
    for member in Membership.objects.filter(user=user).select_related("workspace", "user"):
        remove_member(member, by=user, at=at)
    forget_address(user.email)
    forget_in_log(user.email)
    for session in UserSession.objects.filter(user=user):
        session.end()
    user.delete()


@beyond_the_wall()  # what they did in workspaces that they have left loses their name too
def _hold_all(user: User) -> None:
    """Hold all that is deleted with an account, or loses its name, in the order in which all hold such things. So
    nobody joins or leaves between looking and deleting, and what is written in the same moment is here, or refused.
    What `remove_member` holds of each workspace is among it: once the account is held, nothing before it may be.
    """
    mine = hold_each(Workspace.objects.filter(pk__in=Membership.objects.filter(user=user).values("workspace")))
    hold_each(Client.objects.filter(Q(made_by=user) | Q(workspace__in=mine)))
    hold_each(PortfolioImport.objects.filter(Q(by=user) | Q(workspace__in=mine)))
    hold_each(Round.objects.filter(opened_by=user))
    shown = hold_each(links_shown(*Workspace.objects.filter(pk__in=mine)))
    hold_each(Draft.objects.filter(Q(owner=user) | Q(respondent__in=shown)))
    hold_diagnoses(Q(owner=user) | Q(made_by=user))
    if user.is_superuser:
        hold_each(administrators())  # of the last two, one stays
    hold_account(user)

"""Reads of workspaces. Each takes who is asking, and finds nothing (404) where that is none of theirs.

Whoever writes holds first what they write about, so that it is not deleted meanwhile, and all hold in one order, so
that nobody waits for somebody who waits for them: workspace, client, import or round, respondent, draft, diagnosis,
and last the account of whoever does it (`note` holds that); several of a kind by their numbers.

Between the page's asking and the holding somebody may have been removed, or made a viewer. So a service that holds
names the member who writes, `by`, and once it holds they are asked about again; whoever takes a member out holds all
clients first. `by` is None where no membership lets them write: somebody with a link or an invitation, staff, a worker.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Min, Q, QuerySet
from django.http import Http404, HttpRequest

from hireguide.accounts.models import User
from hireguide.web.folding import folded
from hireguide.web.keys import token_hash
from hireguide.workspaces.models import Activity, Client, Invitation, Membership, Role, Workspace
from hireguide.workspaces.models.people import WRITERS

SESSION_KEYS: Final = "keys"
"""The session's list of the hashes of tokens that were shown in it."""

LOOK_ONLY = "You may look at this workspace and not change it. Ask one of its owners to make you an advisor."
NOT_AN_OWNER = "Only an owner of this workspace may do this. Ask one of them."


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who is asking: somebody signed in (`user`), a holder of `keys` (hashes of tokens) or, with neither, anybody."""

    user: User | None = None
    keys: frozenset[str] = field(default_factory=frozenset)


ANYBODY: Final = Viewer()


def viewer_of(request: HttpRequest) -> Viewer:
    """Who opened this page."""
    user = request.user if isinstance(request.user, User) and request.user.is_active else None
    held = request.session.get(SESSION_KEYS, ())
    return Viewer(user, frozenset(held))


def memberships_of(user: User) -> QuerySet[Membership]:
    """The workspaces that somebody belongs to, by name, each with what they may do there."""
    mine = Membership.objects.filter(user=user).select_related("workspace")
    return mine.order_by("workspace__name", "workspace_id")


def membership_for(user: User, workspace_id: str, *, write: bool = False, owner: bool = False) -> Membership:
    """What `user` may do in a workspace. Raises Http404 for whoever is no member, and PermissionDenied, with words for
    the page, for a member who may not `write`, or is not an `owner`, where that is asked for.
    """
    found = Membership.objects.select_related("workspace", "user").filter(user=user, workspace_id=workspace_id)
    return _allowed(found.first(), write=write, owner=owner)


def client_for(user: User, public_id: str, *, write: bool = False, lock: bool = False) -> Client:
    """A client of a workspace of `user`'s, with its workspace. Raises as `membership_for`.

    With `lock` the row is held until the transaction ends.
    """
    found = Client.objects.select_related("workspace").filter(
        public_id=public_id, workspace__in=_workspaces_of(user, WRITERS if write else Role.values)
    )
    client = (found.select_for_update(of=("self",)) if lock else found).first()
    if client is None:
        # Whoever may look at it is told why not; to others it isn't there.
        if write and Client.objects.filter(public_id=public_id, workspace__in=_workspaces_of(user)).exists():
            raise PermissionDenied(LOOK_ONLY)
        raise Http404("There is no such client.")
    return client


class ClientGoneError(Http404, Client.DoesNotExist):
    """A client was deleted meanwhile."""


def hold_client(client: Client, *, by: User | None, to_delete: bool = False) -> Client:
    """A client that the asker was shown, its row held until the transaction ends, so that nothing is begun about one
    that is deleted meanwhile. `by` is the member who writes, and asked again: see above.

    Raises ClientGoneError when it has gone; where `by` may not write any more, as `membership_for`.
    """
    held = Client.objects.select_related("workspace").select_for_update(of=("self",), no_key=not to_delete)
    found = held.filter(pk=client.pk).first()
    if by is not None:
        membership_for(by, client.workspace_id, write=True)
    if found is None:
        raise ClientGoneError("This client was deleted meanwhile.")
    return found


def hold_workspace(workspace: Workspace, *, by: User | None, owner: bool = False) -> Workspace:
    """A workspace that the asker was shown, held until the transaction ends: its people, and the names of its clients,
    are one request's at a time. `by` is the member who writes, and asked again: see above.

    Raises Http404 when it has gone; where `by` may not write any more, or is not, as asked for, an `owner`, as
    `membership_for`.
    """
    found = Workspace.objects.select_for_update(no_key=True).filter(pk=workspace.pk).first()
    if by is not None:
        membership_for(by, workspace.pk, write=True, owner=owner)
    if found is None:
        raise Http404("This workspace was deleted meanwhile.")
    return found


def hold_account(user: User) -> None:
    """Hold the account of whoever does something until the transaction ends. Raises Http404 when it has gone."""
    if not User.objects.select_for_update(no_key=True).filter(pk=user.pk).values_list("pk").order_by():
        raise Http404("This account was deleted meanwhile.")


def hold_each(rows: QuerySet[Any]) -> list[Any]:
    """Hold several rows of a kind until the transaction ends, in the order in which all hold them; returns which."""
    return [pk for (pk,) in rows.select_for_update(of=("self",), no_key=True).order_by("pk").values_list("pk")]


def clients_of(user: User, workspace: Workspace) -> QuerySet[Client]:
    """The clients of a workspace of `user`'s, archived ones too, by name; none of another's."""
    return Client.objects.filter(workspace=workspace, workspace__in=_workspaces_of(user))


def all_clients_of(user: User, *, write: bool = False) -> QuerySet[Client]:
    """The clients of all workspaces of `user`'s; with `write` of those in which they may change anything."""
    return Client.objects.filter(workspace__in=_workspaces_of(user, WRITERS if write else Role.values))


def members_of(user: User, workspace: Workspace) -> QuerySet[Membership]:
    """The members of a workspace of `user`'s, in the order in which they joined."""
    found = Membership.objects.filter(workspace=workspace, workspace__in=_workspaces_of(user))
    return found.select_related("user")


def invitations_of(user: User, workspace: Workspace) -> QuerySet[Invitation]:
    """The invitations that an owner of the workspace can still take back, or sees to have lapsed; the newest first."""
    owned = _workspaces_of(user, (Role.OWNER,))
    found = Invitation.objects.filter(workspace=workspace, workspace__in=owned)
    return found.filter(accepted_at__isnull=True, revoked_at__isnull=True).select_related("invited_by")


def invitation_of(token: str, *, now: datetime) -> Invitation:
    """The invitation whose link this is; raises Http404 where there is none, or it lets nobody in any more."""
    found = Invitation.objects.select_related("workspace", "invited_by").filter(token_hash=token_hash(token)).first()
    if found is None or not found.is_open(now):
        raise Http404("This invitation is not, or no longer, open. Ask for a new one.")
    return found


def activity_of(user: User, workspace: Workspace) -> QuerySet[Activity]:
    """What was done in a workspace of `user`'s, the latest first."""
    found = Activity.objects.filter(workspace=workspace, workspace__in=_workspaces_of(user))
    return found.select_related("who", "client")


def actors_of(user: User, workspace: Workspace) -> list[User]:
    """Those who did anything in a workspace of `user`'s, those who have left it too, by address."""
    acted = activity_of(user, workspace).order_by().exclude(who=None).values("who").distinct()
    return list(User.objects.filter(pk__in=acted).order_by("email"))


def last_change_of(client: Client) -> Activity | None:
    """The last line about what is typed of a client; the asker was shown the client."""
    return Activity.objects.filter(client=client, kind=Activity.Kind.CLIENTS).select_related("who").first()


def namesake_of(user: User, workspace: Workspace, name: str, *, but: Client | None = None) -> Client | None:
    """A client, archived ones too, that is called so already, whatever the case of its letters; not `but` itself."""
    same = clients_of(user, workspace).filter(name_folded=folded(name))
    return (same.exclude(pk=but.pk) if but else same).first()


def tags_of(user: User, workspace: Workspace) -> list[tuple[str, int]]:
    """The tags of a workspace's clients, each with the number of clients that have it, by name; those that differ by
    case alone are one."""
    tagged = clients_of(user, workspace).filter(archived_at__isnull=True, tags__isnull=False)
    counted = tagged.order_by("tags__name_folded").values_list("tags__name_folded")
    return [(str(name), count) for _, name, count in counted.annotate(Min("tags__name"), Count("pk"))]


def sees(viewer: Viewer, prefix: str = "client__") -> Q:
    """What belongs to a client of a workspace of the viewer's; `prefix` leads from the row to its client."""
    if viewer.user is None:
        return Q(pk__in=())
    return Q(**{f"{prefix}workspace__in": _workspaces_of(viewer.user)})


def may_write(viewer: Viewer, workspace_id: str) -> bool:
    """Whether the viewer may change what belongs to a workspace."""
    return viewer.user is not None and _workspaces_of(viewer.user, WRITERS).filter(pk=workspace_id).exists()


def _workspaces_of(user: User, roles: Collection[str] = tuple(Role.values)) -> QuerySet[Workspace]:
    """The one way from a person to workspaces."""
    return Workspace.objects.filter(
        pk__in=Membership.objects.filter(user=user, role__in=roles).values("workspace")
    ).order_by()


def _allowed(found: Membership | None, *, write: bool, owner: bool) -> Membership:
    if found is None:
        raise Http404("There is no such workspace.")
    if owner and not found.is_owner:
        raise PermissionDenied(NOT_AN_OWNER)
    if write and not found.may_write:
        raise PermissionDenied(LOOK_ONLY)
    return found

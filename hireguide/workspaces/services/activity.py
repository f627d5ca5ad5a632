"""Notes what was done in a workspace."""

from datetime import datetime

from hireguide.accounts.models import User
from hireguide.workspaces.models import Activity, Client, Workspace
from hireguide.workspaces.selectors import hold_account

_LONGEST = 300


def note(
    workspace: Workspace, kind: str, what: str, *, who: User | None, at: datetime, client: Client | None = None
) -> Activity:
    """Add a line to a workspace's activity: `what` without its subject, and never an answer. The caller holds the
    client or, without one, the workspace. Raises Http404 where the account of `who` has gone.
    """
    if who is not None:
        hold_account(who)
    return Activity.objects.create(workspace=workspace, kind=kind, what=what[:_LONGEST], who=who, at=at, client=client)

"""What the database holds of workspaces: who belongs to them, their clients, and what was done in them."""

from hireguide.workspaces.models.activity import Activity
from hireguide.workspaces.models.clients import Client, Tag
from hireguide.workspaces.models.people import Invitation, Membership, Role, Workspace

__all__ = ["Activity", "Client", "Invitation", "Membership", "Role", "Tag", "Workspace"]

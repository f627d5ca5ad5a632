"""Deletes a client with all that was kept of it."""

from datetime import datetime

from django.db import transaction

from hireguide.accounts.models import User
from hireguide.diagnoses.services import delete_all_of
from hireguide.workspaces.models import Activity, Client
from hireguide.workspaces.selectors import hold_client
from hireguide.workspaces.services import note


@transaction.atomic
def delete_client(client: Client, *, by: User, at: datetime) -> int:
    """Delete a client for ever: its diagnoses with their profiles, answers under way, voices, follow-ups, tags and
    notes. That it was deleted, and by whom, stays in the activity. Returns how many diagnoses there were; raises as
    `hold_client`.
    """
    held = hold_client(client, by=by, to_delete=True)
    deleted = delete_all_of(held)
    note(held.workspace, Activity.Kind.CLIENTS, f"deleted the client {held.name} for ever", who=by, at=at)
    held.delete()
    return deleted

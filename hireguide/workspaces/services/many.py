"""Writes of clients by the thousand."""

from collections.abc import Collection, Sequence
from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from hireguide.accounts.models import User
from hireguide.workspaces.models import Client, Tag, Workspace
from hireguide.workspaces.selectors import hold_workspace
from hireguide.workspaces.services.clients import ClientDetails


@transaction.atomic
def add_clients(
    workspace: Workspace,
    companies: Sequence[tuple[ClientDetails, Collection[str]]],
    *,
    by: User | None,
    at: datetime,
) -> list[Client]:
    """New clients of a workspace, each with its tags, which differ by more than case, in the order given. The caller
    notes it in the activity: one line for all of them. Raises as `hold_workspace`.
    """
    hold_workspace(workspace, by=by)
    clients = Client.objects.bulk_create(
        Client(workspace=workspace, made_by=by, made_at=at, **asdict(details)) for details, _ in companies
    )
    Tag.objects.bulk_create(
        Tag(client=client, name=name) for client, (_, tags) in zip(clients, companies, strict=True) for name in tags
    )
    return clients

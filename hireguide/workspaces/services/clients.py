"""Writes of clients: added, changed, archived and restored."""

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet

from hireguide.accounts.models import User
from hireguide.rules import Value
from hireguide.web.folding import folded
from hireguide.workspaces.models import Activity, Client, Tag, Workspace
from hireguide.workspaces.selectors import hold_client, hold_workspace
from hireguide.workspaces.services.activity import note

CLIENTS = Activity.Kind.CLIENTS
SAME_PRESS = timedelta(minutes=1)
"""Within it, adding a client with the same details again is one press of the button that was counted twice."""


@dataclass(frozen=True, slots=True)
class ClientDetails:
    """What is typed of a client; "" and None where nothing is."""

    name: str
    stage: str = ""
    employee_count: int | None = None
    contact_name: str = ""
    contact_email: str = ""
    notes: str = ""


class ClientChangedError(Exception):
    """Somebody else changed a client meanwhile; `client` is as they left it."""

    def __init__(self, client: Client) -> None:
        self.client = client
        super().__init__("Somebody else changed this client while you were writing.")


class NameTakenError(Exception):
    """A client was to be called so, and not as another of the same name; `client` is called so already."""

    def __init__(self, client: Client) -> None:
        self.client = client
        super().__init__(f"There is a client called {client.name} already.")


@transaction.atomic
def add_client(
    workspace: Workspace,
    details: ClientDetails,
    *,
    tags: Collection[str],
    by: User | None,
    at: datetime,
    again: bool = True,
) -> Client:
    """A new client of a workspace. Unless it is meant `again` where there is one of its name, in any case of letters,
    raises NameTakenError then; of those who add it in the same moment, one does. Whoever has added the same within
    SAME_PRESS, with all details, gets that one. Raises as `hold_workspace`.
    """
    hold_workspace(workspace, by=by)
    namesakes = Client.objects.filter(workspace=workspace, name_folded=folded(details.name))
    pressed = _just_added(namesakes, details, tags, by=by, since=at - SAME_PRESS) if by is not None else None
    # The first of its name that was added just now is no second one that is meant.
    if pressed is not None and (not again or namesakes.count() > 1):
        return pressed
    _refuse_taken(namesakes, again=again)
    client = Client.objects.create(workspace=workspace, made_by=by, made_at=at, **asdict(details))
    _store_tags(client, tags)
    note(workspace, CLIENTS, f"added the client {client.name}", who=by, at=at, client=client)
    return client


@transaction.atomic
def change_client(
    client: Client,
    details: ClientDetails,
    *,
    tags: Collection[str],
    revision: int,
    by: User,
    at: datetime,
    again: bool = True,
) -> Client:
    """Store what was typed over a client as it was at `revision`. Raises ClientChangedError where it has moved on,
    NameTakenError for a new name as `add_client`, and as `hold_client`."""
    is_renamed = details.name != client.name
    if is_renamed:
        hold_workspace(client.workspace, by=by)
    held = hold_client(client, by=by)
    if held.revision != revision:
        raise ClientChangedError(held)
    if is_renamed:
        namesakes = Client.objects.filter(workspace=held.workspace, name_folded=folded(details.name))
        _refuse_taken(namesakes.exclude(pk=held.pk), again=again)
    for name, value in asdict(details).items():
        setattr(held, name, value)
    held.revision += 1
    held.save()
    _store_tags(held, tags)
    note(held.workspace, CLIENTS, f"changed the client {held.name}", who=by, at=at, client=held)
    return held


@transaction.atomic
def archive_client(client: Client, *, by: User, at: datetime) -> None:
    """Take a client out of the lists; nothing of it is lost, and `restore_client` brings it back. Raises as
    `hold_client`.
    """
    hold_client(client, by=by)
    if Client.objects.filter(pk=client.pk, archived_at=None).update(archived_at=at):
        note(client.workspace, CLIENTS, f"archived the client {client.name}", who=by, at=at, client=client)


@transaction.atomic
def restore_client(client: Client, *, by: User, at: datetime) -> None:
    """Bring an archived client back into the lists. Raises as `hold_client`."""
    hold_client(client, by=by)
    if Client.objects.filter(pk=client.pk, archived_at__isnull=False).update(archived_at=None):
        note(client.workspace, CLIENTS, f"restored the client {client.name}", who=by, at=at, client=client)


def follow_answers(client: Client, facts: Mapping[str, Value]) -> None:
    """Make what was just answered of a client's stage and size its record's; what was left open there stays. The caller
    holds the client.
    """
    told: dict[str, Any] = {name: facts[name] for name in ("stage", "employee_count") if name in facts}
    if told:
        Client.objects.filter(pk=client.pk).exclude(**told).update(revision=F("revision") + 1, **told)


def _just_added(
    clients: QuerySet[Client], details: ClientDetails, tags: Collection[str], *, by: User, since: datetime
) -> Client | None:
    """The last of some clients that somebody added since then with just these details and tags."""
    same = clients.filter(made_by=by, made_at__gt=since, **asdict(details)).order_by("-pk")
    return next((one for one in same if {tag.name for tag in one.tags.all()} == set(_once(tags))), None)


def _refuse_taken(namesakes: QuerySet[Client], *, again: bool) -> None:
    """Raises NameTakenError where there is another of a name that is not meant `again`."""
    namesake = None if again else namesakes.first()
    if namesake is not None:
        raise NameTakenError(namesake)


def _store_tags(client: Client, names: Collection[str]) -> None:
    """Make `names` the client's tags."""
    client.tags.all().delete()
    Tag.objects.bulk_create(Tag(client=client, name=name) for name in _once(names))


def _once(names: Collection[str]) -> list[str]:
    """Tags, each once: those that differ by case alone are one, as it was first written."""
    once: dict[str, str] = {}
    for name in names:
        once.setdefault(folded(name), name)
    return list(once.values())

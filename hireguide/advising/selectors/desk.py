"""What somebody finds at their desk: their workspaces, and how much waits in each."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from hireguide.accounts.models import User
from hireguide.advising.selectors.clients import due_clients
from hireguide.diagnoses.selectors import diagnoses_of_account
from hireguide.workspaces.models import Membership
from hireguide.workspaces.selectors import all_clients_of, memberships_of


@dataclass(frozen=True, slots=True)
class Place:
    """A workspace of somebody's: what they may do there, its current clients, and those due for another look."""

    membership: Membership
    clients: int
    due: int


def places_of(user: User, *, today: date) -> list[Place]:
    """Somebody's workspaces, by name, with their counts."""
    clients = all_clients_of(user).order_by()
    current = clients.filter(archived_at__isnull=True).values_list("workspace").annotate(Count("pk"))
    due = due_clients(clients, today=today).values_list("workspace").annotate(Count("pk"))
    counts, waiting = dict(current), dict(due)
    return [
        Place(one, counts.get(one.workspace_id, 0), waiting.get(one.workspace_id, 0)) for one in memberships_of(user)
    ]


def kept_by(user: User) -> int:
    """How many diagnoses, what-ifs among them, somebody keeps in their own account."""
    return diagnoses_of_account(user).count()

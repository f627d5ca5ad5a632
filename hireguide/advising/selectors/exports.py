"""Clients with their latest answers, as a file takes them away."""

from dataclasses import dataclass

from django.db.models import QuerySet

from hireguide.diagnoses.models import Diagnosis
from hireguide.diagnoses.selectors import kept_diagnoses
from hireguide.workspaces.models import Client


@dataclass(frozen=True, slots=True)
class Exported:
    """A client, its tags, and its latest diagnosis, if there is one, with profile and edition."""

    client: Client
    tags: tuple[str, ...]
    diagnosis: Diagnosis | None


def exported(clients: QuerySet[Client]) -> list[Exported]:
    """Some clients, in their order, which have `latest` as `selectors.clients` gives it; whoever asks was let in there.
    The diagnoses come without what they say at length.
    """
    found = list(clients.prefetch_related("tags"))
    ids = [client.latest for client in found if client.latest]  # type: ignore[attr-defined]
    kept = kept_diagnoses().filter(pk__in=ids).select_related("profile", "edition").defer("result", "edition__body")
    latest = {diagnosis.client_id: diagnosis for diagnosis in kept}
    return [Exported(client, tuple(tag.name for tag in client.tags.all()), latest.get(client.pk)) for client in found]

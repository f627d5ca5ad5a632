"""Which clients are due for another look: the newest diagnosis of each whose day has come, or comes soon."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, Prefetch, QuerySet, Subquery

from hireguide.accounts.models import User
from hireguide.advising.selectors.clients import SOON
from hireguide.diagnoses.models import Diagnosis, Draft, Override
from hireguide.diagnoses.selectors import kept_diagnoses, living_drafts
from hireguide.web.folding import folded
from hireguide.workspaces.models import Client, Tag, Workspace
from hireguide.workspaces.selectors import clients_of


def due_diagnoses(user: User, workspace: Workspace, *, until: date, tag: str = "") -> QuerySet[Diagnosis]:
    """The newest diagnosis of each client of a workspace of `user`'s, archived ones left out, that asks for another
    look by the day `until`; the longest overdue first. With `tag`, of the clients that have it."""
    clients = clients_of(user, workspace).filter(archived_at__isnull=True)
    if tag:
        clients = clients.filter(Exists(Tag.objects.filter(client=OuterRef("pk"), name_folded=folded(tag))))
    of_client = kept_diagnoses().filter(client=OuterRef("pk")).order_by("-made_at", "-pk")
    newest = clients.order_by().annotate(newest=Subquery(of_client.values("pk")[:1])).values("newest")
    found = kept_diagnoses().filter(pk__in=newest, due_on__lte=until)
    return found.order_by("due_on", "client__name_folded", "pk")


def days_of(found: QuerySet[Diagnosis]) -> list[tuple[int, date]]:
    """The id of each of some diagnoses and the day on which it asks for another look, in their order."""
    return [(pk, day) for pk, day in found.values_list("pk", "due_on") if day is not None]


def with_reasons(ids: Sequence[int]) -> list[Any]:
    """The diagnoses with these ids, which the asker was shown, in this order, with what a line of the list is written
    from: client and edition, `triggers` and `answers` in place of all that the result says, tags and overrides."""
    tags = Prefetch("client__tags", Tag.objects.all())
    overrides = Prefetch("overrides", Override.objects.select_related("by").order_by("-at", "-pk"))
    found = kept_diagnoses().filter(pk__in=ids).select_related("client", "edition")
    lines = found.defer("result", "own_result", "edition__body", "client__notes").prefetch_related(tags, overrides)
    told = lines.annotate(title=F("result__title"), triggers=F("result__triggers"), answers=F("result__profile"))
    return sorted(told, key=lambda kept: ids.index(kept.pk))


def drafts_under_way(clients: Iterable[Client], *, now: datetime) -> Mapping[int, Draft]:
    """The draft that a member last answered for each of some clients, by the client's id; respondents' own are theirs
    alone. The asker was shown the clients."""
    drafts = living_drafts(now=now).filter(client__in=list(clients), key_hash="", diagnoses__isnull=True)
    return {draft.client_id: draft for draft in drafts.order_by("answered_at").defer("answers") if draft.client_id}


def soon(today: date) -> date:
    """The last day of those that the list looks ahead to."""
    return today + SOON

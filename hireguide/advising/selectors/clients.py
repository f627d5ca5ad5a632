"""The clients of a workspace with what was last said of each: found, sorted and counted in the database."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When

from hireguide.accounts.models import User
from hireguide.advising.models import Round
from hireguide.diagnoses.models import Diagnosis, Override
from hireguide.diagnoses.selectors import kept_diagnoses
from hireguide.rules import VERDICTS
from hireguide.web.folding import folded
from hireguide.workspaces.models import Client, Tag, Workspace
from hireguide.workspaces.selectors import clients_of

SOON: Final = timedelta(days=30)
SORTS: Final = ("name", "verdict", "looked", "looked_first", "due", "size")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which clients a list shows, and in which order; "" asks for nothing.

    `look`: "due" (today or before), "soon" (within SOON, or before) or "none" (no diagnosis). `sort`: one of SORTS.
    """

    text: str = ""
    verdict: str = ""
    stage: str = ""
    tag: str = ""
    look: str = ""
    archived: bool = False
    sort: str = "name"

    @property
    def is_filtered(self) -> bool:
        """Whether it leaves any current client out."""
        return bool(self.text or self.verdict or self.stage or self.tag or self.look or self.archived)


def clients_wanted(user: User, workspace: Workspace, wanted: Wanted, *, today: date) -> QuerySet[Client]:
    """The clients of a workspace of `user`'s that are asked for, in the order asked for, each with `latest`: the id of
    its newest diagnosis, or None."""
    clients = clients_of(user, workspace).filter(archived_at__isnull=not wanted.archived)
    found: QuerySet[Any] = clients.annotate(latest=_latest("pk"))
    for word in folded(wanted.text).split():
        tagged = Exists(Tag.objects.filter(client=OuterRef("pk"), name_folded__contains=word))
        found = found.filter(Q(name_folded__contains=word) | Q(contact_folded__contains=word) | tagged)
    if wanted.stage:
        found = found.filter(stage=wanted.stage)
    if wanted.tag:
        found = found.filter(Exists(Tag.objects.filter(client=OuterRef("pk"), name_folded=folded(wanted.tag))))
    if wanted.verdict:
        found = found.annotate(verdict=_latest("verdict"))
    if wanted.look or wanted.sort == "due":
        found = found.annotate(due_on=_latest("due_on"))
    if wanted.verdict:
        found = found.filter(verdict=wanted.verdict)
    return _in_order(_to_look_at(found, wanted.look, today), wanted.sort)


def latest_of(clients: Iterable[Client]) -> Mapping[int, Diagnosis]:
    """The newest diagnosis of each of some clients that have `latest`, by the client's id, without what it says at
    length."""
    ids = [client.latest for client in clients if client.latest]  # type: ignore[attr-defined]
    newest = kept_diagnoses().filter(pk__in=ids).prefetch_related("overrides")
    return {kept.client_id: kept for kept in newest.defer("result", "dont_know") if kept.client_id}


def due_clients(clients: QuerySet[Client], *, today: date) -> QuerySet[Client]:
    """Those of some clients that are not archived and whose newest diagnosis asks for another look by today."""
    return clients.filter(archived_at__isnull=True).annotate(due_on=_latest("due_on")).filter(due_on__lte=today)


@dataclass(frozen=True, slots=True)
class Lost:
    """What goes with a client that is deleted, counted."""

    diagnoses: int
    what_ifs: int
    drafts: int
    rounds: int
    overrides: int


def lost_with(client: Client) -> Lost:
    """What goes with a client; the asker was shown it."""
    kept = kept_diagnoses().filter(client=client).count()
    return Lost(
        diagnoses=kept,
        what_ifs=client.diagnoses.count() - kept,
        drafts=client.drafts.filter(key_hash="").count(),
        rounds=Round.objects.filter(client=client).count(),
        overrides=Override.objects.filter(diagnosis__client=client).count(),
    )


def _latest(column: str) -> Subquery:
    """A column of a client's newest diagnosis; what-ifs are none. `rank` is its verdict's place among the verdicts."""
    ranks = [When(verdict=code, then=Value(place)) for place, code in enumerate(VERDICTS)]
    newest = kept_diagnoses().filter(client=OuterRef("pk")).order_by("-made_at", "-pk")
    return Subquery(newest.annotate(rank=Case(*ranks, output_field=IntegerField())).values(column)[:1])


def _to_look_at(found: QuerySet[Any], look: str, today: date) -> QuerySet[Any]:
    if look == "none":
        return found.filter(latest__isnull=True)
    if look:
        return found.filter(due_on__lte=today + (SOON if look == "soon" else timedelta(0)))
    return found


def _in_order(found: QuerySet[Any], sort: str) -> QuerySet[Any]:
    """Sorted, by name where all else is the same; what isn't known comes last."""
    rank: Any = None
    if sort == "verdict":
        found = found.annotate(rank=_latest("rank"))
        rank = F("rank").asc(nulls_last=True)
    elif sort in ("looked", "looked_first"):
        found = found.annotate(looked_at=_latest("made_at"))
        looked = F("looked_at")
        rank = looked.desc(nulls_last=True) if sort == "looked" else looked.asc(nulls_first=True)
    elif sort == "due":
        rank = F("due_on").asc(nulls_last=True)
    elif sort == "size":
        rank = F("employee_count").desc(nulls_last=True)
    names = ("name_folded", "pk")
    return found.order_by(rank, *names) if rank is not None else found.order_by(*names)

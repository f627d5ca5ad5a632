"""What came of advice: which diagnoses are to be asked about, six and twelve months on, and what was told of others."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils.timezone import make_aware

from hireguide.accounts.models import User
from hireguide.advising.models import FollowUp
from hireguide.diagnoses.models import Diagnosis
from hireguide.diagnoses.selectors import kept_diagnoses
from hireguide.workspaces.models import Client, Workspace
from hireguide.workspaces.selectors import clients_of

ASKED_AFTER: Final = {6: timedelta(days=182), 12: timedelta(days=365)}
"""Months → days after the diagnosis on which its follow-up is first asked for."""
ASKED_FOR: Final = timedelta(days=182)
"""How long each is asked for; it can be told later too."""


@dataclass(frozen=True, slots=True)
class Told:
    """What was told of one diagnosis, the later of its two follow-ups; `rules` gave it points, and `decided_by` says
    what decided (a situation's key, or both bands)."""

    verdict: str
    hired: str
    worked: str
    rules: tuple[str, ...]
    decided_by: dict[str, Any]


def follow_ups_asked(user: User, workspace: Workspace, *, today: date) -> QuerySet[Any]:
    """The diagnoses of a workspace of `user`'s whose follow-up is asked for, each with its client and the `months`
    (6 or 12) that are over; those that have waited longest first. Archived clients are not asked about."""
    clients = clients_of(user, workspace).filter(archived_at__isnull=True)
    return _asked(kept_diagnoses().filter(client__in=clients), today)


def months_asked(asked: QuerySet[Any]) -> list[tuple[int, int]]:
    """The id of each of some diagnoses whose follow-up is asked for, and its months, in their order."""
    return list(asked.values_list("pk", "months"))


def with_clients(asked: Sequence[tuple[int, int]]) -> list[tuple[Diagnosis, int]]:
    """The diagnoses with these ids, which the asker was shown, each with its client and its months, in this order."""
    found = kept_diagnoses().filter(pk__in=[pk for pk, _ in asked]).select_related("client")
    kept = {one.pk: one for one in found.only("client__public_id", "client__name", "public_id", "verdict", "made_at")}
    return [(kept[pk], months) for pk, months in asked if pk in kept]


def asked_of_client(client: Client, *, today: date) -> QuerySet[Any]:
    """As `follow_ups_asked`, of one client that the asker was shown."""
    return _asked(kept_diagnoses().filter(client=client), today).defer("result", "own_result")


def asked_from(diagnosis: Diagnosis, months: int) -> datetime:
    """When a diagnosis's follow-up is first asked for."""
    return diagnosis.made_at + ASKED_AFTER[months]


def follow_up_of(diagnosis: Diagnosis, months: int) -> FollowUp | None:
    """What was told of a diagnosis so many months after it; the asker was shown the diagnosis."""
    return FollowUp.objects.filter(diagnosis=diagnosis, months=months).select_related("by").first()


def told_follow_ups(user: User, workspace: Workspace) -> QuerySet[FollowUp]:
    """All that was told in a workspace of `user`'s, the latest first; of archived clients too."""
    found = FollowUp.objects.filter(diagnosis__client__in=clients_of(user, workspace))
    return found.select_related("diagnosis__client", "by").defer("diagnosis__result").order_by("-at", "-pk")


def what_was_told(user: User, workspace: Workspace) -> list[Told]:
    """One for each diagnosis of a workspace of `user`'s of which anything was told: the later is what counts."""
    later = FollowUp.objects.filter(diagnosis=OuterRef("diagnosis"), months__gt=OuterRef("months"))
    found = FollowUp.objects.filter(~Exists(later), diagnosis__client__in=clients_of(user, workspace))
    columns = ("diagnosis__verdict", "hired", "worked", "diagnosis__rules", "diagnosis__result__decided_by")
    return [
        Told(verdict, hired, worked, tuple(rules.split()), decided or {})
        for verdict, hired, worked, rules, decided in found.order_by("pk").values_list(*columns)
    ]


def _asked(found: QuerySet[Diagnosis], today: date) -> QuerySet[Any]:
    """Those of some diagnoses that are old enough, not told of, and the first to say what they say: the one before them
    of the same client said otherwise."""
    half_a_year, year = (_end_of(today - ASKED_AFTER[months]) for months in (6, 12))
    old_enough = Q(made_at__lt=half_a_year, made_at__gte=_end_of(today - ASKED_AFTER[12] - ASKED_FOR))
    months = Case(When(made_at__lt=year, then=Value(12)), default=Value(6), output_field=IntegerField())
    told = FollowUp.objects.filter(diagnosis=OuterRef("pk"), months=OuterRef("months"))
    earlier = Q(made_at__lt=OuterRef("made_at")) | Q(made_at=OuterRef("made_at"), pk__lt=OuterRef("pk"))
    before = kept_diagnoses().filter(earlier, client=OuterRef("client")).order_by("-made_at", "-pk")
    said_before = Coalesce(Subquery(before.values("verdict")[:1]), Value(""))
    asked = found.filter(old_enough).alias(said_before=said_before).annotate(months=months)
    return asked.filter(~Q(said_before=F("verdict")), ~Exists(told)).select_related("client").order_by("made_at", "pk")


def _end_of(day: date) -> datetime:
    return make_aware(datetime.combine(day + timedelta(days=1), time.min))

"""What a client's page reads: its diagnoses some at a time, what is under way, and the voices heard."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet

from hireguide.advising.models import FollowUp, Round
from hireguide.diagnoses.models import Diagnosis, Draft, Override
from hireguide.diagnoses.selectors import diagnoses_of_client, kept_diagnoses, living_drafts, what_ifs_of_client
from hireguide.workspaces.models import Client

A_PAGE = 12
"""As many diagnoses as can be told apart in one picture."""
CHOSEN_FROM = 100
"""As many as a list to choose from offers; older ones are compared from their own line."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One diagnosis of a client as it is chosen from a list: `number` counts from its first."""

    number: int
    public_id: str
    made_at: datetime
    verdict: str
    edition: int


def count_of(client: Client) -> int:
    """How many diagnoses a client has; the asker was shown the client."""
    return diagnoses_of_client(client).count()


def choices_of(client: Client, *, count: int) -> list[Choice]:
    """The newest diagnoses of a client, of which there are `count`, in a line each, to be chosen from."""
    found = in_order(diagnoses_of_client(client)).values_list("public_id", "made_at", "verdict", "edition__number")
    return [Choice(count - place, *line) for place, line in enumerate(found[:CHOSEN_FROM])]


def choice_of(kept: Diagnosis) -> Choice:
    """One diagnosis of a client that was read, as it is chosen from a list."""
    earlier = Q(made_at__lt=kept.made_at) | Q(made_at=kept.made_at, pk__lte=kept.pk)
    number = kept_diagnoses().filter(earlier, client=kept.client_id).count()
    return Choice(number, kept.public_id, kept.made_at, kept.verdict, kept.edition.number)


def some_diagnoses(client: Client, *, page: int) -> list[Diagnosis]:
    """A page of a client's diagnoses, the newest first, and the one before them; without what they say at length.

    Each has `title`, `gaps` and `settled` of its result, who kept it, its overrides and its follow-ups.
    """
    start = (page - 1) * A_PAGE
    found = in_order(diagnoses_of_client(client)).select_related(None).select_related("edition", "made_by")
    found = found.defer("result", "own_result", "dont_know", "edition__body").annotate(
        title=F("result__title"), gaps=F("result__gaps"), settled=F("result__settled")
    )
    overrides = Override.objects.select_related("by").order_by("-at", "-pk")
    found = found.prefetch_related(Prefetch("overrides", overrides), Prefetch("follow_ups", FollowUp.objects.all()))
    return list(found[start : start + A_PAGE + 1])


def latest_diagnosis(client: Client) -> Diagnosis | None:
    """A client's newest diagnosis, whole."""
    return in_order(diagnoses_of_client(client)).first()


def diagnosis_of(client: Client, public_id: str) -> Diagnosis | None:
    """One of a client's diagnoses, whole, with what people said otherwise; None where it is none of its."""
    found = diagnoses_of_client(client).prefetch_related(
        Prefetch("overrides", Override.objects.select_related("by").order_by("-at", "-pk"))
    )
    return found.filter(public_id=public_id).first()


def what_ifs_listed(client: Client) -> QuerySet[Diagnosis]:
    """A client's what-ifs, the newest first, each with the answers that it rests on (`then`) and the company's own
    (`own`) in place of what it says at length."""
    found = what_ifs_of_client(client).defer("result", "own_result", "edition__body")
    return found.annotate(then=F("result__profile"), own=F("own_result__profile"))


def drafts_of(client: Client, *, now: datetime) -> QuerySet[Draft]:
    """Answers about a client that a member has under way: those not kept since the last of them. Respondents' own are
    theirs alone."""
    kept = kept_diagnoses().filter(draft=OuterRef("pk"), made_at__gte=OuterRef("answered_at"))
    found = living_drafts(now=now).filter(~Exists(kept), client=client, key_hash="")
    return found.order_by("-answered_at").defer("answers")


def rounds_of(client: Client) -> QuerySet[Round]:
    """The rounds of voices about a client, the newest first, with how many were `asked` and have `answered`."""
    answered = Count("respondents", filter=Q(respondents__handed_in_at__isnull=False))
    asked = Count(
        "respondents", filter=Q(respondents__revoked_at__isnull=True) | Q(respondents__handed_in_at__isnull=False)
    )
    return Round.objects.filter(client=client).annotate(asked=asked, answered=answered)


def in_order(found: QuerySet[Diagnosis]) -> QuerySet[Diagnosis]:
    """The newest first; what was kept at the same moment in the order in which it was."""
    return found.order_by("-made_at", "-pk")


def last_page(count: int) -> int:
    """How many pages so many diagnoses fill."""
    return max(-(-count // A_PAGE), 1)

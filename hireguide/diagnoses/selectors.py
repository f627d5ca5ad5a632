"""Reads of drafts and diagnoses by the address that is their key, and what an edition says of a profile."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.http import Http404

from hireguide.diagnoses.models import Diagnosis, Draft, Override
from hireguide.rulebooks.models import Edition
from hireguide.rulebooks.selectors import rulebook_of
from hireguide.rules import Profile, Rulebook, analyse, judge, profile_document

Result = dict[str, Any]


def get_draft(public_id: str, *, now: datetime, lock: bool = False) -> Draft:
    """The draft at this address, with its edition; raises Http404 when there is none or it has expired.

    With `lock` the row is held until the transaction ends, so that two tabs take turns.
    """
    drafts = Draft.objects.select_related("edition").defer("edition__body").filter(answered_at__gt=expired_before(now))
    if lock:
        drafts = drafts.select_for_update(of=("self",))
    draft = drafts.filter(public_id=public_id).first()
    if draft is None:
        raise Http404("There is no such draft, or it has expired.")
    return draft


def get_diagnosis(public_id: str, *, lock: bool = False) -> Diagnosis:
    """The diagnosis or kept what-if at this address, with edition and profile; raises Http404 when there is none.

    With `lock` the row is held until the transaction ends.
    """
    found = Diagnosis.objects.select_related("edition", "profile").defer("edition__body")
    if lock:
        found = found.select_for_update(of=("self",))
    diagnosis = found.filter(public_id=public_id).first()
    if diagnosis is None:
        raise Http404("There is no such diagnosis, or it was deleted.")
    return diagnosis


def other_judgements(diagnosis: Diagnosis) -> list[Diagnosis]:
    """The other diagnoses of the same answers, judged under other editions; the first judged comes first."""
    first = diagnosis.again_of_id or diagnosis.pk
    same = Diagnosis.objects.filter(Q(pk=first) | Q(again_of=first)).exclude(pk=diagnosis.pk)
    return list(same.select_related("edition").defer("edition__body").order_by("made_at", "pk"))


def kept_diagnoses() -> QuerySet[Diagnosis]:
    """The diagnoses of companies as they are: what to list, count, compare or judge again. What-ifs are left out."""
    return Diagnosis.objects.of_companies()


def waiting_overrides() -> QuerySet[Override]:
    """The overrides that nobody who edits the rules has looked at, the newest first."""
    return Override.objects.select_related("diagnosis").filter(reviewed_at__isnull=True)


def living_drafts(*, now: datetime) -> QuerySet[Draft]:
    """The drafts whose days are not over, the newest first."""
    return Draft.objects.filter(answered_at__gt=expired_before(now))


def expired_before(now: datetime) -> datetime:
    """Drafts whose last answer is as old as this, or older, have expired."""
    return now - timedelta(days=settings.DRAFT_DAYS)


def expired_drafts(*, now: datetime) -> QuerySet[Draft]:
    """The drafts whose days are over."""
    return Draft.objects.filter(answered_at__lte=expired_before(now))


def diagnose(
    profile: Profile, rulebook: Rulebook, *, digest: str, edition: int | None, dont_know: Collection[str] = ()
) -> Result:
    """All that `diagnose --json` says of `profile`: answers, edition and digest, verdict, and what would change it.

    `dont_know` names the fields answered "I don't know", which are not asked again. Raises ImpossibleProfile (a
    ProfileError) with the rulebook's sentence for answers that cannot be true together.
    """
    return {**_head(profile, digest, edition), **analyse(rulebook, profile.facts, dont_know).as_dict()}


def diagnose_under(edition: Edition, profile: Profile, dont_know: Collection[str] = ()) -> Result:
    """What `edition` says of `profile`; as `diagnose`."""
    rulebook = rulebook_of(edition)
    return diagnose(profile, rulebook, digest=edition.digest, edition=edition.number, dont_know=dont_know)


def judge_under(edition: Edition, profile: Profile) -> Result:
    """The verdict of `edition` alone, at a fraction of the price: as `diagnose`, without what would change it."""
    verdict = judge(rulebook_of(edition), profile.facts)
    return {**_head(profile, edition.digest, edition.number), **verdict.as_dict()}


def _head(profile: Profile, digest: str, edition: int | None) -> Result:
    return {"profile": profile_document(profile), "edition": edition, "digest": digest}

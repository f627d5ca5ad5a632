"""Reads of drafts and diagnoses by the address that is their key, and what an edition says of a profile."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404

from hireguide.diagnoses.models import Diagnosis, Draft
from hireguide.rulebooks.models import Edition
from hireguide.rulebooks.selectors import rulebook_of
from hireguide.rules import Profile, Rulebook, judge, profile_document

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


def get_diagnosis(public_id: str) -> Diagnosis:
    """The diagnosis at this address, with its edition and profile; raises Http404 when there is none."""
    kept = Diagnosis.objects.select_related("edition", "profile").defer("edition__body")
    diagnosis = kept.filter(public_id=public_id).first()
    if diagnosis is None:
        raise Http404("There is no such diagnosis, or it was deleted.")
    return diagnosis


def expired_before(now: datetime) -> datetime:
    """Drafts whose last answer is as old as this, or older, have expired."""
    return now - timedelta(days=settings.DRAFT_DAYS)


def expired_drafts(*, now: datetime) -> QuerySet[Draft]:
    """The drafts whose days are over."""
    return Draft.objects.filter(answered_at__lte=expired_before(now))


def diagnose(profile: Profile, rulebook: Rulebook, *, digest: str, edition: int | None) -> Result:
    """All that `diagnose --json` says of `profile`: the answers, the edition's number and digest, and the verdict.

    Raises ImpossibleProfile (a ProfileError) with the rulebook's sentence for answers that cannot be true together.
    """
    head = {"profile": profile_document(profile), "edition": edition, "digest": digest}
    return {**head, **judge(rulebook, profile.facts).as_dict()}


def diagnose_under(edition: Edition, profile: Profile) -> Result:
    """What `edition` says of `profile`; as `diagnose`."""
    return diagnose(profile, rulebook_of(edition), digest=edition.digest, edition=edition.number)

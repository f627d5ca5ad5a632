"""Writes of overrides: somebody's own verdict beside the rules', and what came of it."""

from datetime import datetime

from django.db import transaction
from django.http import Http404

from hireguide.accounts.models import User
from hireguide.diagnoses.models import Diagnosis, Override
from hireguide.diagnoses.selectors import hold_diagnosis
from hireguide.diagnoses.services.activity import note_done
from hireguide.diagnoses.services.diagnoses import WhatIfIsNoCompanyError


class SameVerdictError(Exception):
    """An override that says what the rules say already."""


class ReviewedAlreadyError(Exception):
    """Somebody has said before what came of an override; `override` is as they left it."""

    def __init__(self, override: Override) -> None:
        self.override = override
        who = override.reviewed_by or "Somebody"
        super().__init__(f"{who} has said already what came of it: “{override.review}”. Nothing of yours was stored")


@transaction.atomic
def override_diagnosis(
    diagnosis: Diagnosis, *, verdict: str, reason: str, by: User | None, now: datetime, as_staff: bool = False
) -> Override:
    """Keep a verdict of somebody's own beside the rules'; said twice in the same words it is kept once. Said
    `as_staff`, it is a permission that lets them, and no membership.

    It stays as long as the diagnosis does (`delete_diagnosis` says why). Raises SameVerdictError where it is no other,
    WhatIfIsNoCompanyError for a what-if, and as `hold_diagnosis`.
    """
    if diagnosis.is_what_if:
        raise WhatIfIsNoCompanyError
    if verdict == diagnosis.verdict:
        raise SameVerdictError
    hold_diagnosis(diagnosis, by=None if as_staff else by)
    said = Override.objects.filter(diagnosis=diagnosis).order_by("-at", "-pk").first()
    if said and (said.verdict, said.reason, said.by) == (verdict, reason, by):
        return said
    override = Override.objects.create(diagnosis=diagnosis, verdict=verdict, reason=reason, by=by, at=now)
    note_done(diagnosis, "said otherwise than the rules about {client}", by=by, now=now)
    return override


def review_override(override: Override, *, review: str, by: User | None, now: datetime) -> Override:
    """Note once that somebody who edits the rules has looked at an override, and what came of it.

    Raises ReviewedAlreadyError for whoever is second, and Http404 where it was deleted with its diagnosis.
    """
    waiting = Override.objects.filter(pk=override.pk, reviewed_at__isnull=True)
    noted = waiting.update(review=review, reviewed_by=by, reviewed_at=now)
    found = Override.objects.filter(pk=override.pk).first()
    if found is None:
        raise Http404("This was deleted meanwhile, with its diagnosis.")
    if not noted:
        raise ReviewedAlreadyError(found)
    return found

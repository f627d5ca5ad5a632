"""Writes of overrides: somebody's own verdict beside the rules', and what came of it."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from hireguide.accounts.models import User
from hireguide.diagnoses.models import Diagnosis, Override, OverrideTrace
from hireguide.diagnoses.selectors import decided_key, hold_any_diagnosis, hold_diagnosis
from hireguide.diagnoses.services.activity import note_done
from hireguide.diagnoses.services.diagnoses import WhatIfIsNoCompanyError
from hireguide.web.wall import beyond_the_wall


class SameVerdictError(Exception):
    """An override that says what the rules say already."""


class ReviewedAlreadyError(Exception):
    """Somebody has looked at an override before, and said what came of it while its diagnosis was there."""

    def __init__(self, trace: OverrideTrace) -> None:
        said = trace.said
        who = (said and said.reviewed_by) or "Somebody"
        what = f"said already what came of it: “{said.review}”" if said else "looked at it already"
        super().__init__(f"{who} has {what}. Nothing of yours was stored")


@transaction.atomic
def override_diagnosis(
    diagnosis: Diagnosis, *, verdict: str, reason: str, by: User | None, now: datetime, as_staff: bool = False
) -> Override:
    """Keep a verdict of somebody's own beside the rules'; said twice in the same words it is kept once. Said
    `as_staff`, it is a permission that lets them, and no membership.

    It goes with its diagnosis, and its trace stays for ever. Raises SameVerdictError where it is no other,
    WhatIfIsNoCompanyError for a what-if, and as `hold_diagnosis`.
    """
    if diagnosis.is_what_if:
        raise WhatIfIsNoCompanyError
    if verdict == diagnosis.verdict:
        raise SameVerdictError
    held = hold_any_diagnosis(diagnosis) if as_staff else hold_diagnosis(diagnosis, by=by)
    said = Override.objects.filter(diagnosis=diagnosis).order_by("-at", "-pk").first()
    if said and (said.verdict, said.reason, said.by) == (verdict, reason, by):
        return said
    trace = _leave_trace(held, verdict, now)
    override = Override.objects.create(diagnosis=diagnosis, trace=trace, verdict=verdict, reason=reason, by=by, at=now)
    note_done(diagnosis, "said otherwise than the rules about {client}", by=by, now=now)
    return override


@transaction.atomic
def review_override(trace: OverrideTrace, *, review: str, by: User | None, now: datetime) -> Override | None:
    """Note once that somebody who edits the rules has looked at an override, and what came of it: returns it with that.
    Where its diagnosis has been deleted, so that nothing is left to write of, it is marked alone: returns None.

    Raises ReviewedAlreadyError for whoever is second.
    """
    waiting = OverrideTrace.objects.filter(pk=trace.pk, reviewed_on__isnull=True)
    marked = waiting.update(reviewed_on=localdate(now))
    if not marked:
        raise ReviewedAlreadyError(OverrideTrace.objects.select_related("override__reviewed_by").get(pk=trace.pk))
    Override.objects.filter(trace=trace).update(review=review, reviewed_by=by)
    return Override.objects.filter(trace=trace).first()


@beyond_the_wall()  # who says otherwise adds to what the staff alone may read
def _leave_trace(diagnosis: Diagnosis, verdict: str, now: datetime) -> OverrideTrace:
    return OverrideTrace.objects.create(
        edition_id=diagnosis.edition_id,
        decided=decided_key(diagnosis.result["decided_by"]),
        rules_verdict=diagnosis.verdict,
        verdict=verdict,
        day=localdate(now),
    )

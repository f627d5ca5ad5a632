"""Writes what came of advice: told once for each half year, and changed where more is known."""

from datetime import datetime

from django.db import transaction

from hireguide.accounts.models import User
from hireguide.advising.models import FollowUp
from hireguide.advising.selectors.follow_ups import asked_from
from hireguide.diagnoses.models import Diagnosis
from hireguide.diagnoses.selectors import hold_diagnosis
from hireguide.workspaces.models import Activity
from hireguide.workspaces.services import note


class NotAskedYetError(Exception):
    """A follow-up was told before its months were over."""


@transaction.atomic
def tell_follow_up(
    diagnosis: Diagnosis, *, months: int, hired: str, worked: str, remark: str, by: User, at: datetime
) -> FollowUp:
    """Store what a client's diagnosis led to so many months after it (6 or 12), in place of what was told before.

    Raises NotAskedYetError before they are over, and as `hold_diagnosis`.
    """
    if at < asked_from(diagnosis, months):
        raise NotAskedYetError
    held = hold_diagnosis(diagnosis, by=by)
    told = {"hired": hired, "worked": worked, "note": remark}
    before = FollowUp.objects.filter(diagnosis=held, months=months).first()
    if before is not None and {name: getattr(before, name) for name in told} == told:
        return before
    stored, is_new = FollowUp.objects.update_or_create(
        diagnosis=held, months=months, defaults={**told, "by": by, "at": at}
    )
    if diagnosis.client is not None:
        client = diagnosis.client
        verb = "told" if is_new else "told otherwise"
        what = f"{verb} what came of the advice to {client.name}, {stored.get_months_display()}"
        note(client.workspace, Activity.Kind.DIAGNOSES, what, who=by, at=at, client=client)
    return stored

"""Keeps diagnoses of clients by the thousand, judged beforehand."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from hireguide.accounts.models import User
from hireguide.diagnoses.models import Diagnosis
from hireguide.diagnoses.selectors import Result, due_day
from hireguide.diagnoses.services.diagnoses import answers_digest
from hireguide.profiles.models import CompanyProfile
from hireguide.rulebooks.models import Edition
from hireguide.rules import parse_profile
from hireguide.workspaces.models import Client


@dataclass(frozen=True, slots=True)
class Judged:
    """A client, and what an edition says of it (as `foresee_under` gives it); `dont_know` in the catalogue's order."""

    client: Client
    result: Result
    dont_know: list[str] = field(default_factory=list)


@transaction.atomic
def keep_judged(judged: Sequence[Judged], *, edition: Edition, by: User | None, now: datetime) -> list[Diagnosis]:
    """Keep what `edition` said of some clients, none of which has answers under way; in the order given."""
    asked = [parse_profile(each.result["profile"]) for each in judged]
    profiles = CompanyProfile.objects.bulk_create(CompanyProfile.from_profile(profile) for profile in asked)
    return Diagnosis.objects.bulk_create(
        Diagnosis(
            client=each.client,
            profile=stored,
            edition=edition,
            result=each.result,
            dont_know=each.dont_know,
            verdict=each.result["verdict"],
            answers_digest=answers_digest(profile, each.dont_know),
            made_at=now,
            made_by=by,
            due_on=due_day(each.result, made_on=localdate(now))[0],
        )
        for each, profile, stored in zip(judged, asked, profiles, strict=True)
    )

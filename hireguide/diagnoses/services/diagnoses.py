"""Writes of diagnoses: each verdict is kept once, with all that was said."""

import hashlib
import json
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from hireguide.accounts.models import User
from hireguide.diagnoses.models import Diagnosis, Draft
from hireguide.diagnoses.selectors import (
    GoneError,
    Result,
    diagnose_under,
    due_day,
    first_of,
    hold_diagnosis,
    hold_with_client,
    other_judgements,
)
from hireguide.diagnoses.services.activity import note_done
from hireguide.profiles.services import store_profile
from hireguide.rulebooks.models import Edition
from hireguide.rules import FIELDS, Profile, Value, parse_profile
from hireguide.workspaces.models import Client
from hireguide.workspaces.selectors import ClientGoneError, hold_client
from hireguide.workspaces.services import follow_answers

MOST_WHAT_IFS = 100


class TooManyWhatIfsError(Exception):
    """As many what-ifs of this draft or diagnosis are kept as may be."""


class WhatIfIsNoCompanyError(Exception):
    """A what-if was to be judged again, or to be said otherwise of: only a company as it is can be."""


@transaction.atomic
def keep_diagnosis(
    *, draft: Draft, profile: Profile, dont_know: Collection[str], now: datetime, by: User | None = None
) -> Diagnosis:
    """Keep what the draft's edition says of `profile`; the same answers of one draft are kept once and returned again.
    The diagnosis is whose the draft is; a client's record follows what was said of its stage and size.

    `dont_know` names the fields answered "I don't know", `by` who keeps it. Raises ImpossibleProfile,
    and as `hold_with_client`.
    """
    draft = hold_with_client(draft, now=now, by=by)
    unknown = [name for name in FIELDS if name in dont_know]
    digest = answers_digest(profile, unknown)
    kept = Diagnosis.objects.filter(draft=draft, answers_digest=digest).first()
    if kept is not None:
        return kept
    kept = _keep(draft.edition, profile, unknown, digest=digest, draft=draft, like=draft, made_by=by, made_at=now)
    if kept.client is not None:
        follow_answers(kept.client, profile.facts)
    note_done(kept, "kept a diagnosis of {client}", by=by, now=now)
    return kept


@transaction.atomic
def keep_for_client(
    client: Client,
    *,
    edition: Edition,
    profile: Profile,
    dont_know: Collection[str],
    now: datetime,
    by: User | None,
    last: Diagnosis | None = None,
) -> Diagnosis:
    """Keep what an edition says of a client's `profile`, without a draft. `last` is what was kept before of the same
    source, held by the caller: it is returned where it was kept today of the same answers under the same edition.

    Another day the same answers are a diagnosis of their own: somebody has looked at the company again.
    `dont_know` names the fields that nobody can answer. Raises ImpossibleProfile, and
    as `hold_client`.
    """
    hold_client(client, by=by)
    unknown = [name for name in FIELDS if name in dont_know]
    digest = answers_digest(profile, unknown)
    same = last is not None and (last.edition_id, last.answers_digest) == (edition.pk, digest)
    if last is not None and same and localdate(last.made_at) == localdate(now):
        return last
    kept = _keep(edition, profile, unknown, digest=digest, like=Draft(client=client), made_by=by, made_at=now)
    follow_answers(client, profile.facts)
    note_done(kept, "kept a diagnosis of {client}", by=by, now=now)
    return kept


@transaction.atomic
def keep_what_if(
    *,
    of: Draft | Diagnosis,
    own_result: Result,
    profile: Profile,
    dont_know: Collection[str],
    now: datetime,
    name: str = "",
    by: User | None = None,
) -> Diagnosis:
    """Keep what the edition of a draft or diagnosis says of its company with some answers changed, marked as a what-if;
    `name` is what it is called, `by` who keeps it.

    `own_result` is the verdict on the company as it is, `profile` the company with the changes made. The same changes
    to the same answers are kept once and returned again, under the name that was given last. Raises ImpossibleProfile,
    TooManyWhatIfsError past MOST_WHAT_IFS, and as `hold_with_client` or `hold_diagnosis`.
    """
    held = hold_with_client(of, now=now, by=by) if isinstance(of, Draft) else hold_diagnosis(of, by=by)
    source: dict[str, Any] = {"draft" if isinstance(held, Draft) else "what_if_of": held}
    what_ifs = Diagnosis.objects.filter(own_result__isnull=False, **source)
    unknown = [name for name in FIELDS if name in dont_know]
    digest = answers_digest(profile, unknown, own=own_result["profile"])
    kept = what_ifs.filter(answers_digest=digest).first()
    if kept is not None:
        return _called(kept, name or kept.name)
    if what_ifs.count() >= MOST_WHAT_IFS:
        raise TooManyWhatIfsError
    own = {**source, "own_result": own_result, "name": name, "made_by": by}
    kept = _keep(held.edition, profile, unknown, digest=digest, like=held, made_at=now, **own)
    note_done(kept, "kept a scenario of {client}", by=by, now=now)
    return kept


@transaction.atomic
def rename_what_if(what_if: Diagnosis, name: str, *, now: datetime, by: User | None = None) -> None:
    """Call a kept what-if otherwise; "" calls it by what is changed in it. What it says stays. Raises as
    `hold_diagnosis`.
    """
    held = hold_diagnosis(what_if, by=by)
    if name == held.name:
        return
    _called(held, name)
    note_done(held, "renamed a scenario of {client}", by=by, now=now)


@transaction.atomic
def judge_again(diagnosis: Diagnosis, *, edition: Edition, now: datetime, by: User | None = None) -> Diagnosis:
    """Keep what another edition says of a diagnosis's answers, as a diagnosis of its own; what was kept stays as it is.

    The same answers are kept once under what an edition says: the one that there is is returned, be it `diagnosis`.
    Raises ImpossibleProfile where the edition refuses the answers, WhatIfIsNoCompanyError for a what-if, and as
    `hold_diagnosis`.
    """
    if diagnosis.is_what_if:
        raise WhatIfIsNoCompanyError
    first = hold_diagnosis(first_of(diagnosis), by=by)
    for judged in (first, *other_judgements(first)):
        if judged.edition.digest == edition.digest:
            return judged
    profile = parse_profile(first.result["profile"])
    digest = answers_digest(profile, first.dont_know)
    kept = _keep(edition, profile, first.dont_know, digest=digest, like=first, again_of=first, made_by=by, made_at=now)
    note_done(kept, f"judged {{client}} again under edition {edition.number}", by=by, now=now)
    return kept


@transaction.atomic
def delete_diagnosis(diagnosis: Diagnosis, *, now: datetime, by: User | None = None) -> None:
    """Delete the diagnosis and its profile, with what people said otherwise and why; `by` is who does. One that has
    gone stays gone. Raises as `hold_diagnosis` where it is not `by`'s to write any more.

    Deleting is a right, and somebody's reason tells of the company. What stays of an override is its trace, which
    tells neither of the company nor of a person.
    """
    # Held first, so that nothing that points to it can be stored between looking for such things and deleting it.
    try:
        hold_diagnosis(diagnosis, by=by)
    except (ClientGoneError, GoneError):
        return
    noun = "scenario" if diagnosis.is_what_if else "diagnosis"  # what the desk calls a what-if
    note_done(diagnosis, f"deleted a {noun} of {{client}}, made on {localdate(diagnosis.made_at)}", by=by, now=now)
    diagnosis.delete()
    diagnosis.profile.delete()


def _called(what_if: Diagnosis, name: str) -> Diagnosis:
    """Call a kept what-if by another name. Its name is no part of what it says: this goes past what keeps it
    frozen."""
    if name != what_if.name:
        Diagnosis._base_manager.filter(pk=what_if.pk).update(name=name)  # noqa: SLF001 - Django's own
        what_if.name = name
    return what_if


def _keep(
    edition: Edition,
    profile: Profile,
    dont_know: list[str],
    *,
    digest: str,
    like: Draft | Diagnosis,
    made_at: datetime,
    **own: Any,
) -> Diagnosis:
    """A new diagnosis with a profile of its own, whose as `like` is; `own` are the columns in which diagnoses and
    what-ifs differ."""
    result = diagnose_under(edition, profile, dont_know)
    return Diagnosis.objects.create(
        profile=store_profile(profile),
        edition=edition,
        result=result,
        dont_know=dont_know,
        verdict=result["verdict"],
        answers_digest=digest,
        made_at=made_at,
        due_on=due_day(result, made_on=localdate(made_at))[0],
        owner_id=like.owner_id,
        client_id=like.client_id,
        **own,
    )


def answers_digest(profile: Profile, dont_know: list[str], own: Mapping[str, Value] | None = None) -> str:
    """A fingerprint of the answers, and of a company's `own` behind a what-if, which is never taken for a diagnosis."""
    answers = {"company_name": profile.company_name, "facts": dict(profile.facts), "dont_know": dont_know}
    if own is not None:
        answers["own"] = dict(own)
    text = json.dumps(answers, sort_keys=True, separators=(",", ":"))
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()

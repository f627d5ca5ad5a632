"""Writes of drafts and diagnoses: each answer is stored before anything checks it, each verdict kept once."""

import hashlib
import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import F
from django.utils.crypto import salted_hmac
from django.utils.dateformat import format as format_date
from django.utils.timezone import localtime

from hireguide.accounts.models import User
from hireguide.diagnoses.models import Beginning, Diagnosis, Draft, Override
from hireguide.diagnoses.selectors import (
    Result,
    diagnose_under,
    expired_drafts,
    get_diagnosis,
    get_draft,
    other_judgements,
)
from hireguide.diagnoses.wording import RESUME_BODY, RESUME_SUBJECT
from hireguide.profiles.services import store_profile
from hireguide.rulebooks.models import Edition
from hireguide.rulebooks.selectors import current_edition
from hireguide.rules import FIELDS, Profile, Value, parse_profile

LONGEST_TEXT = 1_000
MOST_WHAT_IFS = 100
MAILS_PER_DRAFT = 3
BEGINNING_KEPT = timedelta(hours=1)
# JSON in PostgreSQL holds neither; no keyboard types them.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


class NoEditionError(Exception):
    """No rulebook has been published, so there is nothing to begin a draft with."""


class TooManyDraftsError(Exception):
    """This client has begun as many drafts within the hour as one may."""


class TooManyWhatIfsError(Exception):
    """As many what-ifs of this draft or diagnosis are kept as may be."""


class WhatIfIsNoCompanyError(Exception):
    """A what-if was to be judged again: only a company as it is can be."""


class SameVerdictError(Exception):
    """An override that says what the rules say already."""


class ReviewedAlreadyError(Exception):
    """Somebody has said before what came of an override; `override` is as they left it."""

    def __init__(self, override: Override) -> None:
        self.override = override
        who = override.reviewed_by or "Somebody"
        super().__init__(f"{who} has said already what came of it: “{override.review}”. Nothing of yours was stored")


class TooManyMailsError(Exception):
    """The address of this draft has been sent as often as it may be."""


class MailNotSentError(Exception):
    """The mail server did not take the message; it may be asked for again."""


@dataclass(frozen=True)
class Purge:
    """What a purge deleted: expired drafts, and notes older than an hour of where drafts were begun."""

    drafts: int
    beginnings: int


def start_draft(*, answers: Mapping[str, str], origin: str, now: datetime) -> Draft:
    """Begin a draft under the current edition, with answers known beforehand (input name → text).

    `origin` is the client's address, "" where none is known; only a keyed hash of it is kept, for an hour, to count by.
    Raises NoEditionError, and TooManyDraftsError past `settings.NEW_DRAFTS_PER_HOUR`.
    """
    edition = current_edition()
    if edition is None:
        raise NoEditionError
    _forget_beginnings(now)
    mark = _origin_mark(origin)
    if mark:
        # Not locked: a burst in the same instant may begin a few more, which does no harm.
        if Beginning.objects.filter(origin=mark).count() >= settings.NEW_DRAFTS_PER_HOUR:
            raise TooManyDraftsError
        Beginning.objects.create(origin=mark, begun_at=now)
    kept = {name: _as_stored(text) for name, text in answers.items() if text}
    return Draft.objects.create(edition=edition, answers=kept, created_at=now, answered_at=now)


@transaction.atomic
def store_answers(
    *, draft: Draft, section: str, names: Collection[str], posted: Mapping[str, str], now: datetime
) -> Draft:
    """Store what was typed into the inputs `names` of one section, before anything is checked; returns the draft.

    Only those names change: one that is absent from `posted` (a cleared box) or empty is removed. Any text is kept as
    typed, up to LONGEST_TEXT characters. Raises Http404 if the draft has gone in the meantime.
    """
    draft = get_draft(draft.public_id, now=now, lock=True)
    others = {name: text for name, text in draft.answers.items() if name not in names}
    typed = {name: _as_stored(posted[name]) for name in names if posted.get(name)}
    draft.answers = {**others, **typed}
    if section not in draft.path:
        draft.path = [*draft.path, section]
    draft.answered_at = now
    draft.save(update_fields=["answers", "path", "answered_at"])
    return draft


def delete_draft(draft: Draft) -> None:
    """Delete the draft at once. The diagnoses made from it stay."""
    draft.delete()


@transaction.atomic
def keep_diagnosis(*, draft: Draft, profile: Profile, dont_know: Collection[str], now: datetime) -> Diagnosis:
    """Keep what the draft's edition says of `profile`; the same answers of one draft are kept once and returned again.

    `dont_know` names the fields answered "I don't know". Raises ImpossibleProfile, and Http404 if the draft has gone.
    """
    draft = get_draft(draft.public_id, now=now, lock=True)
    unknown = [name for name in FIELDS if name in dont_know]
    digest = _answers_digest(profile, unknown)
    kept = Diagnosis.objects.filter(draft=draft, answers_digest=digest).first()
    if kept is not None:
        return kept
    return _keep(draft.edition, profile, unknown, digest=digest, draft=draft, made_at=now)


@transaction.atomic
def keep_what_if(
    *, of: Draft | Diagnosis, own_result: Result, profile: Profile, dont_know: Collection[str], now: datetime
) -> Diagnosis:
    """Keep what the edition of a draft or diagnosis says of its company with some answers changed, marked as a what-if.

    `own_result` is the verdict on the company as it is, `profile` the company with the changes made. The same changes
    to the same answers are kept once and returned again. Raises ImpossibleProfile, TooManyWhatIfsError past
    MOST_WHAT_IFS, and Http404 if the draft or diagnosis has gone.
    """
    source: dict[str, Draft | Diagnosis]
    if isinstance(of, Draft):
        source = {"draft": get_draft(of.public_id, now=now, lock=True)}
    else:
        source = {"what_if_of": get_diagnosis(of.public_id, lock=True)}
    what_ifs = Diagnosis.objects.filter(own_result__isnull=False, **source)
    unknown = [name for name in FIELDS if name in dont_know]
    digest = _answers_digest(profile, unknown, own=own_result["profile"])
    kept = what_ifs.filter(answers_digest=digest).first()
    if kept is not None:
        return kept
    if what_ifs.count() >= MOST_WHAT_IFS:
        raise TooManyWhatIfsError
    return _keep(of.edition, profile, unknown, digest=digest, **source, own_result=own_result, made_at=now)


@transaction.atomic
def judge_again(diagnosis: Diagnosis, *, edition: Edition, now: datetime) -> Diagnosis:
    """Keep what another edition says of a diagnosis's answers, as a diagnosis of its own; what was kept stays as it is.

    The same answers are kept once under what an edition says: the one that there is is returned, be it `diagnosis`.
    Raises ImpossibleProfile where the edition refuses the answers, Http404 if the diagnosis has gone, and
    WhatIfIsNoCompanyError for a what-if.
    """
    if diagnosis.is_what_if:
        raise WhatIfIsNoCompanyError
    first = get_diagnosis((diagnosis.again_of or diagnosis).public_id, lock=True)
    for judged in (first, *other_judgements(first)):
        if judged.edition.digest == edition.digest:
            return judged
    profile = parse_profile(first.result["profile"])
    digest = _answers_digest(profile, first.dont_know)
    return _keep(edition, profile, first.dont_know, digest=digest, again_of=first, made_at=now)


def override_diagnosis(diagnosis: Diagnosis, *, verdict: str, reason: str, by: User | None, now: datetime) -> Override:
    """Keep a verdict of somebody's own beside the rules'; raises SameVerdictError where it is no other."""
    if verdict == diagnosis.verdict:
        raise SameVerdictError
    return Override.objects.create(diagnosis=diagnosis, verdict=verdict, reason=reason, by=by, at=now)


def review_override(override: Override, *, review: str, by: User | None, now: datetime) -> Override:
    """Note once that somebody who edits the rules has looked at an override, and what came of it.

    Raises ReviewedAlreadyError for whoever is second.
    """
    waiting = Override.objects.filter(pk=override.pk, reviewed_at__isnull=True)
    noted = waiting.update(review=review, reviewed_by=by, reviewed_at=now)
    override.refresh_from_db()
    if not noted:
        raise ReviewedAlreadyError(override)
    return override


@transaction.atomic
def delete_diagnosis(diagnosis: Diagnosis) -> None:
    """Delete the diagnosis and its profile."""
    # Held first, so that nothing that points to it can be stored between looking for such things and deleting it.
    Diagnosis.objects.select_for_update(of=("self",)).filter(pk=diagnosis.pk).first()
    diagnosis.delete()
    diagnosis.profile.delete()


def purge_drafts(*, now: datetime) -> Purge:
    """Delete the drafts that have expired, and what told where drafts were begun more than an hour ago."""
    beginnings = _forget_beginnings(now)
    drafts, _ = expired_drafts(now=now).delete()
    return Purge(drafts=drafts, beginnings=beginnings)


def send_resume_mail(*, draft: Draft, address: str, link: str, now: datetime) -> None:
    """Send `link`, the draft's own address, and its expiry to `address`, which is stored nowhere.

    Raises TooManyMailsError past MAILS_PER_DRAFT, MailNotSentError when the mail server fails, and Http404 if the draft
    has gone.
    """
    # Counted first and sent outside the transaction: no lock waits for a mail server.
    with transaction.atomic():
        draft = get_draft(draft.public_id, now=now, lock=True)
        if draft.mails_sent >= MAILS_PER_DRAFT:
            raise TooManyMailsError
        draft.mails_sent += 1
        draft.save(update_fields=["mails_sent"])
    expires = format_date(localtime(draft.expires_at), "j F Y")
    body = RESUME_BODY.format(link=link, expires=expires, days=settings.DRAFT_DAYS)
    try:
        send_mail(RESUME_SUBJECT, body, None, [address])
    except (SMTPException, OSError) as error:
        Draft.objects.filter(pk=draft.pk).update(mails_sent=F("mails_sent") - 1)
        raise MailNotSentError from error


def _as_stored(text: str) -> str:
    return _UNSTORABLE.sub("\N{REPLACEMENT CHARACTER}", text[:LONGEST_TEXT])


def _origin_mark(address: str) -> str:
    """A keyed hash of the client's address; for IPv6 of its /64 network, all of which is one client's."""
    if not address:
        return ""
    try:
        ip = ip_address(address)
    except ValueError:
        network = address
    else:
        network = str(int(ip) >> 64) if isinstance(ip, IPv6Address) else str(ip)
    return salted_hmac("hireguide.diagnoses.origin", network, algorithm="sha256").hexdigest()


def _forget_beginnings(now: datetime) -> int:
    return Beginning.objects.filter(begun_at__lte=now - BEGINNING_KEPT).delete()[0]


def _keep(edition: Edition, profile: Profile, dont_know: list[str], *, digest: str, **own: Any) -> Diagnosis:
    """A new diagnosis with a profile of its own; `own` are the columns in which diagnoses and what-ifs differ."""
    result = diagnose_under(edition, profile, dont_know)
    return Diagnosis.objects.create(
        profile=store_profile(profile),
        edition=edition,
        result=result,
        dont_know=dont_know,
        verdict=result["verdict"],
        answers_digest=digest,
        **own,
    )


def _answers_digest(profile: Profile, dont_know: list[str], own: Mapping[str, Value] | None = None) -> str:
    """A fingerprint of the answers, and of a company's `own` behind a what-if, which is never taken for a diagnosis."""
    answers = {"company_name": profile.company_name, "facts": dict(profile.facts), "dont_know": dont_know}
    if own is not None:
        answers["own"] = dict(own)
    text = json.dumps(answers, sort_keys=True, separators=(",", ":"))
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()

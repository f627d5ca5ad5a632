"""Reads of drafts and diagnoses, each for whoever is asking, and what an edition says of a profile."""

from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import F, Q, QuerySet
from django.http import Http404

from hireguide.accounts.models import User
from hireguide.diagnoses.models import Diagnosis, Draft, Override, OverrideTrace
from hireguide.rulebooks.models import Edition
from hireguide.rulebooks.selectors import rulebook_of
from hireguide.rules import Profile, Rulebook, analyse, foresee, judge, parse_profile, profile_document
from hireguide.web.wall import beyond_the_wall
from hireguide.workspaces.models import Client
from hireguide.workspaces.selectors import LOOK_ONLY, Viewer, hold_client, hold_each, may_write, sees

CHECK_IN = timedelta(days=90)
"""When to look again where nothing says when: as far as the plans of the seats reach."""
LATER = timedelta(days=182)
"""When to look again where there is no seat to fill, and so no plan."""
SOONEST = timedelta(days=14)
_YEAR = 365

NO_DRAFT = "There is no such draft, or it has expired."
NO_DIAGNOSIS = "There is no such diagnosis, or it was deleted."

Result = dict[str, Any]
Kept = TypeVar("Kept", Draft, Diagnosis)


class GoneError(Http404):
    """A draft or diagnosis that somebody was shown was deleted meanwhile, or has expired."""


def get_draft(public_id: str, *, viewer: Viewer, now: datetime) -> Draft:
    """The draft at this address, with its edition, if it is the viewer's to answer: nobody's, their own, their client's
    or the one that their key opens.

    Raises Http404 when there is none or it has expired, and PermissionDenied for a member who may only look.
    """
    drafts = Draft.objects.select_related("edition", "client").defer("edition__body")
    keyless = Q(key_hash="") & _theirs(viewer)
    held = Q(key_hash__in=viewer.keys, key_until__gt=now)
    draft = drafts.filter(keyless | held, public_id=public_id, answered_at__gt=expired_before(now)).first()
    if draft is None:
        raise Http404(NO_DRAFT)
    return draft if draft.is_respondents else _writable(draft, viewer)


def get_diagnosis(public_id: str, *, viewer: Viewer, write: bool = False) -> Diagnosis:
    """The diagnosis or kept what-if at this address, with edition and profile, if the viewer may see it: nobody's,
    their own or their client's.

    Raises Http404 when there is none, and, where they want to `write`, PermissionDenied for a member who may only look.
    """
    found = Diagnosis.objects.select_related("edition", "profile", "client").defer("edition__body")
    diagnosis = found.filter(_theirs(viewer), public_id=public_id).first()
    if diagnosis is None:
        raise Http404(NO_DIAGNOSIS)
    return _writable(diagnosis, viewer) if write else diagnosis


def may_change(kept: Draft | Diagnosis, viewer: Viewer) -> bool:
    """Whether whoever sees a draft or diagnosis may change or delete it: a client's only those who write for it."""
    return kept.client is None or may_write(viewer, kept.client.workspace_id)


@beyond_the_wall()  # what has become somebody's own meanwhile has not gone
def hold_any_draft(draft: Draft, *, now: datetime) -> Draft:
    """The draft as it is now, whoever's that may be, its row held until the transaction ends, so that two tabs take
    turns; whoever asks has been shown it already. Raises GoneError when it has gone or expired.
    """
    held = Draft.objects.select_related("edition").defer("edition__body").select_for_update(of=("self",))
    found = held.filter(pk=draft.pk, answered_at__gt=expired_before(now)).first()
    if found is None:
        raise GoneError(NO_DRAFT)
    return found


def hold_with_client(draft: Draft, *, now: datetime, by: User | None) -> Draft:
    """As `hold_any_draft`, for whoever writes: its client, if it has one, is held first, and `by` asked again as in
    `hold_client`; raises as that, too, and Http404 where the draft has become another's own meanwhile. A respondent's
    draft is opened by its key, be they signed in or not.
    """
    _hold_client_of(draft, by=None if draft.is_respondents else by)
    return _open_to(hold_any_draft(draft, now=now), by, NO_DRAFT)


def hold_diagnosis(diagnosis: Diagnosis, *, by: User | None) -> Diagnosis:
    """The diagnosis, its row held until the transaction ends, after its client's, if it has one, of whom `by` is asked
    again as in `hold_client`. Raises as that, GoneError when it has gone, and Http404 where it has become another's own
    meanwhile. As `hold_with_client`.
    """
    _hold_client_of(diagnosis, by=by)
    return _open_to(_hold_row(diagnosis), by, NO_DIAGNOSIS)


def hold_any_diagnosis(diagnosis: Diagnosis) -> Diagnosis:
    """As `hold_diagnosis`, whoever's it may be: for staff, and for claiming, which gives nothing of another's."""
    _hold_client_of(diagnosis, by=None)
    return _hold_row(diagnosis)


def first_of(diagnosis: Diagnosis) -> Diagnosis:
    """The first diagnosis of the same answers, be it this one. Raises GoneError where there is none to see any more."""
    found = Diagnosis.objects.select_related("client").filter(pk=diagnosis.again_of_id or diagnosis.pk).first()
    if found is None:
        raise GoneError(NO_DIAGNOSIS)
    return found


def hold_diagnoses(which: Q) -> list[int]:
    """Hold several diagnoses, what-ifs too, until the transaction ends; returns which there are. As those above."""
    return hold_each(Diagnosis.objects.filter(which))


def diagnoses_of_account(user: User) -> QuerySet[Diagnosis]:
    """What somebody keeps in their own account, what-ifs too, the newest first."""
    return Diagnosis.objects.filter(owner=user).select_related("edition", "profile").defer("edition__body")


def drafts_of_account(user: User, *, now: datetime) -> QuerySet[Draft]:
    """The answers under way of somebody's own account, those last answered first."""
    return living_drafts(now=now).filter(owner=user).order_by("-answered_at")


def diagnoses_of_client(client: Client) -> QuerySet[Diagnosis]:
    """The diagnoses of a client as it is, the newest first, what-ifs left out; the asker was shown the client."""
    return kept_diagnoses().filter(client=client).select_related("edition", "profile").defer("edition__body")


def what_ifs_of_client(client: Client) -> QuerySet[Diagnosis]:
    """The kept what-ifs of a client, the newest first; the asker was shown the client."""
    kept = Diagnosis.objects.filter(client=client, own_result__isnull=False)
    return kept.select_related("edition").defer("edition__body").order_by("-made_at", "-pk")


def overrides_of(diagnosis: Diagnosis) -> QuerySet[Override]:
    """What people said otherwise of a diagnosis that the asker was shown, the newest first: that one stands."""
    return Override.objects.filter(diagnosis=diagnosis).select_related("by").order_by("-at", "-pk")


def other_judgements(diagnosis: Diagnosis) -> list[Diagnosis]:
    """The other diagnoses of the same answers, judged under other editions; the first judged comes first."""
    first = diagnosis.again_of_id or diagnosis.pk
    same = Diagnosis.objects.filter(Q(pk=first) | Q(again_of=first)).exclude(pk=diagnosis.pk)
    return list(same.select_related("edition").defer("edition__body").order_by("made_at", "pk"))


def diagnosis_at(public_id: str) -> Diagnosis | None:
    """The diagnosis or kept what-if at an address, whoever's it is, for staff, who see no company's name; None where
    there is none."""
    return Diagnosis.objects.filter(public_id=public_id).first()


def kept_diagnoses() -> QuerySet[Diagnosis]:
    """The diagnoses of companies as they are: what to list, count, compare or judge again. What-ifs are left out."""
    return Diagnosis.objects.of_companies()


def waiting_overrides() -> QuerySet[OverrideTrace]:
    """The overrides that nobody who edits the rules has looked at, the newest first, their diagnoses deleted or not."""
    return OverrideTrace.objects.filter(reviewed_on__isnull=True)


def overrides_with_rules() -> QuerySet[OverrideTrace]:
    """All overrides that ever were, each with what was `said` and, out of the rules' whole answer, which is long, the
    reasons that counted (`reasons`): both None where the diagnosis has been deleted."""
    found = OverrideTrace.objects.select_related("edition", "override__diagnosis")
    found = found.defer("edition__body", "override__diagnosis__result", "override__diagnosis__own_result")
    return found.annotate(reasons=F("override__diagnosis__result__reasons"))


def decided_key(decided: Mapping[str, Any] | None) -> str:
    """What decided, out of a result, in a word to group overrides by: "situation:too_small", "cell:large,none", or
    "none" where no single rule did."""
    if decided and decided["situation"]:
        return f"situation:{decided['situation']}"
    return f"cell:{','.join(decided['cell'])}" if decided and decided["cell"] else "none"


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


def foresee_under(edition: Edition, profile: Profile) -> Result:
    """The verdict of `edition` and when to look again, for companies by the thousand: as `judge_under`, with triggers.

    The rest of what would change it is found when somebody opens it: `whole_result`.
    """
    told = foresee(rulebook_of(edition), profile.facts)
    return {**_head(profile, edition.digest, edition.number), **told}


def whole_result(diagnosis: Diagnosis) -> Result:
    """What was kept; with what would change the verdict too, found now by the same edition, where many were kept at
    once without it. What was kept stays as it was kept: where judging says otherwise today, it stands alone.
    """
    kept: Result = diagnosis.result
    if "triggers" not in kept or "flips" in kept:
        return kept
    whole = diagnose_under(diagnosis.edition, parse_profile(kept["profile"]), diagnosis.dont_know)
    stands = all(whole[name] == kept[name] for name in ("verdict", "gaps", "reasons", "possible", "triggers"))
    return whole if stands else kept


def _head(profile: Profile, digest: str, edition: int | None) -> Result:
    return {"profile": profile_document(profile), "edition": edition, "digest": digest}


def due_day(result: Mapping[str, Any], *, made_on: date) -> tuple[date, str]:
    """The day to look again at what was said on `made_on`, and why then; not before there is something to see."""
    reached = [day for trigger in result["triggers"] if (day := reached_on(trigger, result["profile"], made_on))]
    if not reached:
        has_seat = result["verdict"] != "neither_yet"
        return (made_on + CHECK_IN, "three months on") if has_seat else (made_on + LATER, "six months on")
    if min(reached) < made_on + SOONEST:
        return made_on + SOONEST, "two weeks on: your own plan would bring the change within days"
    return min(reached), "when your own plan would bring the change"


def reached_on(trigger: Mapping[str, Any], profile: Mapping[str, Any], made_on: date) -> date | None:
    """The day on which steady growth from today's engineers to next year's would reach a trigger's number; None where
    it does not."""
    planned, here, wanted = profile.get("engineers_next_year"), trigger["from"], trigger["to"]
    if trigger["field"] != "engineer_count" or planned is None or planned < wanted:
        return None
    return made_on + timedelta(days=-(-_YEAR * (wanted - here) // (planned - here)))


def _theirs(viewer: Viewer) -> Q:
    """Nobody's, the viewer's own, or a client's of theirs."""
    nobodys = Q(owner__isnull=True, client__isnull=True)
    return nobodys | Q(owner=viewer.user) | sees(viewer) if viewer.user else nobodys


@beyond_the_wall()  # staff hold a diagnosis too, and see no client; respondents hold their draft
def _hold_client_of(kept: Draft | Diagnosis, *, by: User | None) -> None:
    if kept.client is not None:
        hold_client(kept.client, by=by)


@beyond_the_wall()  # what has become somebody's own meanwhile has not gone
def _hold_row(diagnosis: Diagnosis) -> Diagnosis:
    held = Diagnosis.objects.select_related("edition", "profile").defer("edition__body")
    found = held.select_for_update(of=("self",)).filter(pk=diagnosis.pk).first()
    if found is None:
        raise GoneError(NO_DIAGNOSIS)
    return found


def _open_to(held: Kept, by: User | None, closed: str) -> Kept:
    """What is held, unless it is somebody's own and not `by`'s: then Http404 says `closed`."""
    if held.owner_id is not None and (by is None or held.owner_id != by.pk):
        raise Http404(closed)
    return held


def _writable(kept: Kept, viewer: Viewer) -> Kept:
    if not may_change(kept, viewer):
        raise PermissionDenied(LOOK_ONLY)
    return kept

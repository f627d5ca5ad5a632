"""Reads of rounds and of the people asked in them, for the advisors who ask."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q, QuerySet
from django.http import Http404

from hireguide.accounts.models import User
from hireguide.advising.models import Respondent, Round
from hireguide.workspaces.models import Client, Workspace
from hireguide.workspaces.selectors import LOOK_ONLY, Viewer, hold_client, may_write, sees


def rounds_of_client(user: User, client: Client) -> QuerySet[Round]:
    """The rounds about a client of `user`'s, the newest first, each with how many were `asked` and `handed_in`."""
    found = Round.objects.filter(sees(Viewer(user)), client=client).select_related("opened_by")
    handed_in = Q(respondents__handed_in_at__isnull=False)
    counted = found.annotate(asked=Count("respondents"), handed_in=Count("respondents", filter=handed_in))
    return counted.order_by("-opened_at", "-pk")


def round_for(user: User, public_id: str, *, write: bool = False) -> Round:
    """A round about a client of `user`'s, with the client, its workspace and the edition.

    Raises Http404 where there is none, and PermissionDenied, with words for the page, for a member who may not `write`
    where that is asked for.
    """
    found = Round.objects.select_related("client__workspace", "edition", "opened_by").defer("edition__body")
    round_ = found.filter(sees(Viewer(user)), public_id=public_id).first()
    if round_ is None:
        raise Http404("There is no such round of questions.")
    _allow(user, round_, write=write)
    return round_


def respondent_for(user: User, public_id: str, *, write: bool = False) -> Respondent:
    """Somebody asked about a client of `user`'s, with round, client and workspace. Raises as `round_for`."""
    found = Respondent.objects.select_related("round__client__workspace")
    respondent = found.filter(sees(Viewer(user), "round__client__"), public_id=public_id).first()
    if respondent is None:
        raise Http404("Nobody was asked here.")
    _allow(user, respondent.round, write=write)
    return respondent


def hold_round(round_: Round, *, by: User) -> Round:
    """The round as it is now, held until the transaction ends, after its client, so that whoever changes it takes
    turns; `by` was shown it, and is asked again as in `hold_client`. Raises as that, and Http404 when it has gone.
    """
    hold_client(round_.client, by=by)
    found = Round.objects.select_for_update(of=("self",)).select_related("client__workspace", "edition")
    held = found.defer("edition__body").filter(pk=round_.pk).first()
    if held is None:
        raise Http404("There is no such round of questions any more.")
    return held


def hold_respondent(respondent: Respondent, *, by: User) -> Respondent:
    """Somebody asked, as they are now, held with their round, which comes first. As `hold_round`."""
    round_ = hold_round(respondent.round, by=by)
    held = Respondent.objects.select_for_update(of=("self",)).filter(pk=respondent.pk).first()
    if held is None:
        raise Http404("Nobody is asked here any more.")
    held.round = round_
    return held


def links_shown(*workspaces: Workspace) -> QuerySet[Respondent]:
    """The people of some workspaces whose links members were shown, and that nobody took back; the asker was shown the
    workspaces. Some may have expired, and others be of closed rounds: both can be brought back. Whoever has an address
    is written to, and nobody is ever shown theirs, be the mail on its way, taken or refused.
    """
    return Respondent.objects.filter(round__client__workspace__in=workspaces, email="", revoked_at=None)


def working(respondents: QuerySet[Respondent], *, now: datetime) -> QuerySet[Respondent]:
    """Those whose links let them answer now."""
    return respondents.filter(revoked_at=None, expires_at__gt=now, round__closed_at=None)


def _allow(user: User, round_: Round, *, write: bool) -> None:
    if write and not may_write(Viewer(user), round_.client.workspace_id):
        raise PermissionDenied(LOOK_ONLY)

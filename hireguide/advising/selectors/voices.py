"""Reads of rounds and of the people asked in them, for the advisors who ask."""

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q, QuerySet
from django.http import Http404

from hireguide.accounts.models import User
from hireguide.advising.models import Respondent, Round
from hireguide.workspaces.models import Client
from hireguide.workspaces.selectors import LOOK_ONLY, Viewer, may_write, sees


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


def _allow(user: User, round_: Round, *, write: bool) -> None:
    if write and not may_write(Viewer(user), round_.client.workspace_id):
        raise PermissionDenied(LOOK_ONLY)

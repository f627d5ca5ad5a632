"""Keeping a diagnosis in an account: at once for whoever is signed in, else as soon as they have signed up or in."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from hireguide.accounts.models import User
from hireguide.diagnoses.models import Diagnosis
from hireguide.diagnoses.selectors import get_diagnosis
from hireguide.diagnoses.services import claim_diagnosis
from hireguide.web.private import private_page
from hireguide.web.wall import behind_the_wall
from hireguide.workspaces.selectors import ANYBODY, viewer_of

CLAIMS = "claims"
"""The session's list of the diagnoses, by public id, that whoever signs in next in it asked to keep."""
_MOST = 20


@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def claim(request: HttpRequest, diagnosis_id: str) -> HttpResponseBase:
    """Make a diagnosis that belongs to nobody one's own. A visit changes nothing."""
    kept = get_diagnosis(diagnosis_id, viewer=viewer_of(request))
    if request.method != "POST":
        return redirect("diagnoses:diagnosis", kept.public_id)
    return keep_in_account(request, kept)


def keep_in_account(request: HttpRequest, kept: Diagnosis) -> HttpResponseBase:
    """Claim a diagnosis for whoever is signed in, or remember the wish and lead to signing up."""
    user = viewer_of(request).user
    home = reverse("diagnoses:diagnosis", args=[kept.public_id])
    if user is not None:
        claim_diagnosis(kept, owner=user)
        return redirect(home)
    wishes = [wish for wish in request.session.get(CLAIMS, []) if wish != kept.public_id]
    request.session[CLAIMS] = [*wishes, kept.public_id][-_MOST:]
    return redirect(f"{reverse('account_signup')}?{urlencode({'next': home})}")


def claim_wishes(request: HttpRequest, user: User, **_: Any) -> None:
    """Somebody has just signed in: what this browser asked to keep becomes theirs, if it is still nobody's."""
    with behind_the_wall(user_id=user.pk):
        for public_id in request.session.pop(CLAIMS, []):
            try:
                claim_diagnosis(get_diagnosis(public_id, viewer=ANYBODY), owner=user)
            except Http404:
                continue  # deleted, or somebody's by now

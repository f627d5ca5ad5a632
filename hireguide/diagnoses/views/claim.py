"""Keeping a diagnosis in an account: at once for whoever is signed in, else as soon as they have signed up or in."""

from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from hireguide.accounts.models import User
from hireguide.diagnoses.models import Diagnosis, Draft
from hireguide.diagnoses.selectors import get_diagnosis, get_draft
from hireguide.diagnoses.services import claim_diagnosis, claim_draft
from hireguide.web.private import private_page
from hireguide.web.wall import behind_the_wall
from hireguide.workspaces.selectors import ANYBODY, viewer_of

WISHES = "wishes"
"""The session's list of what whoever signs in next in it asked to keep: each wish is a diagnosis's public id, that of
the draft to take along or "", and when it was asked (seconds)."""
_MOST = 20
_COUNTS_FOR = timedelta(hours=1)
"""Whoever signs in at a shared browser later than that is likely somebody else."""


@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def claim(request: HttpRequest, diagnosis_id: str) -> HttpResponseBase:
    """Make a diagnosis that belongs to nobody one's own. A visit changes nothing."""
    kept = get_diagnosis(diagnosis_id, viewer=viewer_of(request))
    if request.method != "POST":
        return redirect("diagnoses:diagnosis", kept.public_id)
    return keep_in_account(request, kept)


def keep_in_account(request: HttpRequest, kept: Diagnosis, *, draft: Draft | None = None) -> HttpResponseBase:
    """Claim a diagnosis for whoever is signed in, or remember the wish and lead to signing up; with the `draft` that it
    was kept from where that is what they have."""
    user, now = viewer_of(request).user, timezone.now()
    home = reverse("diagnoses:diagnosis", args=[kept.public_id])
    if user is not None:
        if draft is not None:
            claim_draft(draft, owner=user, now=now)
        claim_diagnosis(kept, owner=user)
        return redirect(home)
    wishes = [wish for wish in request.session.get(WISHES, []) if wish[0] != kept.public_id]
    request.session[WISHES] = [*wishes, (kept.public_id, draft.public_id if draft else "", now.timestamp())][-_MOST:]
    return redirect(f"{reverse('account_signup')}?{urlencode({'next': home})}")


def claim_wishes(request: HttpRequest, user: User, **_: Any) -> None:
    """Somebody has just signed in: what this browser asked to keep within the hour becomes theirs, if it is still
    nobody's; the page that they land on says so."""
    wishes, now = request.session.pop(WISHES, []), timezone.now()
    since = (now - _COUNTS_FOR).timestamp()
    with behind_the_wall(user_id=user.pk):
        count = sum(_is_claimed(kept, draft, user, now) for kept, draft, asked in wishes if asked > since)
    if count:
        noun = "diagnosis, which opens" if count == 1 else "diagnoses, which open"
        found = "Find it on your desk, under “Your own company”"
        said = f"What this browser was asked to keep is in your account now: {count} {noun} to you alone."
        messages.success(request, f"{said} {found}.")


def _is_claimed(diagnosis_id: str, draft_id: str, user: User, now: datetime) -> bool:
    """Whether a wish came true: what was deleted, or is somebody's by now, is left as it is."""
    is_claimed = False
    if draft_id:
        with suppress(Http404):
            claim_draft(get_draft(draft_id, viewer=ANYBODY, now=now), owner=user, now=now)
            is_claimed = True
    with suppress(Http404):
        claim_diagnosis(get_diagnosis(diagnosis_id, viewer=ANYBODY), owner=user)
        is_claimed = True
    return is_claimed

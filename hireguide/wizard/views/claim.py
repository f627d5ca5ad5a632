"""Keeping a draft's verdict in an account: it is kept as a diagnosis, which the account then claims
with the draft."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from hireguide.diagnoses.selectors import get_draft
from hireguide.diagnoses.services import keep_diagnosis
from hireguide.diagnoses.views.claim import keep_in_account
from hireguide.profiles.forms import check_answers
from hireguide.rules import ImpossibleProfile
from hireguide.web.private import private_page
from hireguide.workspaces.selectors import viewer_of


@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def claim(request: HttpRequest, draft_id: str) -> HttpResponseBase:
    """Keep the verdict and the answers under way in an account. A visit keeps nothing; without a verdict its page says
    what to do."""
    viewer, now = viewer_of(request), timezone.now()
    draft = get_draft(draft_id, viewer=viewer, now=now)
    checked = check_answers(draft.answers)
    if request.method != "POST" or checked.profile is None or draft.is_respondents:
        return redirect("wizard:verdict", draft.public_id)
    try:
        kept = keep_diagnosis(
            draft=draft, profile=checked.profile, dont_know=checked.dont_know, now=now, by=viewer.user
        )
    except ImpossibleProfile:
        return redirect("wizard:verdict", draft.public_id)
    return keep_in_account(request, kept, draft=draft)

"""The pages of those who are asked: the door that their link opens, and handing in what they answered."""

from http import HTTPStatus

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from hireguide.advising.models import Respondent
from hireguide.advising.selectors.respondents import respondent_of_draft, respondent_of_token
from hireguide.advising.services.respondents import LinkHasEndedError, begin
from hireguide.advising.services.respondents import hand_in as store_answers
from hireguide.diagnoses.models import Draft
from hireguide.diagnoses.selectors import get_draft
from hireguide.profiles.forms import check_answers
from hireguide.rulebooks.selectors import rulebook_of
from hireguide.rules import CATALOGUE, ImpossibleProfile, judge
from hireguide.web.htmx import render_page
from hireguide.web.private import private_page
from hireguide.workspaces.selectors import SESSION_KEYS, viewer_of

MOST_KEYS = 20
"""How many links one browser may have opened at a time; the oldest is forgotten first."""


@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponseBase:
    """Say who asks and what happens with the answers; begin, or go on, while it is open. A visit begins nothing."""
    try:
        respondent = respondent_of_token(token)
    except Http404:
        return _ended_page(request, "unknown", HTTPStatus.NOT_FOUND)
    now = timezone.now()
    if not respondent.is_open(now):
        return _ended_page(request, _why_ended(respondent), HTTPStatus.GONE)
    if request.method != "POST":
        context = {
            "title": f"Questions about {respondent.round.company}",
            "respondent": respondent,
            "round": respondent.round,
            "workspace": respondent.round.client.workspace,
            "most": len(CATALOGUE),
            "days": settings.DRAFT_DAYS,
        }
        return render_page(request, "advising/answer.html", context)
    try:
        draft = begin(respondent, now=now)
    except LinkHasEndedError:
        return redirect("advising:answer", token)
    _keep_key(request, respondent.token_hash)
    return redirect("wizard:resume", draft.public_id)


@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def hand_in(request: HttpRequest, draft_id: str) -> HttpResponseBase:
    """Hand in what somebody answered; a visit says that it was. What must be mended first, the check page says."""
    viewer = viewer_of(request)
    try:
        draft = get_draft(draft_id, viewer=viewer, now=timezone.now())
    except Http404:
        if not viewer.keys:
            raise
        return redirect("wizard:check", draft_id)  # which says that it may have been closed to them
    respondent = respondent_of_draft(draft)
    if request.method == "POST":
        return _store(draft, respondent)
    if respondent.handed_in_at is None:
        return redirect("wizard:check", draft_id)
    context = {"title": "Your answers are handed in", "respondent": respondent, "draft": draft}
    return render_page(request, "advising/handed_in.html", context)


def _store(draft: Draft, respondent: Respondent) -> HttpResponseBase:
    """Store the answers if there could be a verdict on them: the same is asked of every voice."""
    checked = check_answers(draft.answers)
    if checked.profile is None:
        return redirect("wizard:check", draft.public_id)
    try:
        judge(rulebook_of(draft.edition), checked.facts)
        store_answers(respondent, draft, checked, now=timezone.now())
    except (ImpossibleProfile, LinkHasEndedError):
        return redirect("wizard:check", draft.public_id)
    return redirect("advising:hand_in", draft.public_id)


def _keep_key(request: HttpRequest, key: str) -> None:
    """Let this browser open what the link opens, until it is closed."""
    held = [other for other in request.session.get(SESSION_KEYS, ()) if other != key]
    request.session[SESSION_KEYS] = [*held, key][-MOST_KEYS:]


def _why_ended(respondent: Respondent) -> str:
    if respondent.round.closed_at is not None:
        return "closed"
    return "revoked" if respondent.revoked_at is not None else "expired"


def _ended_page(request: HttpRequest, why: str, status: HTTPStatus) -> HttpResponse:
    return render_page(request, "advising/answer_ended.html", {"title": "This link has ended", "why": why}, status)

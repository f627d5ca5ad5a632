"""What-ifs of a draft: some of its answers changed, to see what would follow. The draft stays as it is."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from hireguide.diagnoses.models import Draft
from hireguide.diagnoses.selectors import Result, diagnose_under, judge_under
from hireguide.diagnoses.views.what_if import PART, Origin, keep_shown_what_if, show_what_if
from hireguide.profiles.forms import Checked, check_answers
from hireguide.rules import ImpossibleProfile
from hireguide.web.htmx import targets
from hireguide.wizard.views.drafts import verdict_page


@require_http_methods(["GET", "HEAD", "POST"])
@verdict_page
def what_if(request: HttpRequest, draft: Draft) -> HttpResponseBase:
    """Show what would follow if some answers of a draft were different. Nothing is stored."""
    return _from_draft(request, draft, show_what_if)


@require_http_methods(["GET", "HEAD", "POST"])
@verdict_page
def keep_what_if(request: HttpRequest, draft: Draft) -> HttpResponseBase:
    """Keep a what-if of a draft at an address of its own; the same changes are kept once."""
    return _from_draft(request, draft, keep_shown_what_if)


def draft_origin(draft: Draft, checked: Checked, result: Result) -> Origin:
    """The company of a draft as it is, with the verdict on it."""
    home, url, keep = (
        reverse(f"wizard:{name}", args=[draft.public_id]) for name in ("verdict", "what_if", "keep_what_if")
    )
    return Origin(draft, result, checked.dont_know, home, url, keep)


def _from_draft(
    request: HttpRequest, draft: Draft, answer: Callable[[HttpRequest, Origin], HttpResponseBase]
) -> HttpResponseBase:
    """The answer about a draft that has a verdict; where it has none, the verdict's page says what to do."""
    checked = check_answers(draft.answers)
    result = _own_result(draft, checked, whole=request.method != "POST")
    if result is None:
        return _to_the_verdict(request, draft)
    return answer(request, draft_origin(draft, checked, result))


def _own_result(draft: Draft, checked: Checked, *, whole: bool) -> Result | None:
    """The verdict on the draft as it is, if there is one. Only a visit needs the `whole`, to know which answers matter
    most; a post carries that with it, and is answered at once.
    """
    if checked.profile is None:
        return None
    try:
        if whole:
            return diagnose_under(draft.edition, checked.profile, checked.dont_know)
        return judge_under(draft.edition, checked.profile)
    except ImpossibleProfile:
        return None


def _to_the_verdict(request: HttpRequest, draft: Draft) -> HttpResponseBase:
    url = reverse("wizard:verdict", args=[draft.public_id])
    if targets(request, PART):
        # That page is too much for the part that htmx would put it in.
        return HttpResponse(status=HTTPStatus.NO_CONTENT, headers={"HX-Redirect": url})
    return redirect(url)

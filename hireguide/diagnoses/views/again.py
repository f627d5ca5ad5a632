"""Judging again: what the current edition says of a kept diagnosis's answers, and keeping that beside the old one."""

from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from hireguide.diagnoses.documents.again import Again, build_again
from hireguide.diagnoses.documents.side_by_side import Judgement
from hireguide.diagnoses.models import Diagnosis
from hireguide.diagnoses.selectors import get_diagnosis, judge_under, other_judgements
from hireguide.diagnoses.services import judge_again
from hireguide.diagnoses.views.whose import answered_anew_at, speech_of, whose
from hireguide.rulebooks.models import Edition
from hireguide.rulebooks.selectors import current_edition, rulebook_of
from hireguide.rules import ImpossibleProfile, parse_profile
from hireguide.web.htmx import render_page
from hireguide.web.private import private_page
from hireguide.workspaces.selectors import viewer_of


def newer_edition(kept: Diagnosis) -> Edition | None:
    """The current edition, where it says something else than the one that a diagnosis rests on."""
    edition = current_edition()
    return edition if edition and edition.digest != kept.edition.digest else None


@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def again(request: HttpRequest, diagnosis_id: str) -> HttpResponseBase:
    """A visit shows the difference and stores nothing; a post keeps a new diagnosis and goes there."""
    viewer = viewer_of(request)
    kept = get_diagnosis(diagnosis_id, viewer=viewer, write=request.method == "POST")
    if kept.is_what_if:
        raise Http404("A what-if is not judged again: only a company as it is can be.")
    edition = newer_edition(kept)
    if edition is None:
        return redirect("diagnoses:diagnosis", kept.public_id)
    done = judged_under(edition, other_judgements(kept))
    title = f"{'Beside today’s rules,' if done else 'Judge again under'} edition {edition.number}"
    context: dict[str, Any] = {"title": title, "diagnosis": kept, "edition": edition, "done": done}
    context |= whose(kept, viewer) | {"restart_url": answered_anew_at(kept), "speech": speech_of(kept)}
    try:
        # A page that showed another edition gets the difference anew, not what it did not show.
        if request.method == "POST" and request.POST.get("edition") == str(edition.number):
            return redirect(
                "diagnoses:diagnosis", judge_again(kept, edition=edition, now=timezone.now(), by=viewer.user).public_id
            )
        context["again"] = _difference(kept, edition)
    except ImpossibleProfile as error:
        context["refused"] = error.faults[0].message
    return render_page(request, "diagnoses/again.html", context)


def judged_under(edition: Edition, judgements: Iterable[Diagnosis]) -> Diagnosis | None:
    """The one of some diagnoses that rests on what this edition says, if there is one."""
    return next((one for one in judgements if one.edition.digest == edition.digest), None)


def _difference(kept: Diagnosis, edition: Edition) -> Again:
    result = judge_under(edition, parse_profile(kept.result["profile"]))
    return build_again(
        then=Judgement(f"under edition {kept.edition.number}", rulebook_of(kept.edition), kept.result),
        then_published=kept.edition.published_at,
        now=Judgement(f"under edition {edition.number}", rulebook_of(edition), result),
        now_published=edition.published_at,
    )

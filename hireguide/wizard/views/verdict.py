"""The verdict on a draft as it stands, keeping it, and its day to come back."""

from functools import partial

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.timezone import localtime
from django.views.decorators.http import require_http_methods, require_safe

from hireguide.diagnoses.documents import VerdictDocument, build_document, clashing_answers
from hireguide.diagnoses.models import Draft
from hireguide.diagnoses.selectors import Result, diagnose_under
from hireguide.diagnoses.services import keep_diagnosis
from hireguide.diagnoses.views.come_back import calendar_entry, come_back_form
from hireguide.diagnoses.views.what_if import what_if_panel
from hireguide.diagnoses.views.whose import speech_of
from hireguide.profiles.forms import Checked, check_answers
from hireguide.rulebooks.selectors import rulebook_of
from hireguide.rules import ImpossibleProfile
from hireguide.web.htmx import render_page
from hireguide.wizard import flow
from hireguide.wizard.views.drafts import verdict_page
from hireguide.wizard.views.links import section_url
from hireguide.wizard.views.what_if import draft_origin
from hireguide.workspaces.selectors import viewer_of


@require_safe
@verdict_page
def verdict(request: HttpRequest, draft: Draft) -> HttpResponseBase:
    """Judge the draft's answers; what must be mended first has its own page."""
    checked = check_answers(draft.answers)
    if checked.profile is None:
        return _mend(draft, checked)
    try:
        result = diagnose_under(draft.edition, checked.profile, checked.dont_know)
    except ImpossibleProfile as error:
        return _impossible(request, draft, checked, error)
    document = _document(draft, checked, result)
    context = {
        "title": document.title,
        "document": document,
        "draft": draft,
        "come_back_form": come_back_form(document),
        "come_back_url": reverse("wizard:come_back", args=[draft.public_id]),
        "what_if": what_if_panel(draft_origin(draft, checked, result)),
    }
    return render_page(request, "wizard/verdict.html", context)


@require_safe
@verdict_page
def come_back(request: HttpRequest, draft: Draft) -> HttpResponseBase:
    """The calendar file with the day to look at the verdict again; without a verdict there is none."""
    home, url = (reverse(f"wizard:{name}", args=[draft.public_id]) for name in ("verdict", "come_back"))
    checked = check_answers(draft.answers)
    if checked.profile is None:
        return redirect(home)
    try:
        result = diagnose_under(draft.edition, checked.profile, checked.dont_know)
    except ImpossibleProfile:
        return redirect(home)
    gone = f"Unless it was kept, it is gone after {format_date(localtime(draft.expires_at), 'j F Y')}."
    return calendar_entry(request, _document(draft, checked, result), home_url=home, url=url, note=gone)


@require_http_methods(["GET", "HEAD", "POST"])
@verdict_page
def keep(request: HttpRequest, draft: Draft) -> HttpResponseBase:
    """Keep the verdict at an address of its own; the same answers are kept once. A visit keeps nothing."""
    if request.method != "POST":
        return redirect("wizard:verdict", draft.public_id)
    checked = check_answers(draft.answers)
    if checked.profile is None:
        return _mend(draft, checked)
    try:
        kept = keep_diagnosis(
            draft=draft,
            profile=checked.profile,
            dont_know=checked.dont_know,
            now=timezone.now(),
            by=viewer_of(request).user,
        )
    except ImpossibleProfile:
        return redirect("wizard:verdict", draft.public_id)
    return redirect("diagnoses:diagnosis", kept.public_id)


def _document(draft: Draft, checked: Checked, result: Result) -> VerdictDocument:
    return build_document(
        result=result,
        rulebook=rulebook_of(draft.edition),
        dont_know=checked.dont_know,
        made_at=timezone.now(),
        link=partial(_change_url, draft.public_id),
        speech=speech_of(draft),
    )


def _mend(draft: Draft, checked: Checked) -> HttpResponseBase:
    """To the first section with an answer that does not pass; saving it leads back here."""
    section = next(iter(checked.errors))
    question = next(iter(checked.errors[section]))
    return redirect(section_url(draft.public_id, section, return_to=flow.VERDICT, question=question))


def _impossible(request: HttpRequest, draft: Draft, checked: Checked, error: ImpossibleProfile) -> HttpResponse:
    """Answers that cannot be true together: the rulebook's sentence, and those answers to change."""
    sentence = error.faults[0].message
    clashing = clashing_answers(
        rulebook=rulebook_of(draft.edition),
        sentence=sentence,
        facts=checked.facts,
        dont_know=checked.dont_know,
        link=partial(_change_url, draft.public_id),
    )
    context = {
        "title": "These answers cannot all be true together",
        "sentence": sentence,
        "rows": clashing,
        "draft": draft,
    }
    return render_page(request, "wizard/impossible.html", context)


def _change_url(public_id: str, section: str, question: str) -> str:
    return section_url(public_id, section, return_to=flow.VERDICT, question=question)

"""A section's page: shows its questions; stores what is posted, then checks it, then says where to go on."""

from collections.abc import Collection, Mapping
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from hireguide.diagnoses.models import Draft
from hireguide.diagnoses.services import store_answers
from hireguide.profiles.forms import NAME, Checked, check_answers
from hireguide.profiles.wording import SECTION_WORDING
from hireguide.rulebooks.selectors import rulebook_of
from hireguide.rules import SECTIONS
from hireguide.web.htmx import render_page
from hireguide.wizard import flow
from hireguide.wizard.forms import SectionForm, inputs_to_store, known_of
from hireguide.wizard.views.companion import companion
from hireguide.wizard.views.drafts import draft_page
from hireguide.wizard.views.links import plan_of, section_url, start_url, step_url, way_of, way_url
from hireguide.workspaces.selectors import viewer_of

# What the second and third button ask for instead of the next section.
VERDICT, LATER = "verdict", "later"


@require_http_methods(["GET", "HEAD", "POST"])
@draft_page
def section(request: HttpRequest, draft: Draft, section: str) -> HttpResponseBase:
    """Show a section with its saved answers, or save it."""
    if section not in SECTIONS:
        raise Http404("There is no such section.")
    if request.method == "POST":
        return _save(request, draft, section)
    checked = check_answers(draft.answers)
    form = form_of(draft, section, draft.answers, checked)
    return show(request, draft, section, form=form, checked=checked)


def form_of(
    draft: Draft, section: str, answers: Mapping[str, str], checked: Checked, demand: Collection[str] = ()
) -> SectionForm:
    """The section's form with these raw answers. What the company is called, nobody invited to answer is asked."""
    return SectionForm(section, answers, facts=checked.facts, demand=demand, named=not draft.is_respondents)


def inputs_of(request: HttpRequest, draft: Draft, section: str, checked: Checked) -> set[str]:
    """The inputs that this post sets or clears."""
    return inputs_to_store(section, checked.facts, request.POST, named=not draft.is_respondents)


def _save(request: HttpRequest, draft: Draft, section: str) -> HttpResponseBase:
    before = check_answers(draft.answers)
    names = inputs_of(request, draft, section, before)
    by, now = viewer_of(request).user, timezone.now()
    draft = store_answers(draft=draft, section=section, names=names, posted=request.POST, by=by, now=now)
    then = request.POST.get("then", "")
    if then == LATER:
        return redirect("wizard:saved", draft.public_id)
    after = check_answers(draft.answers)
    # What an "I don't know" on this page brings up here was not asked for yet, and what it no longer does is not now.
    demanded = {*_page(draft, section, before).needed} & {*_page(draft, section, after).needed}
    form = form_of(draft, section, draft.answers, after, () if then == VERDICT else demanded)
    if not form.is_valid():
        return show(request, draft, section, form=form, checked=after, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    if then == VERDICT:
        return redirect("wizard:verdict", draft.public_id)
    return redirect(step_url(draft.public_id, _step(request, draft, section, before, after)))


def _step(request: HttpRequest, draft: Draft, section: str, before: Checked, after: Checked) -> flow.Step:
    return flow.step_after(
        section,
        before=plan_of(draft, before),
        after=plan_of(draft, after),
        known=known_of(after),
        way=way_of(request),
    )


def _page(draft: Draft, section: str, checked: Checked) -> flow.Page:
    return flow.page_of(section, rulebook_of(draft.edition), known_of(checked), whole=draft.is_respondents)


def show(
    request: HttpRequest,
    draft: Draft,
    section: str,
    *,
    form: SectionForm,
    checked: Checked,
    status: int = HTTPStatus.OK,
    is_unsaved: bool = False,
) -> HttpResponse:
    """The page of a section around `form`; `is_unsaved` says that its answers did not reach the draft."""
    words, way = SECTION_WORDING[section], way_of(request)
    page, plan = _page(draft, section, checked), plan_of(draft, checked)
    spare = [form[name] for name in form.fields if name in page.spare]
    context: dict[str, Any] = {
        "title": f"Error: {words.title}" if form.errors or is_unsaved else words.title,
        "heading": words.title,
        "lead": words.lead,
        "form": form,
        "needed": [form[name] for name in form.fields if name not in page.spare],
        "spare": spare,
        "spare_open": bool(way.return_to or way.fuller or not page.needed or any(field.errors for field in spare)),
        "action": way_url(draft.public_id, section, way),
        "back_url": _back_url(draft, section, way.return_to, checked),
        "left": plan.count,
        "brought_up": sum(len(plan.left.get(other, ())) for other in way.changed),
        "companion": companion(draft, plan, checked),
        "draft": draft,
        "company": draft.answers.get(NAME, ""),
        "is_unsaved": is_unsaved,
    }
    return render_page(request, "wizard/section.html", context, status)


def _back_url(draft: Draft, section: str, return_to: str, checked: Checked) -> str:
    if return_to:
        return reverse(f"wizard:{return_to}", args=[draft.public_id])
    before = flow.seen_before(section, draft.path, checked.facts)
    return section_url(draft.public_id, before) if before else start_url(draft)

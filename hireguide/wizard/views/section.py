"""A section's page: shows its questions; stores what is posted, then checks it, then says where to go on."""

from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from hireguide.diagnoses.models import Draft
from hireguide.diagnoses.selectors import get_draft
from hireguide.diagnoses.services import store_answers
from hireguide.profiles.wording import SECTION_WORDING
from hireguide.rulebooks.selectors import rulebook_of
from hireguide.rules import SECTIONS
from hireguide.web.htmx import render_page
from hireguide.web.private import private_page
from hireguide.wizard import flow
from hireguide.wizard.forms import Checked, SectionForm, check_answers, inputs_to_store
from hireguide.wizard.views.companion import companion
from hireguide.wizard.views.links import section_url, step_url, way_of, way_url

# What the second and third button ask for instead of the next section.
VERDICT, LATER = "verdict", "later"


@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def section(request: HttpRequest, draft_id: str, section: str) -> HttpResponseBase:
    """Show a section with its saved answers, or save it."""
    if section not in SECTIONS:
        raise Http404("There is no such section.")
    draft = get_draft(draft_id, now=timezone.now())
    if request.method == "POST":
        return _save(request, draft, section)
    checked = check_answers(draft.answers)
    form = SectionForm(section, draft.answers, facts=checked.facts)
    return show(request, draft, section, form=form, checked=checked)


def _save(request: HttpRequest, draft: Draft, section: str) -> HttpResponseBase:
    before = check_answers(draft.answers)
    names = inputs_to_store(section, before.facts, request.POST)
    draft = store_answers(draft=draft, section=section, names=names, posted=request.POST, now=timezone.now())
    then = request.POST.get("then", "")
    if then == LATER:
        return redirect("wizard:saved", draft.public_id)
    after = check_answers(draft.answers)
    page = flow.page_of(section, rulebook_of(draft.edition), after.known)
    demand = () if then == VERDICT else page.needed
    form = SectionForm(section, draft.answers, facts=after.facts, demand=demand)
    if not form.is_valid():
        return show(request, draft, section, form=form, checked=after, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    if then == VERDICT:
        return redirect("wizard:verdict", draft.public_id)
    return redirect(step_url(draft.public_id, _step(request, draft, section, before, after)))


def _step(request: HttpRequest, draft: Draft, section: str, before: Checked, after: Checked) -> flow.Step:
    rulebook = rulebook_of(draft.edition)
    return flow.step_after(
        section,
        before=flow.plan_for(rulebook, before.known),
        after=flow.plan_for(rulebook, after.known),
        known=after.known,
        way=way_of(request),
    )


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
    words, way, rulebook = SECTION_WORDING[section], way_of(request), rulebook_of(draft.edition)
    page, plan = flow.page_of(section, rulebook, checked.known), flow.plan_for(rulebook, checked.known)
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
        "companion": companion(plan.asking, rulebook, started=bool(checked.facts)),
        "draft": draft,
        "is_unsaved": is_unsaved,
    }
    return render_page(request, "wizard/section.html", context, status)


def _back_url(draft: Draft, section: str, return_to: str, checked: Checked) -> str:
    if return_to:
        return reverse(f"wizard:{return_to}", args=[draft.public_id])
    before = flow.seen_before(section, draft.path, checked.facts)
    return section_url(draft.public_id, before) if before else reverse("wizard:start")

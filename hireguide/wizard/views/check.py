"""The check page: all answers before the verdict, each with the way to change it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from hireguide.diagnoses.models import Draft
from hireguide.diagnoses.selectors import get_draft
from hireguide.rulebooks.selectors import rulebook_of
from hireguide.web.htmx import render_page
from hireguide.web.private import private_page
from hireguide.wizard import flow
from hireguide.wizard.forms import Checked, check_answers
from hireguide.wizard.views import rows
from hireguide.wizard.views.companion import companion
from hireguide.wizard.views.links import go_on_url, section_url


@private_page
@require_safe
def check(request: HttpRequest, draft_id: str) -> HttpResponse:
    """List every answer, what is still open, what is not needed any more, and what has to be changed first."""
    draft = get_draft(draft_id, now=timezone.now())
    checked = check_answers(draft.answers)
    before = flow.seen_before(flow.CHECK, draft.path, checked.facts)
    mends = rows.mends(checked, draft_id)
    context = {
        "mends": mends,
        "back_url": section_url(draft_id, before) if before else reverse("wizard:start"),
        "draft": draft,
        **_told(draft, checked),
    }
    context["title"] = _title(problem=bool(mends), settled=context["companion"].settled)
    return render_page(request, "wizard/check.html", context)


def _told(draft: Draft, checked: Checked) -> dict[str, Any]:
    rulebook = rulebook_of(draft.edition)
    plan = flow.plan_for(rulebook, checked.known)
    spare = rows.spare_questions(draft.answers, checked, plan)
    waiting = flow.open_sections(checked.known)
    return {
        "groups": rows.groups(draft.answers, checked, draft.public_id, spare),
        "spare": rows.spare_rows(spare, checked, draft.public_id),
        "companion": companion(plan.asking, rulebook, started=bool(checked.facts)),
        "left": plan.count,
        "left_url": go_on_url(draft),
        "fuller_url": section_url(draft.public_id, waiting[0], fuller=True) if waiting and not plan.left else "",
    }


def _title(*, problem: bool, settled: bool) -> str:
    """What the page's title says, which is read out on arrival."""
    if problem:
        return "Error: Check your answers"
    return "Check your answers: they settle the verdict" if settled else "Check your answers"

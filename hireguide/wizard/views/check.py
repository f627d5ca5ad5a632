"""The check page: all answers before the verdict, each with the way to change it."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from hireguide.diagnoses.selectors import get_draft
from hireguide.web.htmx import render_page
from hireguide.web.private import private_page
from hireguide.wizard import flow
from hireguide.wizard.forms import check_answers
from hireguide.wizard.views import rows
from hireguide.wizard.views.companion import companion
from hireguide.wizard.views.links import section_url


@private_page
@require_safe
def check(request: HttpRequest, draft_id: str) -> HttpResponse:
    """List every answer, what is still open, and what has to be changed first."""
    draft = get_draft(draft_id, now=timezone.now())
    checked = check_answers(draft.answers)
    open_sections = flow.open_sections(checked.known)
    before = flow.seen_before(flow.CHECK, draft.path, checked.facts)
    mends = rows.mends(checked, draft_id, flow.CHECK)
    context = {
        "title": "Error: Check your answers" if mends else "Check your answers",
        "groups": rows.groups(draft.answers, checked, draft_id, flow.CHECK),
        "mends": mends,
        "companion": companion(draft, checked.facts),
        "open_count": len(flow.open_questions(checked.known)),
        "open_url": section_url(draft_id, open_sections[0]) if open_sections else "",
        "back_url": section_url(draft_id, before) if before else reverse("wizard:start"),
        "draft": draft,
    }
    return render_page(request, "wizard/check.html", context)

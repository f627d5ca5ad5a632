"""The check page: all answers before the verdict, or before they are handed in, each with the way to change it."""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from hireguide.diagnoses.documents import clashing_answers
from hireguide.diagnoses.models import Draft
from hireguide.profiles.forms import NAME, Checked, check_answers
from hireguide.rulebooks.selectors import rulebook_of
from hireguide.web.htmx import render_page
from hireguide.wizard import flow
from hireguide.wizard.forms import known_of
from hireguide.wizard.views import rows
from hireguide.wizard.views.companion import companion
from hireguide.wizard.views.drafts import draft_page
from hireguide.wizard.views.links import go_on_url, plan_of, section_url, start_url


@require_safe
@draft_page
def check(request: HttpRequest, draft: Draft) -> HttpResponse:
    """List every answer, what is still open, what is not needed any more, and what has to be changed first."""
    checked = check_answers(draft.answers)
    before = flow.seen_before(flow.CHECK, draft.path, checked.facts)
    mends = rows.mends(checked, draft.public_id)
    context = {
        "mends": mends,
        "back_url": section_url(draft.public_id, before) if before else start_url(draft),
        "draft": draft,
        "unknown": len(checked.dont_know),
        **(_invited(draft, checked) if draft.is_respondents else _told(draft, checked)),
    }
    context["title"] = _title(problem=bool(mends), settled=context["companion"].settled)
    return render_page(request, f"wizard/check{'_invited' if draft.is_respondents else ''}.html", context)


def _told(draft: Draft, checked: Checked) -> dict[str, Any]:
    plan = plan_of(draft, checked)
    spare = rows.spare_questions(draft.answers, checked, plan)
    waiting = flow.open_sections(known_of(checked))
    return {
        "groups": rows.groups(draft.answers, checked, draft.public_id, spare),
        "spare": rows.spare_rows(spare, checked, draft.public_id),
        "companion": companion(draft, plan, checked),
        "left": plan.count,
        "left_url": go_on_url(draft),
        "fuller_url": section_url(draft.public_id, waiting[0], fuller=True) if waiting and not plan.left else "",
    }


def _invited(draft: Draft, checked: Checked) -> dict[str, Any]:
    """What somebody is told who was invited to answer: what clashes, and nothing of the verdict."""
    plan = plan_of(draft, checked)
    clashing = clashing_answers(
        rulebook=rulebook_of(draft.edition),
        sentence=plan.asking.impossible,
        facts=checked.facts,
        dont_know=checked.dont_know,
        link=partial(_change_url, draft.public_id),
    )
    return {
        "company": draft.answers.get(NAME, ""),
        "groups": rows.groups(draft.answers, checked, draft.public_id, (NAME,)),
        "companion": companion(draft, plan, checked),
        "clashing": clashing if plan.asking.impossible else (),
        "left": plan.count,
        "left_url": go_on_url(draft),
    }


def _change_url(public_id: str, section: str, question: str) -> str:
    return section_url(public_id, section, return_to=flow.CHECK, question=question)


def _title(*, problem: bool, settled: bool) -> str:
    """What the page's title says, which is read out on arrival."""
    if problem:
        return "Error: Check your answers"
    return "Check your answers: they settle the verdict" if settled else "Check your answers"

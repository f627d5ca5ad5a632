"""What a form gets whose token is missing or stale: its own page back with what was typed, or a notice for htmx."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.csrf import requires_csrf_token

from hireguide.diagnoses.selectors import get_draft
from hireguide.rules import SECTIONS
from hireguide.web.htmx import render_page, wants_panel
from hireguide.wizard.forms import SectionForm, check_answers, inputs_to_store
from hireguide.wizard.views.section import show


@requires_csrf_token
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Refuse the post (403). Nothing was saved; what was typed stays, and a fresh token makes the next try work."""
    if wants_panel(request):
        return _notice(request)
    match = request.resolver_match
    if match and match.view_name == "wizard:section" and match.kwargs["section"] in SECTIONS:
        return _section_again(request, match.kwargs["draft_id"], match.kwargs["section"])
    return render_page(
        request, "wizard/too_old.html", {"title": "Error: This page was open too long"}, HTTPStatus.FORBIDDEN
    )


def _notice(request: HttpRequest) -> HttpResponse:
    """For htmx: a few words beside the button, and the fresh token for the form that is still filled in."""
    response = HttpResponse(render_to_string("wizard/_too_old.html", {}, request), status=HTTPStatus.FORBIDDEN)
    response["HX-Push-Url"] = "false"
    return response


def _section_again(request: HttpRequest, draft_id: str, section: str) -> HttpResponse:
    draft = get_draft(draft_id, now=timezone.now())
    checked = check_answers(draft.answers)
    posted = inputs_to_store(section, checked.facts, request.POST)
    kept = {name: text for name, text in draft.answers.items() if name not in posted}
    typed = {name: request.POST[name] for name in posted if name in request.POST}
    form = SectionForm(section, kept | typed, facts=checked.facts)
    return show(request, draft, section, form=form, checked=checked, status=HTTPStatus.FORBIDDEN, is_unsaved=True)

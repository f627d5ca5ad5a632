"""What a form gets whose token is missing or stale: its own page back with what was typed, or a notice for htmx."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.csrf import requires_csrf_token

from hireguide.diagnoses.models import Draft
from hireguide.profiles.forms import check_answers
from hireguide.rules import SECTIONS
from hireguide.web.htmx import render_page, wants_panel
from hireguide.wizard.views.drafts import open_draft
from hireguide.wizard.views.section import form_of, inputs_of, show


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
    draft = open_draft(request, draft_id, section)
    if not isinstance(draft, Draft):
        return draft
    checked = check_answers(draft.answers)
    posted = inputs_of(request, draft, section, checked)
    kept = {name: text for name, text in draft.answers.items() if name not in posted}
    typed = {name: request.POST[name] for name in posted if name in request.POST}
    form = form_of(draft, section, kept | typed, checked)
    return show(request, draft, section, form=form, checked=checked, status=HTTPStatus.FORBIDDEN, is_unsaved=True)

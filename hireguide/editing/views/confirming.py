"""What the pages that confirm share: what they showed, what it would do, and who came first."""

from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from hireguide.accounts.models import User
from hireguide.editing.documents.effect import Effect, effect_of
from hireguide.editing.documents.gates import gate_rows
from hireguide.editing.selectors.gates import Standing
from hireguide.editing.views.access import signed_in
from hireguide.rulebooks.models import RulebookDraft
from hireguide.rulebooks.selectors import rulebook_of
from hireguide.web.htmx import render_page


def seen(standing: Standing) -> dict[str, Any]:
    """What a page shows, as its form carries it: the draft, its digest, the edition that is current, and when."""
    number = standing.current.number if standing.current else None
    return {"draft": standing.draft.pk, "digest": standing.content.digest, "current": number, "seen": timezone.now()}


def told(standing: Standing) -> dict[str, Any]:
    """What a page tells of a draft before anybody says yes to it."""
    return {
        "draft": standing.draft,
        "standing": standing,
        "gates": gate_rows(standing.gates),
        "effect": effect_on_current(standing),
    }


def effect_on_current(standing: Standing) -> Effect | None:
    """What the draft does in the place of the current edition; None where there is none, or the draft can't be read."""
    if standing.current is None or standing.content.rulebook is None:
        return None
    return effect_of(rulebook_of(standing.current), standing.content.rulebook)


def holding(request: HttpRequest, permission: str) -> User:
    """Who confirms; to whoever lacks the right there is nothing here to confirm (Http404)."""
    who = signed_in(request)
    if not who.has_perm(permission):
        raise Http404("There is no such page.")
    return who


def closed_page(request: HttpRequest, closed: RulebookDraft) -> HttpResponse:
    """Tell whoever was second what has become of the draft, and by whom; their note is shown again, to be copied."""
    title = f"Error: “{closed.title}” is {closed.get_state_display()} already"
    context = {"title": title, "draft": closed, "unstored": request.POST.get("note", "")}
    return render_page(request, "editing/publish_closed.html", context, HTTPStatus.CONFLICT)

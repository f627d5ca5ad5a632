"""Publishing: the page names the effect first, and what is published is just what it showed."""

from datetime import datetime
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from hireguide.editing.documents.edits import edit_rows
from hireguide.editing.documents.gates import gate_rows
from hireguide.editing.forms.publishing import PublishForm
from hireguide.editing.selectors.gates import GateName, standing_of
from hireguide.editing.services import publishing as services
from hireguide.editing.views.access import PUBLISH, VIEW, staff_page
from hireguide.editing.views.confirming import closed_page, holding, seen, told
from hireguide.rulebooks.models import RulebookDraft
from hireguide.rulebooks.selectors import open_draft
from hireguide.rulebooks.services import DraftIsClosedError
from hireguide.web.htmx import render_page


@staff_page(VIEW)
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest) -> HttpResponse:
    """Name what publishing the draft does, and what stands against it; then publish what was shown."""
    if request.method == "POST":
        return _publish(request)
    opened = open_draft()
    if opened is None:
        return render_page(request, "editing/publish_closed.html", {"title": "No draft is open"})
    return _page(request, opened)


def _publish(request: HttpRequest) -> HttpResponse:
    """Do what was confirmed, or show the page again with what stands against it and what was typed."""
    who, form = holding(request, PUBLISH), PublishForm(request.POST)
    valid = form.is_valid()
    draft = RulebookDraft.objects.filter(pk=form.cleaned_data.get("draft", 0)).first()
    if draft is None or not draft.is_open:
        return closed_page(request, draft) if draft else redirect("editing:publish")
    if not valid:
        return _page(request, draft, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    note, digest, moment = (form.cleaned_data[name] for name in ("note", "digest", "seen"))
    try:
        edition = services.publish(draft, by=who, at=timezone.now(), note=note, digest=digest, replaces=form.replaces)
    except DraftIsClosedError as error:
        return closed_page(request, error.draft)
    except services.DraftChangedError as error:
        return _page(request, error.draft, form, changed=moment, status=HTTPStatus.CONFLICT)
    except services.RefusedByGatesError as error:
        return _page(request, draft, form, refused=error, status=HTTPStatus.CONFLICT)
    messages.success(request, f"Edition {edition.number} is published. Whoever begins a diagnosis now gets it.")
    return redirect("editing:draft")


def _page(
    request: HttpRequest,
    draft: RulebookDraft,
    typed: PublishForm | None = None,
    *,
    changed: datetime | None = None,
    refused: services.RefusedByGatesError | None = None,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    """The page that confirms, about the draft as it is now. What was typed stays."""
    standing = standing_of(draft)
    note = typed.data.get("note", "") if typed else draft.intent
    wrong = typed.data if typed and typed.errors else None
    context: dict[str, Any] = {
        **told(standing),
        "title": f"{'Error: ' if typed else ''}Publish “{draft.title}”",
        "form": PublishForm(wrong, initial={**seen(standing), "note": note}, standing=standing),
        "shut": gate_rows(gate for gate in standing.shut if gate.name != GateName.BASE),
        "refused": gate_rows(refused.gates) if refused else (),
        "edits": edit_rows(draft, changed) if changed else None,
        "unstored": note if typed else "",
    }
    return render_page(request, "editing/publish.html", context, status)

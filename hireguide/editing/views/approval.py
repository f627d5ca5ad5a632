"""Approving: somebody who had no hand in the draft gives their word, and may take it back until it is published."""

from datetime import datetime
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from hireguide.editing.documents.edits import edit_rows
from hireguide.editing.forms.publishing import SeenForm
from hireguide.editing.selectors.gates import approvals_of, standing_of
from hireguide.editing.services import publishing as services
from hireguide.editing.views.access import APPROVE, VIEW, signed_in, staff_page
from hireguide.editing.views.confirming import closed_page, holding, seen, told
from hireguide.rulebooks.models import RulebookDraft
from hireguide.rulebooks.selectors import editors_of, open_draft
from hireguide.rulebooks.services import DraftIsClosedError
from hireguide.web.htmx import render_page


@staff_page(VIEW)
@require_http_methods(["GET", "HEAD", "POST"])
def approve(request: HttpRequest) -> HttpResponse:
    """Name what would be published, and take somebody's word that it may be, or take it back."""
    if request.method == "POST":
        return _approve(request)
    opened = open_draft()
    if opened is None:
        return render_page(request, "editing/publish_closed.html", {"title": "No draft is open"})
    return _page(request, opened)


def _approve(request: HttpRequest) -> HttpResponse:
    who, form = holding(request, APPROVE), SeenForm(request.POST)
    draft = RulebookDraft.objects.filter(pk=form.cleaned_data["draft"]).first() if form.is_valid() else None
    if draft is None:
        return redirect("editing:approve")
    try:
        if "withdraw" in request.POST:
            services.withdraw_approval(draft, by=who, at=timezone.now())
            messages.success(request, "Your approval is withdrawn.")
        else:
            services.approve(draft, by=who, at=timezone.now(), digest=form.cleaned_data["digest"])
            messages.success(request, "Approved. It counts until the draft is edited.")
    except DraftIsClosedError as error:
        return closed_page(request, error.draft)
    except services.OwnWorkError as error:
        return _page(request, draft, refused=str(error))
    except services.DraftChangedError as error:
        return _page(request, error.draft, changed=form.cleaned_data["seen"])
    return redirect("editing:draft")


def _page(
    request: HttpRequest, draft: RulebookDraft, *, refused: str = "", changed: datetime | None = None
) -> HttpResponse:
    standing, who = standing_of(draft), signed_in(request)
    approvals = list(approvals_of(draft))
    context = {
        **told(standing),
        "title": f"{'Error: ' if refused or changed else ''}Approve “{draft.title}”",
        "form": SeenForm(initial=seen(standing)),
        "approvals": approvals,
        "is_mine": any(one.by_id == who.pk and one.digest == standing.content.digest for one in approvals),
        "may_approve": who.has_perm(APPROVE),
        "is_editor": editors_of(draft).filter(pk=who.pk).exists(),
        "refused": refused,
        "edits": edit_rows(draft, changed) if changed else None,
    }
    status = HTTPStatus.CONFLICT if refused or changed else HTTPStatus.OK
    return render_page(request, "editing/approve.html", context, status)

"""What the draft is called and for, and the rulebook's own name."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from hireguide.editing.forms.draft import RenameForm, renamed_meanwhile
from hireguide.editing.views.access import CHANGE, signed_in, staff_page
from hireguide.rulebooks.forms import Late, closed_draft, late_of
from hireguide.rulebooks.models import RulebookDraft
from hireguide.rulebooks.selectors import naming_of, open_draft
from hireguide.rulebooks.services import DraftIsClosedError, RenamedMeanwhileError, rename_draft
from hireguide.web.htmx import render_page


@staff_page(CHANGE)
@require_http_methods(["GET", "HEAD", "POST"])
def rename(request: HttpRequest) -> HttpResponse:
    """The names of the open draft, to read and to change."""
    opened = open_draft()
    if request.method == "POST" and (closed := closed_draft(request.POST, opened)):
        return _late(request, closed, opened)
    if opened is None:
        messages.info(request, "No draft is open: it was published or given up in the meantime, or there was none.")
        return redirect("editing:draft")
    if request.method == "POST":
        return _rename(request, opened)
    stored = {"title": opened.title, "intent": opened.intent, "name": opened.name, "read": naming_of(opened)}
    return _page(request, RenameForm(draft=opened, initial=stored), HTTPStatus.OK)


def _rename(request: HttpRequest, opened: RulebookDraft) -> HttpResponse:
    """Store what was typed, or show it again with what stands against it."""
    form = RenameForm(request.POST, draft=opened)
    if not form.is_valid():
        return _page(request, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        rename_draft(opened, **form.cleaned_data, by=signed_in(request), at=timezone.now())
    except DraftIsClosedError as error:
        return _late(request, error.draft, open_draft())
    except RenamedMeanwhileError as error:
        return _page(request, renamed_meanwhile(request.POST, error.draft, str(error)), HTTPStatus.CONFLICT)
    return redirect("editing:draft")


def _late(request: HttpRequest, closed: RulebookDraft, opened: RulebookDraft | None) -> HttpResponse:
    """What was typed for a draft that has closed, offered to the open one where there is one."""
    form = RenameForm(request.POST, draft=closed)
    if opened is not None:
        form = renamed_meanwhile(request.POST, opened, f"“{opened.title}” is another draft.")
    return _page(request, form, HTTPStatus.CONFLICT, late=late_of(closed))


def _page(request: HttpRequest, form: RenameForm, status: HTTPStatus, *, late: Late | None = None) -> HttpResponse:
    context = {
        "title": f"{'' if status == HTTPStatus.OK else 'Error: '}Name the draft",
        "form": form,
        "draft": None if late and late.draft == form.draft else form.draft,
        "late": late,
    }
    return render_page(request, "editing/rename.html", context, status)

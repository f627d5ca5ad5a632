"""Rolling back: an old edition's content published again, after a page that names what that undoes."""

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from hireguide.editing.documents.effect import effect_of
from hireguide.editing.documents.gates import gate_rows
from hireguide.editing.forms.publishing import RollBackForm
from hireguide.editing.selectors.gates import edition_content, roll_back_gates
from hireguide.editing.services import publishing as services
from hireguide.editing.views.access import PUBLISH, signed_in, staff_page
from hireguide.rulebooks.models import Edition
from hireguide.rulebooks.selectors import current_edition, get_edition, open_draft, rulebook_of
from hireguide.web.htmx import render_page


@staff_page(PUBLISH)
@require_http_methods(["GET", "HEAD", "POST"])
def roll_back(request: HttpRequest, number: int) -> HttpResponse:
    """Name what bringing an edition's content back does; then make a new edition of it."""
    restored = _edition(number)
    posted = request.POST if request.method == "POST" else None
    form = RollBackForm(posted)
    if posted is None or not form.is_valid():
        status = HTTPStatus.OK if posted is None else HTTPStatus.UNPROCESSABLE_ENTITY
        return _page(request, restored, form if posted else None, status=status)
    data, who = form.cleaned_data, signed_in(request)
    try:
        edition = services.roll_back(number, by=who, at=timezone.now(), note=data["note"], replaces=data["replaces"])
    except services.RefusedByGatesError as error:
        return _page(request, restored, form, refused=error, status=HTTPStatus.CONFLICT)
    messages.success(request, f"Edition {edition.number} is published: it says again what edition {number} says.")
    return redirect("editing:draft")


def _edition(number: int) -> Edition:
    try:
        return get_edition(number)
    except (Edition.DoesNotExist, OverflowError):
        raise Http404(f"There is no edition {number}.") from None


def _page(
    request: HttpRequest,
    restored: Edition,
    typed: RollBackForm | None = None,
    *,
    refused: services.RefusedByGatesError | None = None,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    current, content = current_edition(), edition_content(restored)
    gates = roll_back_gates(restored, by=signed_in(request))
    initial = {"replaces": current.number if current else None, "note": typed.data.get("note", "") if typed else ""}
    context = {
        "title": f"{'Error: ' if typed else ''}Roll back to edition {restored.number}",
        "edition": restored,
        "current": current,
        "draft": open_draft(),
        "form": RollBackForm(typed.data if typed and typed.errors else None, initial=initial),
        "gates": gate_rows(gates),
        "shut": gate_rows(gate for gate in gates if not gate.is_open),
        "unstored": initial["note"],
        "refused": gate_rows(refused.gates) if refused else (),
        "effect": effect_of(rulebook_of(current), content.rulebook) if current and content.rulebook else None,
    }
    return render_page(request, "editing/roll_back.html", context, status)

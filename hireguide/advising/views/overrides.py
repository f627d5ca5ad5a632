"""A member's own verdict beside the rules', with its reason."""

from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from hireguide.advising.views.access import desk_page, signed_in
from hireguide.diagnoses.documents.reasons import short_title
from hireguide.diagnoses.forms import OverrideForm
from hireguide.diagnoses.selectors import get_diagnosis, overrides_of
from hireguide.diagnoses.services import SameVerdictError, override_diagnosis
from hireguide.web.htmx import render_page
from hireguide.workspaces.selectors import Viewer, membership_for


@desk_page
@require_http_methods(["GET", "HEAD", "POST"])
def override(request: HttpRequest, diagnosis_id: str) -> HttpResponseBase:
    """Keep somebody's own verdict on a client beside the rules', or say what is missing of it."""
    user = signed_in(request)
    kept = get_diagnosis(diagnosis_id, viewer=Viewer(user), write=True)
    if kept.client is None or kept.is_what_if:
        raise Http404("Only the diagnosis of a client as it is can be said otherwise of.")
    form = OverrideForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            override_diagnosis(kept, **form.cleaned_data, by=user, now=timezone.now())
        except SameVerdictError:
            form.add_error("verdict", f"Select another verdict: “{short_title(kept.verdict)}” is what the rules say")
        else:
            return redirect(f"{reverse('diagnoses:diagnosis', args=[kept.public_id])}#otherwise")
    title = "Say otherwise than the rules"
    context = {
        "title": f"Error: {title}" if form.is_bound else title,
        "heading": title,
        "diagnosis": kept,
        "membership": membership_for(user, kept.client.workspace_id),
        "overrides": [(one, short_title(one.verdict)) for one in overrides_of(kept)],
        "form": form,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render_page(request, "advising/override.html", context, status)

"""What whoever is no longer signed in gets for a form they sent: what they typed, to copy, and the way back."""

from http import HTTPStatus
from urllib.parse import urlsplit

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from hireguide.advising.wording.typed import typed_rows
from hireguide.web.htmx import render_page, wants_panel


def session_over(request: HttpRequest) -> HttpResponse:
    """Nothing is saved, and nothing typed is lost: the page shows it. For htmx a notice beside the form that stays."""
    template = "advising/session_over.html"
    sign_in = redirect_to_login(_back_to(request), reverse("account_login")).url
    context = {
        "title": "Error: Your session is over",
        "sign_in": sign_in,
        "rows": typed_rows(request.POST.lists()),
        "had_file": bool(request.FILES),
    }
    if wants_panel(request):
        body = render_to_string(f"{template}#fragment", context, request)
        return HttpResponse(body, status=HTTPStatus.FORBIDDEN, headers={"HX-Push-Url": "false"})
    return render_page(request, template, context, HTTPStatus.FORBIDDEN)


def _back_to(request: HttpRequest) -> str:
    """The page of ours that held the form, or the desk."""
    htmx = getattr(request, "htmx", None)
    page = (htmx.current_url if htmx else None) or request.headers.get("Referer", "")
    if not page or not url_has_allowed_host_and_scheme(page, {request.get_host()}):
        return reverse("advising:desk")
    parts = urlsplit(page)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path

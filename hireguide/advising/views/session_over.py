"""What whoever is no longer signed in gets for a form they sent: what they typed, to copy, and the way back."""

from http import HTTPStatus
from urllib.parse import urlsplit

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from hireguide.advising.wording.typed import typed_rows
from hireguide.web.htmx import render_page, wants_panel


def session_over(request: HttpRequest) -> HttpResponse:
    """Nothing is saved, and nothing typed is lost: the page shows it. For htmx the form stays, with a notice beside it:
    that is made of the way to signing in, as it is everywhere."""
    sign_in = redirect_to_login(_back_to(request), reverse("account_login"))
    if wants_panel(request):
        return sign_in
    context = {
        "title": "Error: Your session is over",
        "sign_in": sign_in.url,
        "rows": typed_rows(request.POST.lists()),
        "had_file": bool(request.FILES),
    }
    return render_page(request, "advising/session_over.html", context, HTTPStatus.FORBIDDEN)


def _back_to(request: HttpRequest) -> str:
    """The page of ours that held the form, or the desk."""
    htmx = getattr(request, "htmx", None)
    page = (htmx.current_url if htmx else None) or request.headers.get("Referer", "")
    if not page or not url_has_allowed_host_and_scheme(page, {request.get_host()}):
        return reverse("advising:desk")
    parts = urlsplit(page)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path

"""What whoever is no longer signed in gets for a form they sent: what they typed, to copy, and the way back."""

from http import HTTPStatus
from urllib.parse import urlsplit

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from hireguide.advising.wording.typed import typed_rows
from hireguide.web.htmx import render_page


def session_over(request: HttpRequest, led: HttpResponseRedirect) -> HttpResponse:
    """Nothing is saved, and nothing typed is lost: the page shows it. `led` is the way to signing in that the form's
    address answered with: it would have left what was typed behind."""
    sign_in = redirect_to_login(_back_to(request, urlsplit(led.url).path), urlsplit(led.url).path)
    context = {
        "title": "Error: Your session is over",
        "sign_in": sign_in.url,
        "rows": typed_rows(request.POST.lists()),
        "had_file": bool(request.FILES),
    }
    return render_page(request, "advising/session_over.html", context, HTTPStatus.FORBIDDEN)


def _back_to(request: HttpRequest, way_in: str) -> str:
    """The page of ours that held the form; else the desk, or for staff the administration."""
    page = request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(page, {request.get_host()}):
        parts = urlsplit(page)
        back = f"{parts.path}?{parts.query}" if parts.query else parts.path
        if url_has_allowed_host_and_scheme(back, None):  # without its host, “//…” would name another
            return back
    return reverse("admin:index" if way_in == reverse("admin:login") else "advising:desk")

"""The choice of colours, kept in a cookie."""

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from hireguide.web.themes import THEME_COOKIE, THEME_COOKIE_AGE, THEMES


@require_http_methods(["GET", "HEAD", "POST"])
def theme(request: HttpRequest) -> HttpResponse:
    """Keep the chosen theme for a year and go back to the page it was chosen on. A visit chooses nothing."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("home"))
    chosen = request.POST.get("theme", "")
    if chosen not in THEMES:
        raise BadRequest(f"theme: {chosen!r} is none of {', '.join(THEMES)}.")
    response = HttpResponseRedirect(_own_path(request.POST.get("next", "")))
    response.set_cookie(
        THEME_COOKIE, chosen, max_age=THEME_COOKIE_AGE, samesite="Lax", httponly=True, secure=request.is_secure()
    )
    return response


def _own_path(target: str) -> str:
    """`target` where it is a path on this site, else home: nobody is sent elsewhere from here."""
    is_path = target.startswith("/") and url_has_allowed_host_and_scheme(target, allowed_hosts=None)
    return target if is_path else reverse("home")

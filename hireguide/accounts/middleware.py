"""Around the pages of those who sign in: the second factor before staff pages, htmx led to a sign-in, no caching."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any, TypeAlias
from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.http import urlencode

from hireguide.accounts.selectors import has_second_factor, needs_second_factor, signed_in_with_second_factor

GetResponse: TypeAlias = Callable[[HttpRequest], HttpResponse]

STAFF_PAGES = frozenset({"admin", "editing"})
ALWAYS_OPEN = frozenset({"admin:login", "admin:logout"})
WAYS_IN = (
    "account_login",
    "admin:login",
    "second_factor",
    "account_reauthenticate",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
)


class SignInMiddleware:
    """Stands after whoever is calling is known."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        match = request.resolver_match
        if match and (match.route.startswith("accounts/") or STAFF_PAGES & set(match.namespaces)):
            add_never_cache_headers(response)
        return _for_htmx(request, response)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Leads whoever needs a second factor to it, before any page of the staff opens."""
        match = request.resolver_match
        if not settings.STAFF_NEED_SECOND_FACTOR or match is None or match.view_name in ALWAYS_OPEN:
            return None
        if not STAFF_PAGES & set(match.namespaces):
            return None
        user = request.user
        if not user.is_authenticated or not needs_second_factor(user) or signed_in_with_second_factor(request):
            return None
        # Somebody whose session is older than their second factor shows it once; allauth knows which kind they have.
        way = "mfa_reauthenticate" if has_second_factor(user) else "second_factor"
        return _redirect(reverse(way), request.get_full_path() if request.method == "GET" else reverse("admin:index"))


def _redirect(address: str, then: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"{address}?{urlencode({REDIRECT_FIELD_NAME: then})}")


def _for_htmx(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """A way in is a page of its own, never a part of another; it leads back to the page that was open. A form that was
    sent stays where it is, filled in, with a notice beside it."""
    htmx = getattr(request, "htmx", None)
    if not htmx or not isinstance(response, HttpResponseRedirect):
        return response
    address = urlsplit(response.url)
    if address.path not in {reverse(name) for name in WAYS_IN}:
        return response
    then = htmx.current_url_abs_path or parse_qs(address.query).get(REDIRECT_FIELD_NAME, ["/"])[0]
    way_in = f"{address.path}?{urlencode({REDIRECT_FIELD_NAME: then})}"
    if request.method in {"GET", "HEAD"}:
        return HttpResponse(status=HTTPStatus.NO_CONTENT, headers={"HX-Redirect": way_in})
    notice = render_to_string("account/_session_over.html", {"way_in": way_in}, request)
    return HttpResponse(notice, status=HTTPStatus.FORBIDDEN, headers={"HX-Push-Url": "false"})

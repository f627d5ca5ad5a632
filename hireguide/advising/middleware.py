"""Around the pages of those who sign in: a form sent by somebody whose session is over loses nothing that was typed."""

from collections.abc import Callable
from typing import Final, TypeAlias
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from hireguide.accounts.middleware import ALWAYS_OPEN
from hireguide.advising.views.session_over import session_over

GetResponse: TypeAlias = Callable[[HttpRequest], HttpResponse]

PAGES: Final = frozenset({"advising", "editing", "admin"})
WAYS_IN: Final = ("account_login", "admin:login")


class SessionOverMiddleware:
    """Stands inside `SignInMiddleware`, which does as much for htmx: there the form stays, with a notice beside it."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.method != "POST" or getattr(request, "htmx", None) or request.user.is_authenticated:
            return response
        match = request.resolver_match
        if match is None or not PAGES & set(match.namespaces) or match.view_name in ALWAYS_OPEN:
            return response
        if not isinstance(response, HttpResponseRedirect):
            return response
        ways_in = {reverse(name) for name in WAYS_IN}
        return session_over(request, response) if urlsplit(response.url).path in ways_in else response

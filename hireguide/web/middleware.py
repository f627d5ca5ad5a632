"""Middleware of our own: the health check that needs nothing, headers of pages with answers, requests no page takes."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any, TypeAlias

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse

from hireguide.web.htmx import render_page
from hireguide.web.private import is_private

GetResponse: TypeAlias = Callable[[HttpRequest], HttpResponse]

HEALTH_PATH = "/healthz"
PRIVATE = "hireguide.private"
NUL = "\0"


class HealthMiddleware:
    """Answers /healthz while the process lives, whatever host or scheme the probe uses. It stands first."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path == HEALTH_PATH and request.method in {"GET", "HEAD"}:
            return HttpResponse("ok\n", content_type="text/plain; charset=utf-8", headers={"Cache-Control": "no-store"})
        return self.get_response(request)


class PrivatePageMiddleware:
    """Keeps pages with answers out of caches and search engines, and every error page with them."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.META.get(PRIVATE) or response.status_code >= HTTPStatus.BAD_REQUEST:
            response["Cache-Control"] = "no-store"
            response["X-Robots-Tag"] = "noindex"
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> None:
        """Notes the mark before the view runs: a view that raises leaves no response of its own to mark."""
        request.META[PRIVATE] = is_private(view)


class NulMiddleware:
    """Refuses a NUL in an address (400), since PostgreSQL takes none and nobody types one. Forms refuse it themselves.
    A cookie that holds one is passed over.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        for name in [name for name, value in request.COOKIES.items() if NUL in value]:
            del request.COOKIES[name]
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> None:
        """Looks before any view does. Raises BadRequest."""
        asked = (text for name, values in request.GET.lists() for text in (name, *values))
        if NUL in request.path_info or any(NUL in text for text in asked):
            raise BadRequest("There is a NUL in the address.")


class RefusedMethodMiddleware:
    """Gives a refused method (405) a page: signing in, or a reload, may lead to an address that only takes forms."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED or response.streaming or response.content:
            return response
        page = render_page(request, "405.html", {"title": "There is no page at this address"}, response.status_code)
        page["Allow"] = response["Allow"]
        return page

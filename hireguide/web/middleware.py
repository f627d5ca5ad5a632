"""Middleware of our own: the health check that needs nothing, and the headers of pages with answers."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any, TypeAlias

from django.http import HttpRequest, HttpResponse

from hireguide.web.private import is_private

GetResponse: TypeAlias = Callable[[HttpRequest], HttpResponse]

HEALTH_PATH = "/healthz"
PRIVATE = "hireguide.private"


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

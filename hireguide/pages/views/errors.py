"""The error pages: what happened, what to do, and a way on. For htmx a fragment that fits where it lands."""

from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from hireguide.web.htmx import render_page, wants_panel

LAST_RESORT = """<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8"><title>Something broke – Hireguide</title></head>
<body><main><h1>Something broke on our side</h1>
<p>Answers that you had already sent are kept. Wait a minute, then reload this page.</p>
<p><a href="/">Go to the start page</a></p></main></body></html>
"""
"""What is left to say when even the page of the 500 cannot be rendered."""


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: a request that no form or link of ours makes."""
    return _error(request, HTTPStatus.BAD_REQUEST, "We could not read that request")


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: a page that this visitor may not open; where who refuses it says why, the page does too."""
    return _error(request, HTTPStatus.FORBIDDEN, "You may not open this page", why=str(exception))


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: no such page, or answers that are gone."""
    return _error(request, HTTPStatus.NOT_FOUND, "There is nothing at this address")


def server_error(request: HttpRequest) -> HttpResponse:
    """500: rendered without database, session or context processors, since any of them may be what broke."""
    try:
        body: str = render_to_string("500.html")
    except Exception:  # noqa: BLE001 - whatever broke, the visitor gets words
        body = LAST_RESORT
    return HttpResponse(body, status=HTTPStatus.INTERNAL_SERVER_ERROR)


def _error(request: HttpRequest, status: HTTPStatus, title: str, why: str = "") -> HttpResponse:
    """The error's page; for htmx its panel where it fills #panel with a 404, and else a few lines for a notice."""
    template = f"{status.value}.html"
    context = {"title": title, "why": why, "draft_days": settings.DRAFT_DAYS}
    into_the_panel = status == HTTPStatus.NOT_FOUND and request.headers.get("HX-Target") == "panel"
    if wants_panel(request) and not into_the_panel:
        return HttpResponse(render_to_string(f"{template}#fragment", context, request), status=status)
    return render_page(request, template, context, status=status)

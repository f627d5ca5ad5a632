"""One page, two ways out: whole for a visit, its panel alone for htmx."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers
from django.utils.html import format_html
from django_htmx.middleware import HtmxDetails

PRODUCT = "Hireguide"


def wants_panel(request: HttpRequest) -> bool:
    """Whether htmx will swap the answer into #panel. Boosted and history-restore requests want the whole page."""
    htmx: HtmxDetails | None = getattr(request, "htmx", None)
    return bool(htmx and not htmx.boosted and not htmx.history_restore_request)


def targets(request: HttpRequest, element_id: str) -> bool:
    """Whether htmx will swap the answer into the element with this id."""
    htmx: HtmxDetails | None = getattr(request, "htmx", None)
    return htmx is not None and wants_panel(request) and htmx.target == element_id


def render_page(
    request: HttpRequest, template: str, context: Mapping[str, Any], status: int = HTTPStatus.OK, partial: str = "panel"
) -> HttpResponse:
    """Render `template` whole, or for htmx only its `partial` after a `<title>`, which htmx shows as the page's.

    `context` holds `title`, the page's own part of the title; on an error it starts with "Error: ".
    """
    if wants_panel(request):
        title = format_html("<title>{} – {}</title>\n", context["title"], PRODUCT)
        response = HttpResponse(
            title + render_to_string(f"{template}#{partial}", dict(context), request), status=status
        )
    else:
        response = HttpResponse(render_to_string(template, dict(context), request), status=status)
    if status == HTTPStatus.CONFLICT and partial == "panel" and wants_panel(request):
        # What was changed meanwhile stands on the page with the form; other refusals are shown beside the form.
        response["HX-Retarget"], response["HX-Reswap"] = "#panel", "innerHTML"
    if status >= HTTPStatus.BAD_REQUEST:
        # The address stays the one of the page that holds the form, or Back would seem dead.
        response["HX-Push-Url"] = "false"
    patch_vary_headers(response, ["HX-Request", "HX-Target", "HX-Boosted", "HX-History-Restore-Request"])
    return response

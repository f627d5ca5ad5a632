"""Lists that are searched and filtered: what is asked for stands in the address, and htmx swaps the results alone."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.http import urlencode

from hireguide.web.htmx import render_page, targets

RESULTS = "results"


def address_of(request: HttpRequest) -> str:
    """What the address asks for, without the page and without what was left blank."""
    return urlencode({name: str(value) for name, value in request.GET.items() if value and name != "page"})


def list_page(request: HttpRequest, template: str, context: Mapping[str, Any]) -> HttpResponse:
    """The whole list, or for its own search the part of the results, and the address to show for them."""
    if not targets(request, RESULTS):
        return render_page(request, template, context)
    response = render_page(request, template, context, partial=RESULTS)
    query = address_of(request)
    response["HX-Push-Url"] = f"{request.path}?{query}" if query else request.path
    return response

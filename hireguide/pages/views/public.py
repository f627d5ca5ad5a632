"""Home, how it works, sources and privacy: pages that hold nobody's answers and that anybody may keep."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from hireguide.pages.documents.edition import EditionPage
from hireguide.pages.documents.home import build_home
from hireguide.pages.documents.how_it_works import build_how_it_works
from hireguide.pages.documents.sources import build_sources
from hireguide.pages.views.caching import revalidated
from hireguide.rulebooks.selectors import current_edition, rulebook_of
from hireguide.web.htmx import render_page

RETRY_AFTER = "60"
"""Seconds after which somebody may look again whether an edition has been published."""

EditionView = Callable[[HttpRequest, EditionPage], HttpResponse]


def drawn_from_the_edition(view: EditionView) -> Callable[[HttpRequest], HttpResponse]:
    """Hand `view` the current edition; before the first is published, say so kindly with 503."""

    @wraps(view)
    def with_edition(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        edition = current_edition()
        if edition is None:
            response = render_page(request, "pages/not_ready.html", {"title": "Not ready yet"}, status=503)
            response["Retry-After"] = RETRY_AFTER
            return response
        return view(request, EditionPage(edition, rulebook_of(edition)))

    return with_edition


@require_safe
@revalidated
@drawn_from_the_edition
def home(request: HttpRequest, page: EditionPage) -> HttpResponse:
    """What it does, in ten seconds, and the button that starts."""
    context = {"title": "Which technology leader to hire first", "home": build_home(page.rulebook)}
    return render_page(request, "pages/home.html", {**context, "draft_days": settings.DRAFT_DAYS})


@require_safe
@revalidated
@drawn_from_the_edition
def how_it_works(request: HttpRequest, page: EditionPage) -> HttpResponse:
    """The grid, every rule of the current edition, and how it does on the experts' cases."""
    context = {"title": "How it works", "page": page, "document": build_how_it_works(page.rulebook)}
    return render_page(request, "pages/how_it_works.html", context)


@require_safe
@revalidated
@drawn_from_the_edition
def sources(request: HttpRequest, page: EditionPage) -> HttpResponse:
    """Who says so, how far each is to be trusted, and what they disagree about."""
    context = {"title": "Sources", "page": page, "document": build_sources(page.rulebook)}
    return render_page(request, "pages/sources.html", context)


@require_safe
@revalidated
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept, for how long, and how to delete it."""
    context = {"title": "Privacy", "draft_days": settings.DRAFT_DAYS}
    return render_page(request, "pages/privacy.html", context)

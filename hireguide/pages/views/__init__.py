"""The public pages, the probes and the error pages."""

from hireguide.pages.views.errors import bad_request, page_not_found, permission_denied, server_error
from hireguide.pages.views.probes import readyz, robots
from hireguide.pages.views.public import home, how_it_works, privacy, sources
from hireguide.pages.views.theme import theme

__all__ = [
    "bad_request",
    "home",
    "how_it_works",
    "page_not_found",
    "permission_denied",
    "privacy",
    "readyz",
    "robots",
    "server_error",
    "sources",
    "theme",
]

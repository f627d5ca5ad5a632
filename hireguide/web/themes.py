"""Light, dark, or as the device has it: the reader's choice, kept in a cookie and written on every page's root."""

from django.http import HttpRequest

THEMES = ("light", "auto", "dark")
THEME_COOKIE = "theme"
THEME_COOKIE_AGE = 365 * 24 * 60 * 60
"""Seconds that the choice is kept: a year."""


def chosen_theme(request: HttpRequest | None) -> str:
    """The theme that the cookie names; "auto" without one, or with one that names none."""
    theme = request.COOKIES.get(THEME_COOKIE, "auto") if request is not None else "auto"
    return theme if theme in THEMES else "auto"

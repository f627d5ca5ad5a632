"""What templates need beyond Django's own: the grid and the mark, the theme, points, units and grades in words."""

from collections.abc import Mapping
from typing import Any

from django import template

from hireguide.web.clients import browser_words
from hireguide.web.grid import MARK, GridPicture
from hireguide.web.grid_path import PathPicture
from hireguide.web.themes import THEMES, chosen_theme

register = template.Library()

GRADES: Mapping[str, str] = {
    "expert": "a known expert or investor",
    "operator": "somebody telling their own case",
    "search_firm": "an executive search firm",
    "provider": "sells this kind of work: an interested party",
    "data": "data or a survey",
    "house": "our own judgement: nobody else says it",
}
UNITS: Mapping[str, str] = {"usd_month": "a month", "usd_year": "a year"}


@register.inclusion_tag("components/grid.html")
def grid(picture: GridPicture, variant: str = "full", caption: str = "", name: str = "") -> dict[str, Any]:
    """The one picture: `full` with its cells named (the verdict), or `small` (the wizard's companion).

    `name` is what its ids begin with, where a page holds two of one variant.
    """
    return {"picture": picture, "variant": variant, "caption": caption, "name": name or variant}


@register.inclusion_tag("components/grid_path.html")
def grid_path(path: PathPicture, caption: str, name: str = "path") -> dict[str, Any]:
    """Several dots on the one picture, with lines between them; `caption` is its title."""
    return {"path": path, "picture": path.grid, "variant": "full", "caption": caption, "name": name}


@register.inclusion_tag("components/grid.html")
def mark() -> dict[str, Any]:
    """The product's mark, hidden from assistive technology: its name stands beside it."""
    return {"picture": MARK, "variant": "mark"}


@register.simple_tag(takes_context=True)
def theme(context: template.Context) -> str:
    """The theme that this reader chose: light, auto or dark."""
    return chosen_theme(context.get("request"))


@register.simple_tag
def themes() -> tuple[str, ...]:
    """The themes there are, in the order of the switch."""
    return THEMES


@register.filter
def browser(user_agent: str) -> str:
    """A browser in words: "Firefox on Windows"."""
    return browser_words(user_agent)


@register.filter
def signed(points: int) -> str:
    """Points with their sign: +3, −2, 0."""
    if points == 0:
        return "0"
    return f"+{points}" if points > 0 else f"−{-points}"


@register.filter
def sign_spoken(points: int) -> str:
    """Points as they are read aloud: plus 3 points, minus 1 point."""
    sign = {True: "plus ", False: "minus "}[points > 0] if points else ""
    return f"{sign}{abs(points)} point{'' if abs(points) == 1 else 's'}"


@register.filter
def strokes(points: int) -> range:
    """One stroke of the tally for each point, whatever its sign."""
    return range(abs(points))


@register.filter
def usd_unit(unit: str) -> str:
    """A cost's unit in words: "usd_month" → "a month"."""
    return UNITS.get(unit, unit)


@register.filter
def grade_meaning(grade: str) -> str:
    """What a source's grade means, in words."""
    return GRADES.get(grade, grade)

"""Marks the views whose pages hold somebody's answers: such pages are neither stored by caches nor indexed."""

from collections.abc import Callable
from typing import Any, TypeVar

View = TypeVar("View", bound=Callable[..., Any])

MARK = "private_page"


def private_page(view: View) -> View:
    """Mark `view` as private. `PrivatePageMiddleware` does the rest, on its errors and refusals too."""
    setattr(view, MARK, True)
    return view


def is_private(view: object) -> bool:
    """Whether `private_page` marked `view`. Wrappers made with `functools.wraps` carry the mark outwards."""
    return getattr(view, MARK, False) is True

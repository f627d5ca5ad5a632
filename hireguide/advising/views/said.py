"""What the next page of the desk says, once, of what was just done. It waits in the session."""

from typing import Any

from django.http import HttpRequest

_SAID = "said"


def say(request: HttpRequest, text: str, *, undo: str = "", is_trouble: bool = False) -> None:
    """Let the next page say `text`; with `undo`, the address that takes it back is offered as a button."""
    request.session[_SAID] = {"text": text, "undo": undo, "kind": "trouble" if is_trouble else "good"}


def said(request: HttpRequest) -> dict[str, Any] | None:
    """What waits to be said, which is forgotten with that."""
    waiting: dict[str, Any] | None = request.session.pop(_SAID, None)
    return waiting

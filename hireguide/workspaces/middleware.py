"""Tells the database who asks for a page, before any view does: see `hireguide.web.wall`."""

from collections.abc import Callable, Iterator
from contextlib import nullcontext
from typing import Any, Final, TypeAlias, cast

from django.conf import settings
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import Resolver404, resolve

from hireguide.accounts.middleware import STAFF_PAGES
from hireguide.web.keys import token_hash
from hireguide.web.wall import behind_the_wall
from hireguide.workspaces.selectors import viewer_of

READS: Final = frozenset({"GET", "HEAD"})
GetResponse: TypeAlias = Callable[[HttpRequest], HttpResponse]


class WallMiddleware:
    """Stands after it is known who is calling, around everything that reads a workspace."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if connection.vendor != "postgresql":
            return self.get_response(request)
        asker = _asker(request)
        # What is only read is read in one transaction: the database is told once who asks, not before each statement.
        reads = asker["user_id"] is not None and request.method in READS and not connection.in_atomic_block
        with behind_the_wall(**asker), transaction.atomic() if reads else nullcontext():
            response = self.get_response(request)
        if isinstance(response, StreamingHttpResponse):  # its rows are read while it is sent
            response.streaming_content = _piece_by_piece(iter(cast(Any, response)), asker)
        return response


def _asker(request: HttpRequest) -> dict[str, Any]:
    """Whoever is signed in; the keys of this session, and the one in the address; whether it is a page of the staff."""
    try:
        match = resolve(request.path_info)
    except Resolver404:
        return {"user_id": None}
    shown = {token_hash(match.kwargs["token"])} if "token" in match.kwargs else set()
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        # Nobody is signed in; the session is left unread, so that what is everybody's stays one page for caches.
        return {"user_id": None, "keys": shown}
    viewer = viewer_of(request)
    is_staff = viewer.user is not None and viewer.user.is_staff and bool(STAFF_PAGES & set(match.namespaces))
    return {"user_id": viewer.user and viewer.user.pk, "keys": viewer.keys | shown, "is_staff": is_staff}


def _piece_by_piece(content: Iterator[bytes], asker: dict[str, Any]) -> Iterator[bytes]:
    """Each piece of a long answer is made behind the wall too; nothing is held between them."""
    while True:
        with behind_the_wall(**asker):
            piece = next(content, None)
        if piece is None:
            return
        yield piece

"""The second wall: who is asking, told to PostgreSQL, whose row-level security hides all other rows of workspaces.

SQLite serves one team on one machine and has no such wall: there the selectors stand alone.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext
from contextvars import ContextVar
from typing import Any, Final, NamedTuple

from django.db import connection, transaction

IDLE, IN_TRANSACTION = "IDLE", "INTRANS"


class Asker(NamedTuple):
    """Who is asking, as the database reads it; with nothing set, anybody."""

    user: str = ""
    keys: str = ""
    staff: str = ""
    beyond: str = ""


ANYBODY: Final = Asker()
_asker: ContextVar[Asker] = ContextVar("asker", default=ANYBODY)


@contextmanager
def behind_the_wall(*, user_id: int | None, keys: Iterable[str] = (), is_staff: bool = False) -> Iterator[None]:
    """Each transaction begun in here is told first that this user, or the holder of these keys, is asking; a statement
    outside any is one of its own. So what a service has stored stays stored, whatever becomes of the rest.

    `keys` are hashes of the tokens that were shown. `is_staff`: whether a page of the staff asks, which reads kept
    diagnoses of everybody's. Without any of them nothing is told: rows of nobody's are seen anyway.
    """
    with _asking(Asker(str(user_id or ""), ",".join(sorted(keys)), "on" if is_staff else "")):
        yield


@contextmanager
def beyond_the_wall() -> Iterator[None]:
    """For a service that does on somebody's behalf what they may have done and not see: a respondent's hand-in notes a
    line in a workspace that is closed to them. It decorates the service, after everything has been authorised."""
    with _asking(_asker.get()._replace(beyond="on")):
        yield


@contextmanager
def _asking(asker: Asker) -> Iterator[None]:
    if connection.vendor != "postgresql" or asker == _asker.get():
        yield
        return
    before = _asker.set(asker)
    try:
        with connection.execute_wrapper(_tell_first):
            _tell_if_begun()
            yield
    finally:
        _asker.reset(before)
        _tell_if_begun()


def _tell_first(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    """Run a statement; if it begins a transaction, say in it who asks."""
    database = context["connection"]
    if _state(database) != IDLE:
        return execute(sql, params, many, context)
    with nullcontext() if database.in_atomic_block else transaction.atomic(using=database.alias):
        _tell(database)
        return execute(sql, params, many, context)


def _tell_if_begun() -> None:
    """A transaction that was begun before, as a test's is, is told at once."""
    if _state(connection) == IN_TRANSACTION:
        _tell(connection)


def _state(database: Any) -> str:
    """What libpq says of the transaction, without asking the server."""
    return database.connection.info.transaction_status.name if database.connection is not None else ""


def _tell(database: Any) -> None:
    """The one place. The settings end with the transaction: no pooled connection carries them on."""
    database.connection.execute(
        "SELECT set_config('hireguide.user', %s, true), set_config('hireguide.keys', %s, true),"
        " set_config('hireguide.staff', %s, true), set_config('hireguide.beyond', %s, true)",
        _asker.get(),
    )

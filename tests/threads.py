"""How tests make things happen in the same moment, each in a thread and with a database connection of its own."""

from functools import partial
from threading import Barrier, Event, Thread
from time import sleep

from django.db import connection, transaction


def at_once(*calls):
    """Run all calls at the same moment; returns what each returned or raised."""
    together = Barrier(len(calls))
    outcomes = [None] * len(calls)

    def run(call):
        together.wait()
        return call()

    threads = [Thread(target=_run, args=(outcomes, place, partial(run, call))) for place, call in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def overlapping(first, second):
    """Run `first` to its end but for its commit, then `second` until it is done or waits for `first`; then let `first`
    commit. Returns what each returned or raised. PostgreSQL only, where two write at once.
    """

    def slow(pause):
        with transaction.atomic():
            outcome = first()
            pause()
        return outcome

    return _interleaved(slow, second)


def crossing(first, second, *, after):
    """Run `first` until it has held rows, or written some, so many times, then `second` until it is done or waits for
    `first`; then let `first` go on. Returns what each returned or raised, and whether `first` came so far.
    """
    held = []

    def slow(pause):
        def count(execute, sql, *rest):
            result = execute(sql, *rest)
            if " FOR " in sql or sql.startswith(("INSERT", "UPDATE", "DELETE")):
                held.append(sql)
                if len(held) == after:
                    pause()
            return result

        with connection.execute_wrapper(count):
            return first()

    return (*_interleaved(slow, second), len(held) >= after)


def _interleaved(first, second):
    """Run `first`, and when it calls what it is given, `second` until that is done or waits."""
    paused, begun, pid = Event(), Event(), []

    def pause():
        paused.set()
        begun.wait()
        while threads[1].is_alive() and not _waits(pid[0]):
            sleep(0.002)

    def slow():
        try:
            return first(pause)
        finally:
            paused.set()

    def quick():
        pid.append(connection.connection.info.backend_pid)
        begun.set()
        return second()

    outcomes = [None, None]
    threads = [
        Thread(target=_run, args=(outcomes, 0, slow)),
        Thread(target=_run, args=(outcomes, 1, quick)),
    ]
    threads[0].start()
    paused.wait()
    threads[1].start()
    for thread in threads:
        thread.join()
    return outcomes


def _run(outcomes, place, call):
    try:
        connection.ensure_connection()
        outcomes[place] = call()
    except Exception as error:  # noqa: BLE001 - a thread's error would be lost
        outcomes[place] = error
    finally:
        connection.close()


def _waits(pid):
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_blocking_pids(%s) <> '{}'", [pid])
        return cursor.fetchone()[0]

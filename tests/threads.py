"""How tests make things happen in the same moment, each in a thread and with a database connection of its own."""

from threading import Barrier, Thread

from django.db import connection


def at_once(*calls):
    """Run all calls at the same moment; returns what each returned or raised."""
    together = Barrier(len(calls))
    outcomes = [None] * len(calls)

    def run(place, call):
        try:
            connection.ensure_connection()
            together.wait()
            outcomes[place] = call()
        except Exception as error:  # noqa: BLE001 - a thread's error would be lost
            outcomes[place] = error
        finally:
            connection.close()

    threads = [Thread(target=run, args=pair) for pair in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes

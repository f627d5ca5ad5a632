"""`make run`: brings the database up to date, loads rulebook and demo accounts, serves until interrupted.

A worker for long work runs beside the server and ends with it; one that ends before is started again.
"""

import ctypes
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

import django
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DatabaseError, connection

ROOT = Path(__file__).resolve().parents[1]
MANAGE = (sys.executable, "manage.py")
WORKER = ("db_worker", "--reload", "--verbosity=0")  # like the server it starts anew when the code changes
APP, BACKGROUND = "hireguide_app", "hireguide_background"
PATIENCE = 3  # seconds for each to end what it is at; a replay cut short goes on where it was
ENDING = (signal.SIGHUP, signal.SIGINT, signal.SIGTERM)
SIGNAL_AT_PARENTS_END = 1  # PR_SET_PDEATHSIG of Linux's prctl
LINUX = ctypes.CDLL(None) if sys.platform == "linux" else None


def chosen_port() -> int:
    """The port to serve on, or an exit that says what is wrong with it."""
    text = os.environ.get("PORT", "8000")
    if not text.isdecimal() or not 0 < int(text) < 65536:
        sys.exit(f"PORT is {text!r}: it must be a number from 1 to 65535.")
    port = int(text)
    with socket.socket() as probe:
        if probe.connect_ex(("127.0.0.1", port)) == 0:
            sys.exit(f"Port {port} is taken by another program. Choose another: make run PORT={port % 65535 + 1}")
    return port


def note_port(port: int) -> None:
    """Tell commands that are run beside the server where it is: the links in their mails lead there."""
    settings.PORT_SERVED.parent.mkdir(exist_ok=True)
    settings.PORT_SERVED.write_text(f"{port}\n")


def start(*command: str, role: str) -> subprocess.Popen[bytes]:
    """Run a command of Django's, in a group of its own: Ctrl-C is for this process, which ends the others. On
    PostgreSQL it works as `role`, as on a server."""
    return subprocess.Popen(
        [*MANAGE, *command],
        start_new_session=True,
        env={"DATABASE_ROLE": role, **os.environ},
        preexec_fn=partial(end_with_parent, os.getpid()),  # noqa: PLW1509 - this process has one thread alone
    )


def end_with_parent(parent: int) -> None:
    """Have this process told to end when its parent is gone, even killed: Linux alone can."""
    if LINUX is not None:
        LINUX.prctl(SIGNAL_AT_PARENTS_END, signal.SIGTERM)
        if os.getppid() != parent:  # gone before it could be said
            os._exit(1)


def end(*processes: subprocess.Popen[bytes]) -> None:
    """End processes and all that they started; by force what takes too long."""
    for process in processes:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGTERM)
    for process in processes:
        with suppress(subprocess.TimeoutExpired):
            process.wait(PATIENCE)
        with suppress(ProcessLookupError, PermissionError):  # nothing is left of its group
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def serve(port: int, told: Sequence[int] = ()) -> int:
    """Run server and worker until the server ends or this process is `told` to; returns the exit code."""
    os.environ["DJANGO_RUNSERVER_HIDE_WARNING"] = "true"  # this is a development machine, and it is said before
    server = start("runserver", f"localhost:{port}", "--skip-checks", role=APP)
    worker = start(*WORKER, role=BACKGROUND)
    try:
        while not told:
            try:
                return server.wait(0.2)
            except subprocess.TimeoutExpired:
                if worker.poll() is not None:
                    worker = start(*WORKER, role=BACKGROUND)
        return 0 if told[0] == signal.SIGINT else 128 + told[0]
    finally:
        end(worker, server)


def signals_told() -> Sequence[int]:
    """The signals to end that this process has been given, from now on; those passed over (nohup) still are.

    They are only noted: nothing may cut short the ending of the others, and they do come twice. make passes on to this
    process what its whole group was given, and people press Ctrl-C again.
    """
    told: list[int] = []
    for each in ENDING:
        if signal.getsignal(each) != signal.SIG_IGN:
            signal.signal(each, lambda signum, _frame: told.append(signum))
    return told


def main() -> None:
    """Set up, then serve."""
    port = chosen_port()
    os.environ.update(DJANGO_SETTINGS_MODULE="hireguide.settings.dev", PORT=str(port))
    try:
        django.setup()
        print(f"Database: {connection.vendor}, {connection.settings_dict['NAME']}", flush=True)
        call_command("migrate", verbosity=0)
        call_command("load_rulebook", "fixtures/rulebook.json", "--publish", "--if-none")
        call_command("load_demo")
        call_command("load_demo_workspace")
    except (CommandError, ImproperlyConfigured) as error:
        sys.exit(f"{error}")
    except DatabaseError as error:
        sys.exit(f"database: {error}\nCheck DATABASE_URL, and that the database runs.")
    connection.close()
    note_port(port)
    print("A worker for long work runs beside the server and ends with it.")
    print(f"Hireguide, for development: http://localhost:{port}/   (Ctrl-C stops both)", flush=True)
    sys.exit(serve(port, signals_told()))


if __name__ == "__main__":
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    main()

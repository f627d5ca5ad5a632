"""What our commands share: exit codes, errors in plain words on standard error, and a bar for long input."""

import os
import sys
import time
from collections.abc import Iterable
from typing import NoReturn

from django.core.management.base import BaseCommand, OutputWrapper
from django.db import DatabaseError

from hireguide.rules import Fault

DONE, REFUSED, BAD_INPUT = 0, 1, 2


class HouseCommand(BaseCommand):
    """A command that ends with 0 (done), 1 (a gate refuses) or 2 (bad input): no traceback for bad input."""

    def complain(self, path: str, message: str) -> None:
        """Say on standard error what is wrong at `path`."""
        self.stderr.write(printable(f"{path}: {message}"))

    def complain_of_all(self, name: str, faults: Iterable[Fault]) -> None:
        """Say all that is wrong in the file called `name`, a line each."""
        for fault in faults:
            self.complain(f"{name}: {fault.path}" if fault.path else name, fault.message)

    def stop(self, code: int) -> NoReturn:
        """End the command with this exit code; what is wrong has been said."""
        raise SystemExit(code)

    def run_from_argv(self, argv: list[str]) -> None:
        """As Django does it, but a database that isn't ready and a reader that has gone are no accidents."""
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="backslashreplace")  # a terminal without Unicode shows escapes
        try:
            super().run_from_argv(argv)
            sys.stdout.flush()
        except BrokenPipeError:
            # `| head` has seen enough. What is left to write goes nowhere, or Python complains when it closes.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            self.stop(DONE)
        except DatabaseError as error:
            first_line = str(error).strip().partition("\n")[0]
            self.complain("database", f"{first_line}. Check DATABASE_URL, and run “python manage.py migrate” first.")
            self.stop(BAD_INPUT)


class Progress:
    """A bar on a terminal for long work: silent elsewhere, and for the first second.

    `size`: how much there is to do, if known (bytes of a file, say); `what` is counted.
    """

    WIDTH = 30

    def __init__(self, stream: OutputWrapper, *, size: int | None, shown: bool, what: str = "profiles") -> None:
        self._stream = stream
        self._what = what
        self._size = size
        self._next = time.monotonic() + 1 if shown else float("inf")
        self._drawn = False

    def show(self, *, done: int, count: int) -> None:
        """Draw `done` of the size and what is counted, ten times a second at most."""
        now = time.monotonic()
        if now < self._next:
            return
        self._next = now + 0.1
        self._drawn = True
        self._stream.write(f"\r{self._bar(done)}{count:,} {self._what}", ending="")
        self._stream.flush()

    def clear(self) -> None:
        """Wipe the bar, so that what is written next starts on a clean line."""
        if self._drawn:
            self._stream.write("\r" + " " * (self.WIDTH + 40) + "\r", ending="")
            self._drawn = False

    def _bar(self, done: int) -> str:
        if not self._size:
            return ""
        share = min(done / self._size, 1)
        full = round(share * self.WIDTH)
        return f"[{'#' * full}{'.' * (self.WIDTH - full)}] {share:4.0%}  "


def printable(text: str) -> str:
    r"""`text` with what a terminal would obey, or could not show, written as escapes.

    >>> print(printable("Acme\x1b[2J Ltd"))
    Acme\x1b[2J Ltd
    """
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)

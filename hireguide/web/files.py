"""Files that a command is given: opened, bounded and decoded, with a plain word about each one that can't be read."""

import codecs
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

STANDARD_INPUT = "-"
RULEBOOK_LIMIT = 4_000_000


class UnreadableFileError(ValueError):
    """A file that can't be read. The message says why and what to do, without the file's name."""


class Source:
    """The bytes of one file as they are read, less a byte order mark.

    `name` is what paths of errors begin with; `done` counts the bytes read, `size` is how many there are, if known.
    """

    def __init__(self, name: str, stream: BinaryIO, size: int | None = None) -> None:
        self.name = name
        self.size = size
        self.done = 0
        self._stream = stream
        self._waiting = BytesIO()
        mark = self.read(len(codecs.BOM_UTF8))
        if mark != codecs.BOM_UTF8:
            self.put_back(mark)

    def read(self, limit: int) -> bytes:
        """At most `limit` bytes; fewer only at the end of the file."""
        head = self._waiting.read(limit)
        if len(head) < limit:
            with _in_words():
                head += self._stream.read(limit - len(head))
        return self._counted(head)

    def readline(self, limit: int) -> bytes:
        """The rest of the line with its newline, but at most `limit` bytes of it."""
        line = self._waiting.readline(limit)
        if not line.endswith(b"\n") and len(line) < limit:
            with _in_words():
                line += self._stream.readline(limit - len(line))
        return self._counted(line)

    def put_back(self, data: bytes) -> None:
        """Make `data`, just read, the next bytes to be read."""
        self._waiting = BytesIO(data + self._waiting.read())
        self.done -= len(data)

    def _counted(self, data: bytes) -> bytes:
        self.done += len(data)
        return data


@contextmanager
def open_source(name: str) -> Iterator[Source]:
    """The file called `name`, `-` being standard input; it and its reading raise UnreadableFileError."""
    if name == STANDARD_INPUT:
        if sys.stdin is None:
            raise UnreadableFileError("standard input is closed. Name a file, or pipe one in.")
        yield Source(name, sys.stdin.buffer)
        return
    with _in_words():
        stream = Path(name).open("rb")  # noqa: SIM115 - closed below; what the caller does is not this guard's to judge
    with stream:
        status = os.fstat(stream.fileno())
        yield Source(name, stream, status.st_size if stat.S_ISREG(status.st_mode) else None)


def read_text(source: Source, *, limit: int) -> str:
    """All of `source` as text; raises UnreadableFileError if it is longer than `limit` bytes or not UTF-8."""
    data = source.read(limit + 1)
    if len(data) > limit:
        raise UnreadableFileError(f"is larger than {limit // 1_000_000} MB, which is more than is read at once.")
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableFileError(f"is not UTF-8 text: see line {line}. Save the file as UTF-8.") from None


@contextmanager
def _in_words() -> Iterator[None]:
    """Tell why the operating system refuses a file."""
    try:
        yield
    except FileNotFoundError:
        raise UnreadableFileError("there is no such file. Check the name and the folder.") from None
    except IsADirectoryError:
        raise UnreadableFileError("is a folder. Name a file in it.") from None
    except PermissionError:
        raise UnreadableFileError("you have no permission to read it.") from None
    except (OSError, ValueError) as error:  # ValueError: a name with a null character
        raise UnreadableFileError(f"can't be read: {getattr(error, 'strerror', None) or error}.") from None

"""How tests run a command of ours: in this process, with standard input given, exit code and both outputs returned."""

import io
import sys
from typing import NamedTuple

import pytest
from django.core.management import call_command


class Done(NamedTuple):
    code: int
    out: str
    err: str


def run(name, *arguments, stdin=b""):
    """Run the command `name`; a traceback in it is one in the test."""
    out, err = io.StringIO(), io.StringIO()
    code = 0
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        try:
            call_command(name, *map(str, arguments), stdout=out, stderr=err)
        except SystemExit as end:
            code = end.code
    return Done(code, out.getvalue(), err.getvalue())

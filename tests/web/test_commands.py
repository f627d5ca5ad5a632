import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management.base import OutputWrapper

from hireguide.web import commands
from hireguide.web.commands import Progress, printable
from tests.factories import rulebook_text

ROOT = Path(__file__).resolve().parents[2]


def program(*arguments, stdin="", **environment):
    """Run a command of ours as its own process."""
    return subprocess.run(
        [sys.executable, "manage.py", *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "hireguide.settings.test", **environment},
        input=stdin,
        capture_output=True,
        text=True,
    )


@pytest.fixture
def rules(tmp_path):
    path = tmp_path / "rules.json"
    path.write_text(rulebook_text(name="“Größe”"))
    return path


@pytest.mark.bare
def test_a_database_that_is_not_ready_is_told_in_words(rules, tmp_path):
    done = program("load_rulebook", rules, "--publish", DATABASE_URL=f"sqlite:///{tmp_path / 'empty.sqlite3'}")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("database: no such table")
    assert "python manage.py migrate" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.bare
def test_a_terminal_without_unicode_shows_escapes(rules):
    done = program("diagnose", "-", "--rulebook", rules, stdin='{"company_name": "Größe"}', PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Gr\\xf6\\xdfe (-)")


@pytest.mark.bare
def test_a_reader_that_has_seen_enough_is_no_accident(rules, tmp_path):
    path = tmp_path / "many.jsonl"
    path.write_text('{"company_name": "Acme"}\n' * 5_000)
    writer = subprocess.Popen(
        [sys.executable, "manage.py", "diagnose", str(path), "--json", "--rulebook", str(rules)],
        cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "hireguide.settings.test"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    with writer:
        assert writer.stdout.readline().startswith(b'{"profile": {"company_name": "Acme"}')
        writer.stdout.close()
        assert writer.stderr.read() == b""
    assert writer.returncode == 0


@pytest.fixture
def clock(monkeypatch):
    """Seconds that pass when told to."""
    passed = [0.0]
    monkeypatch.setattr(commands.time, "monotonic", lambda: passed[0])
    return passed


def bar(clock, *, size, shown=True):
    """What stands on the terminal after each half second of 1,000 bytes and 10 profiles."""
    terminal = io.StringIO()
    progress = Progress(OutputWrapper(terminal), size=size, shown=shown)
    for step in range(1, 5):
        clock[0] += 0.5
        progress.show(done=step * 1_000, count=step * 10)
    return terminal.getvalue(), progress, terminal


def test_the_bar_shows_after_a_second_how_far_the_file_is_read(clock):
    drawn, progress, terminal = bar(clock, size=4_000)
    assert drawn.split("\r")[1:] == [
        "[###############...............]  50%  20 profiles",
        "[######################........]  75%  30 profiles",
        "[##############################] 100%  40 profiles",
    ]
    progress.clear()
    assert terminal.getvalue().endswith(" \r")


def test_without_a_size_it_counts(clock):
    assert bar(clock, size=None)[0].endswith("\r40 profiles")


def test_where_nobody_looks_nothing_is_drawn(clock):
    drawn, progress, terminal = bar(clock, size=4_000, shown=False)
    progress.clear()
    assert (drawn, terminal.getvalue()) == ("", "")


def test_text_for_a_terminal_has_nothing_that_a_terminal_obeys():
    assert printable("Ünï “x” ☂") == "Ünï “x” ☂"
    assert printable("a\x1b[2J\n\u202eb\ud800") == "a\\x1b[2J\\n\\u202eb\\ud800"

"""A server of its own on a database file, killed without a word in the middle of a journey and started again."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import expect

from hireguide.rules import FIELDS
from tests.journeys.steps import ANSWERS, SECOND, THIRD, expect_section, fill, save, start

ROOT = Path(__file__).resolve().parents[2]


class Server:
    """One gunicorn on one SQLite file, at one address for as often as it is started."""

    def __init__(self, database):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"http://localhost:{self.port}"
        self.environment = {
            **os.environ,
            "DATABASE_URL": f"sqlite:///{database}",
            "DJANGO_SETTINGS_MODULE": "hireguide.settings.dev",
        }
        self.process = None

    def manage(self, *arguments):
        self.run("manage.py", *arguments)

    def run(self, *arguments):
        done = subprocess.run(
            [sys.executable, *arguments], cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr

    def start(self):
        serve = ["-m", "gunicorn", "hireguide.wsgi", "--bind", f"127.0.0.1:{self.port}", "--no-control-socket"]
        # A group of its own, so that killing it takes the worker along with the master.
        self.process = subprocess.Popen(
            [sys.executable, *serve], cwd=ROOT, env=self.environment, stderr=subprocess.DEVNULL, start_new_session=True
        )
        for _ in range(200):
            try:
                with urlopen(f"{self.url}/readyz", timeout=5):  # noqa: S310
                    return
            except OSError:
                time.sleep(0.05)
        pytest.fail("The server did not get ready within ten seconds.")

    def kill(self):
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    """A database file with the rulebook published, made once: each journey has a copy."""
    database = tmp_path_factory.mktemp("prepared") / "hireguide.sqlite3"
    server = Server(database)
    server.manage("migrate", "--verbosity=0")
    server.manage("load_rulebook", "fixtures/rulebook.json", "--publish")
    return database


@pytest.fixture
def server(prepared, tmp_path):
    server = Server(shutil.copy(prepared, tmp_path))
    server.start()
    yield server
    server.kill()


def expect_answers(page, section):
    """The section shows what was answered before."""
    for name, value in ANSWERS[section].items():
        if FIELDS[name].kind != "integer":
            expect(page.locator(f'input[name="{name}"][value="{value}"]')).to_be_checked()
        elif value == "unknown":
            expect(page.locator(f"#id_{name}__unknown")).to_be_checked()
        else:
            expect(page.locator(f"#id_{name}")).to_have_value(value)


def test_a_server_killed_in_the_middle_loses_nothing_that_was_sent_nor_what_is_on_the_page(
    server, open_context, console
):
    console.allow("Failed to load resource")
    console.allow("htmx:sendError")
    console.allow("htmx:afterRequest")
    page = open_context(base_url=server.url).new_page()
    start(page)
    fill(page, "company")
    save(page)
    expect_section(page, SECOND)
    fill(page, SECOND)
    server.kill()
    page.get_by_role("button", name="Save and continue").click()
    expect(page.locator("[data-trouble]")).to_contain_text("Nothing that you entered is lost")
    expect_answers(page, SECOND)
    server.start()
    page.locator("[data-trouble]").get_by_role("button", name="Try again").click()
    expect_section(page, THIRD)
    for section in (SECOND, "company"):
        page.get_by_role("link", name="Back", exact=True).click()
        expect_section(page, section)
        expect_answers(page, section)


def test_without_javascript_a_killed_server_keeps_what_was_sent_at_the_same_address(server, open_context):
    page = open_context(base_url=server.url, java_script_enabled=False).new_page()
    start(page)
    fill(page, "company")
    save(page)
    expect_section(page, SECOND)
    address = page.url
    server.kill()
    server.start()
    page.goto(address)
    expect_section(page, SECOND)
    page.get_by_role("link", name="Back", exact=True).click()
    expect_answers(page, "company")

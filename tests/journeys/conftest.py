"""The browser that journeys drive, and what it must never show: a console error, a refused resource, an axe finding."""

import os
import re
from pathlib import Path

import pytest

from scripts.browser import find_browser
from tests.journeys import seen

# Playwright keeps an event loop on the test's thread; the ORM would take that for asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

HERE = Path(__file__).parent
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--renderer-process-limit=1",
]
# The browser reports every answer from 400 on; that a page answers 4xx is often what a journey is about.
PAGE_REFUSED = re.compile(r"Failed to load resource: the server responded with a status of 4\d\d")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Whatever lives in this folder is a journey. Those that look at every page take longest and come first, so that
    two workers end together.
    """
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.journey)
    items.sort(key=lambda item: not item.path.stem.endswith("_seen"))


class Console:
    """What the browser complained of, in every tab of one journey."""

    def __init__(self):
        self.complaints = []
        self.allowed = []

    def allow(self, text):
        """Expect complaints that hold `text`: a journey about a broken network causes some."""
        self.allowed.append(text)

    def watch(self, context):
        context.on("console", self._message)
        context.on("weberror", lambda error: self.complaints.append(f"uncaught: {error.error}"))

    def unexpected(self):
        return [line for line in self.complaints if not any(text in line for text in self.allowed)]

    def _message(self, message):
        where = message.location.get("url", "")
        if message.type != "error" or (PAGE_REFUSED.match(message.text) and "/static/" not in where):
            return
        self.complaints.append(f"{message.text} ({where})")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return {**browser_type_launch_args, "executable_path": find_browser(), "args": QUIET}


@pytest.fixture(scope="session")
def base_url(live_server):
    """Journeys say paths: `page.goto("/")`."""
    return live_server.url


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return {**browser_context_args, "locale": "en-GB", "viewport": {"width": 1280, "height": 900}}


@pytest.fixture
def console():
    """Fails the journey at its end if any page logged an error, broke the content policy or threw."""
    console = Console()
    yield console
    assert console.unexpected() == []


@pytest.fixture
def open_context(browser, browser_context_args, console):
    """A function that opens a watched browser of its own kind: `open_context(java_script_enabled=False)`."""
    opened = []

    def open_one(**wishes):
        context = browser.new_context(**{**browser_context_args, **wishes})
        context.set_default_timeout(10_000)
        console.watch(context)
        opened.append(context)
        return context

    yield open_one
    for context in opened:
        context.close()


@pytest.fixture
def context(open_context):
    """The usual browser: JavaScript on, light, a desk's width. `page` is its first tab."""
    return open_context()


@pytest.fixture
def no_js(open_context):
    """A page in a browser with JavaScript off."""
    return open_context(java_script_enabled=False).new_page()


@pytest.fixture
def dark(open_context):
    """A page in a browser that asks for dark colours."""
    return open_context(color_scheme="dark").new_page()


@pytest.fixture
def narrow(open_context):
    """A page on the narrowest screen that must work: 320 px."""
    return open_context(viewport={"width": 320, "height": 640}, has_touch=True).new_page()


@pytest.fixture
def axe():
    """A function that fails, saying what and where, when axe finds anything on a page."""
    return seen.check


@pytest.fixture
def axe_everywhere():
    """The same for one loaded page in light, in dark and on the narrowest screen, where it must also fit."""
    return seen.check_everywhere

"""How staff work on the rules in a browser: signed in by a session of their own, and the hands that change a rule."""

import importlib

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client
from playwright.sync_api import expect

from tests.factories import make_user
from tests.journeys.steps import press


def make_staff(name, *groups):
    """`name`@example.com, in these of the groups that a migration makes."""
    importlib.import_module("hireguide.editing.migrations.0003_groups").make_groups(apps, None)
    user = make_user(f"{name}@example.com", is_staff=True)
    user.groups.set(Group.objects.filter(name__in=groups))
    return user


def sign_in(page, user, base_url):
    """Give the page's browser a session of `user`: how one signs in has journeys of its own. Returns the page."""
    client = Client()
    client.force_login(user)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": base_url}])
    return page


def expect_heading(page, text):
    expect(page.get_by_role("heading", level=1)).to_have_text(text)


def expect_message(page, text):
    expect(page.locator(".messagelist")).to_contain_text(text)


def start_draft(page, title):
    """From the home of the work on the rules to an open draft."""
    page.goto("/editing/")
    page.get_by_role("link", name="Start a draft").click()
    page.get_by_label("Title").fill(title)
    page.get_by_label("What for").fill("Two boards asked for it.")
    press(page, "Start the draft")
    expect_heading(page, title)


def preview(page):
    """What the form in front of us would do, asked before it is saved: in place, or on a page of its own."""
    press(page, "See what it does")
    expect(page.get_by_role("heading", name="What it does", exact=True)).to_be_visible()


def choose(page, line, field, op, value):
    """Fill in a condition's line; without JavaScript its choices are fetched by a button."""
    _wait_for_htmx(page)
    page.locator(f"#{line}-field").select_option(field)
    _show_choices(page)
    page.locator(f"#{line}-op").select_option(op)
    _show_choices(page)
    control = page.locator(f"#{line}-value")
    if control.evaluate("each => each.tagName") == "SELECT":
        control.select_option(value)
    else:
        control.fill(value)


def _wait_for_htmx(page):
    """Until what it swapped in listens: a person is slower than that, and this hand is not."""
    under_way = ", ".join(f".htmx-{state}" for state in ("request", "swapping", "settling", "added"))
    expect(page.locator(under_way)).to_have_count(0)


def _show_choices(page):
    _wait_for_htmx(page)
    button = page.get_by_role("button", name="Show the choices")
    if button.count():
        button.last.click()


def work():
    """Do what waits in the queue, as a worker beside the server would."""
    call_command("db_worker", "--batch", "--no-startup-delay", "--no-reload", verbosity=0)

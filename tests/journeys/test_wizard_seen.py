"""Every state of the wizard's pages, looked at by axe, in light and dark and on the narrowest screen."""

import re

import pytest
from playwright.sync_api import expect

from hireguide.rules import SECTIONS
from tests.journeys.steps import press, raw, save
from tests.wizard.drafts import live_draft, url_of

pytestmark = pytest.mark.usefixtures("transactional_db", "edition")
SCREENS = ("page", "dark", "narrow")
LONG = "Unbreakable" * 10


@pytest.fixture(params=SCREENS)
def screen(request):
    return request.getfixturevalue(request.param)


@pytest.fixture
def look(screen, axe):
    """Fails when axe finds anything, or when the page is wider than its screen."""

    def look():
        axe(screen)
        assert screen.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0, screen.url

    return look


def test_every_section_empty_and_answered(screen, look):
    empty, answered = live_draft(), live_draft(raw() | {"company_name": LONG})
    for draft in (empty, answered):
        for section in SECTIONS:
            screen.goto(url_of(draft, section=section))
            look()


def test_every_section_with_errors(screen, look):
    draft = live_draft()
    for section in SECTIONS:
        screen.goto(url_of(draft, section=section))
        save(screen)
        expect(screen.locator("#error-summary")).to_be_focused()
        look()


def test_a_section_with_why_we_ask_open(screen, look):
    screen.goto(url_of(live_draft()))
    for why in screen.locator(".why summary").all():
        why.click()
    look()


def test_start_filled_in_and_refused(screen, look):
    for query in ("", f"?company_name={LONG}&stage=seed", f"?stage=x&{LONG * 3}=y"):
        screen.goto(f"/wizard/{query}")
        look()


def test_check_as_it_may_stand(screen, look):
    impossible = {"engineer_count": "0", "technology_lead": "senior_engineer"}
    for answers in ({}, raw() | {"company_name": LONG}, raw() | {"engineer_count": "x" * 900}, impossible):
        screen.goto(url_of(live_draft(answers), "check"))
        look()


def test_coming_back_and_deleting(screen, look):
    screen.goto(url_of(live_draft(), "saved"))
    look()
    press(screen, "Send the address")
    expect(screen.locator("#error-summary")).to_be_focused()
    look()
    screen.get_by_label("E-mail address").fill("cleo@example.com")
    press(screen, "Send the address")
    expect(screen.get_by_text("The message is on its way.")).to_be_visible()
    look()
    press(screen, "Delete my answers")
    expect(screen.locator("h1")).to_have_text("Your answers are deleted")
    look()


def test_a_token_missing(screen, look):
    screen.goto(url_of(live_draft()))
    screen.context.clear_cookies()
    save(screen)
    expect(screen.locator("[data-trouble]")).to_be_visible()
    look()


@pytest.mark.parametrize("name", ["section", "saved"])
def test_a_form_older_than_its_token(screen, look, name):
    screen.goto(url_of(live_draft(), name))
    screen.context.clear_cookies()
    # Past htmx, as a browser without script would send it.
    screen.evaluate("document.querySelector('main form').submit()")
    expect(screen.get_by_text("open too long").first).to_be_visible()
    expect(screen).to_have_title(re.compile("^Error: "))
    look()

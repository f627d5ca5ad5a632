"""Every state of the wizard's pages, looked at by axe, in light and dark and on the narrowest screen."""

import re

import pytest
from playwright.sync_api import expect

from hireguide.rules import SECTIONS
from tests.journeys.steps import ASKED, press, raw, save
from tests.wizard.drafts import live_draft, url_of

pytestmark = pytest.mark.usefixtures("transactional_db", "edition")
LONG = "Unbreakable" * 10


@pytest.fixture
def look(page, axe_everywhere):
    """Fails when axe finds anything, or when the page is wider than its screen."""
    return lambda: axe_everywhere(page)


def test_every_section_empty(page, axe):
    draft = live_draft()
    for section in SECTIONS:
        page.goto(url_of(draft, section=section))
        axe(page)  # what it says of colours and the narrowest screen, it says with errors, below


def test_every_section_answered(page, look):
    draft = live_draft(raw() | {"company_name": LONG})
    for section in SECTIONS:
        page.goto(url_of(draft, section=section))
        look()


def test_every_section_with_errors(page, look):
    draft = live_draft()
    for section in SECTIONS:
        page.goto(url_of(draft, section=section))
        save(page)
        expect(page.locator("#error-summary")).to_be_focused()
        look()


def test_a_section_with_why_we_ask_open(page, look):
    page.goto(url_of(live_draft()))
    for why in page.locator(".why summary").all():
        why.click()
    look()


def test_start_filled_in_and_refused(page, look):
    for query in ("", f"?company_name={LONG}&stage=seed", f"?stage=x&{LONG * 3}=y"):
        page.goto(f"/wizard/{query}")
        look()


def test_check_as_it_may_stand(page, look):
    impossible = {"engineer_count": "0", "technology_lead": "senior_engineer"}
    for answers in ({}, ASKED, raw() | {"company_name": LONG}, raw() | {"engineer_count": "x" * 900}, impossible):
        page.goto(url_of(live_draft(answers), "check"))
        look()


def test_coming_back_and_deleting(page, look):
    page.goto(url_of(live_draft(), "saved"))
    look()
    press(page, "Send the address")
    expect(page.locator("#error-summary")).to_be_focused()
    look()
    page.get_by_label("E-mail address").fill("cleo@example.com")
    press(page, "Send the address")
    expect(page.get_by_text("The message is on its way.")).to_be_visible()
    look()
    press(page, "Delete my answers")
    expect(page.locator("h1")).to_have_text("Your answers are deleted")
    look()


def test_a_token_missing(page, look):
    page.goto(url_of(live_draft()))
    page.context.clear_cookies()
    save(page)
    expect(page.locator("[data-trouble]")).to_be_visible()
    look()


@pytest.mark.parametrize("name", ["section", "saved"])
def test_a_form_older_than_its_token(page, look, name):
    page.goto(url_of(live_draft(), name))
    page.context.clear_cookies()
    # Past htmx, as a browser without script would send it.
    page.evaluate("document.querySelector('main form').submit()")
    expect(page.get_by_text("open too long").first).to_be_visible()
    expect(page).to_have_title(re.compile("^Error: "))
    look()

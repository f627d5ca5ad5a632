"""An advisor follows a client: what changed, an own verdict beside the rules', and what could become of it."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from hireguide.diagnoses.models import Diagnosis, Override
from hireguide.workspaces.models import Client
from tests.factories import NOW, make_client, make_client_diagnosis, make_profile, make_workspace
from tests.journeys.staff import expect_heading, sign_in
from tests.journeys.steps import press

pytestmark = pytest.mark.usefixtures("transactional_db", "edition")

SLIPPING = {"company_name": "Acme", "engineer_count": 20, "delivery_pain": "high", "delivery_owner": False}
ADRIFT = {"company_name": "Acme", "engineer_count": 4, "delivery_pain": "none", "unguided_decisions": True}


@pytest.fixture
def company():
    """A client whose deliveries slipped a year ago and whose direction is open now."""
    company = make_client(make_workspace(), notes="Met in May.")
    make_client_diagnosis(company, profile=make_profile(**SLIPPING), now=NOW - timedelta(days=365))
    make_client_diagnosis(company, profile=make_profile(**ADRIFT))
    return company


def desk_of(company, open_context, base_url, **wishes):
    page = open_context(**wishes).new_page()
    sign_in(page, company.workspace.memberships.get().user, base_url)
    page.goto(f"/advising/clients/{company.public_id}/")
    expect_heading(page, "Acme")
    return page


def say_otherwise(page, verdict):
    form = page.get_by_role("region", name="An advisor’s own verdict")
    form.get_by_label("What the verdict should have been").select_option(verdict)
    form.get_by_label("Why").fill("The board wants both.")
    press(page, "Keep my verdict beside the rules’")


@pytest.mark.parametrize("scripted", [True, False], ids=["with JavaScript", "without"])
def test_two_diagnoses_are_compared_one_is_overridden_and_a_scenario_stands_beside_today(
    company, open_context, base_url, axe_everywhere, scripted
):
    page = desk_of(company, open_context, base_url, java_script_enabled=scripted)
    look = axe_everywhere if scripted else lambda _: None
    expect(page.locator(".grid__place")).to_have_count(2)
    look(page)
    press(page, "Show what changed")
    expect_heading(page, "What changed at Acme")
    expect(page.get_by_role("heading", name="The answers did it")).to_be_visible()
    look(page)

    page.go_back()
    page.locator(".time-line__day a").first.click()
    rules = Diagnosis.objects.latest("made_at").verdict
    say_otherwise(page, rules)
    expect(page.get_by_role("alert")).to_contain_text("is what the rules say")
    page.get_by_label("What the verdict should have been").select_option("pairing")
    press(page, "Keep my verdict beside the rules’")
    expect(page.get_by_text("This one stands.")).to_be_visible()
    assert Override.objects.get().reason == "The board wants both."

    page.get_by_label("Where this belongs").get_by_role("link", name="Acme").click()
    expect(page.locator(".time-line")).to_contain_text("The board wants both.")
    page.get_by_role("link", name="after the raise").click()
    page.locator("summary", has_text="Delivery and incidents").click()
    page.locator("#what-if-delivery_pain").select_option("high")
    press(page, "Show what would follow")
    page.get_by_label("What to call it").fill("After the raise")
    press(page, "Keep this scenario")
    expect(page.locator(".kicker")).to_contain_text("Scenario (a what-if) “After the raise” for Acme")

    page.get_by_role("link", name="Go to Acme").click()
    page.get_by_role("link", name="See it beside today").click()
    expect(page.locator(".scenario h2")).to_have_text(["Today", "1: After the raise"])
    look(page)


def test_what_changed_meanwhile_gets_the_focus_and_a_lost_connection_leaves_the_form_as_typed(
    company, open_context, base_url, console
):
    for expected in ("409", "Failed to load resource", "htmx:sendError", "htmx:afterRequest"):
        console.allow(expected)
    page = desk_of(company, open_context, base_url)
    page.goto(f"/advising/clients/{company.public_id}/edit/")
    page.get_by_label("Notes").fill("Met again in June.")
    Client.objects.update(stage="seed", revision=1)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#error-summary")).to_be_focused()
    expect(page.locator("#error-summary")).to_contain_text("What you typed is still in the form below.")
    page.get_by_role("link", name="Notes", exact=True).click()
    expect(page.get_by_label("Notes")).to_be_focused()

    page.context.set_offline(True)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("[data-trouble]")).to_contain_text("Nothing that you entered is lost")
    expect(page.get_by_label("Notes")).to_have_value("Met again in June.")
    page.context.set_offline(False)
    page.get_by_role("button", name="Try again").click()
    expect_heading(page, "Acme")
    expect(page.locator("h1")).to_be_focused()
    assert page.url.endswith(f"/advising/clients/{company.public_id}/")
    assert Client.objects.get().notes == "Met again in June."

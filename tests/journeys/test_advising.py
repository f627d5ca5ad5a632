"""What advisors make of several voices, with the keyboard alone too, and how somebody who is removed sees no more."""

import pytest
from playwright.sync_api import expect

from hireguide.advising.models import Settled
from hireguide.diagnoses.models import Diagnosis
from hireguide.workspaces.models import Client
from tests.factories import DORA, EMIL, make_client, make_member, make_workspace
from tests.journeys.advisors import IF_FAY_IS_RIGHT, IF_GUS_IS_RIGHT, make_heard, open_map, tab_to
from tests.journeys.staff import expect_heading, sign_in
from tests.journeys.steps import press

pytestmark = pytest.mark.usefixtures("transactional_db", "edition")


@pytest.mark.parametrize("java_script", [True, False], ids=["with JavaScript", "without"])
def test_the_map_shows_what_decides_and_it_is_settled_kept_and_overridden(open_context, base_url, java_script):
    heard = make_heard(make_workspace())
    page = open_map(open_context, base_url, heard, java_script_enabled=java_script)
    right = page.locator(".outcomes__row")
    expect(right).to_have_count(2)
    expect(right.filter(has_text=IF_FAY_IS_RIGHT)).to_contain_text("if Fay (CEO) is right about")
    expect(right.filter(has_text=IF_GUS_IS_RIGHT)).to_contain_text("if Gus (CTO) is right about")
    decisive = page.get_by_role("table", name="Differences that decide the verdict")
    expect(decisive.locator("tbody tr")).to_have_count(1)
    harmless = page.get_by_role("table", name="Differences that change nothing")
    expect(harmless.locator("tbody tr")).to_have_count(1)

    page.get_by_role("link", name="Settle the answers").click()
    so_far = page.locator("#so-far")
    expect(so_far).to_contain_text("It hangs on who is right")
    page.locator('input[name="can_judge_vp"][value="yes"]').check()
    press(page, "Show the verdict with these")
    expect(so_far).to_contain_text("Not saved yet.")
    expect(so_far).to_contain_text(IF_FAY_IS_RIGHT)
    assert not Settled.objects.exists()
    press(page, "Save")
    expect(page.locator(".said")).to_contain_text("1 answer settled.")
    page.get_by_role("link", name="Keep as a diagnosis").click()
    expect(page.locator("main")).to_contain_text("1 answer is still in dispute")
    press(page, "Keep as a diagnosis")

    expect(page.locator(".said")).to_contain_text("Kept as a diagnosis of Acme.")
    page.locator("summary", has_text="31 settled answers").click()
    expect(page.get_by_role("row", name="Judge of VP Engineering candidates")).to_contain_text("Yes Whose: Fay")
    assert Diagnosis.objects.get().verdict == "vp_engineering_first"
    page.get_by_role("link", name="the diagnosis of").click()
    page.get_by_label("What the verdict should have been").select_option("pairing")
    page.get_by_role("textbox", name="Why").fill("The board wants both.")
    press(page, "Keep my verdict beside the rules’")
    expect(page.get_by_text("This one stands.")).to_be_visible()
    page.get_by_label("Where this belongs").get_by_role("link", name="Acme").click()
    expect(page.locator(".client__now")).to_contain_text(f"{DORA} says otherwise")


def test_the_answers_are_settled_with_the_keyboard_alone(open_context, base_url):
    heard = make_heard(make_workspace())
    page = open_map(open_context, base_url, heard)
    tab_to(page, name="Settle the answers")
    page.keyboard.press("Enter")
    expect_heading(page, "Settle the answers about Acme")
    way = tab_to(page, field="can_judge_vp")
    page.keyboard.press("Space")
    way += tab_to(page, name="Show the verdict with these")
    form = [stop for stop in way if stop["within"] == "MAIN"]
    assert [stop["down"] for stop in form] == sorted(stop["down"] for stop in form)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="With these answers")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".said")).to_contain_text("1 answer settled.")
    assert Settled.objects.get().value is True


def test_somebody_who_is_removed_sees_nothing_from_that_moment_on(open_context, base_url):
    workspace = make_workspace()
    company = make_client(workspace)
    emil = make_member(workspace)
    search, form = (sign_in(open_context().new_page(), emil, base_url) for _ in "SF")
    search.goto(f"/advising/{workspace.pk}/")
    expect(search.locator(".clients")).to_contain_text("Acme")
    form.goto(f"/advising/clients/{company.public_id}/edit/")
    form.get_by_label("Company", exact=True).fill("Acme of Emil")

    dora = sign_in(open_context().new_page(), workspace.memberships.get(role="owner").user, base_url)
    dora.goto(f"/advising/{workspace.pk}/people/")
    dora.get_by_role("link", name=f"Remove {EMIL}").click()
    expect_heading(dora, f"Remove {EMIL}?")
    press(dora, "Remove them")
    expect(dora.locator(".said")).to_contain_text(f"{EMIL} sees nothing of it any more.")
    dora.get_by_role("link", name="Activity").click()
    expect(dora.locator(".lines li").first).to_contain_text(f"{DORA} removed {EMIL}")

    press(search, "Show")
    expect(search.locator("main")).to_contain_text("There is nothing at this address")
    expect(search.locator("main")).not_to_contain_text("Acme")
    press(form, "Save")
    expect_heading(form, "There is nothing at this address")
    assert Client.objects.get().name == "Acme"
    for address in (f"clients/{company.public_id}/", f"{workspace.pk}/activity/"):
        assert form.goto(f"/advising/{address}").status == 404
    form.goto("/advising/")
    expect(form.locator("main")).not_to_contain_text(workspace.name)

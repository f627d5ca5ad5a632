import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from hireguide.diagnoses.models import Draft
from hireguide.profiles.wording import SECTION_WORDING
from hireguide.wizard.flow import open_sections
from tests.factories import ADA, make_user
from tests.journeys.steps import SECOND, WALK, WAY, expect_section, fill, focused, press, raw, save, start
from tests.wizard.drafts import live_draft, url_of

pytestmark = pytest.mark.usefixtures("transactional_db", "edition")


def expect_whole_page(page):
    page.wait_for_function("document.documentElement.lang === 'en-GB' && document.styleSheets.length > 3")
    expect(page.locator("header .brand")).to_be_visible()


def sign_in_elsewhere(context):
    """In another tab of the same browser, which turns the token round."""
    make_user(ADA, password="a long password")
    tab = context.new_page()
    tab.goto("/admin/login/")
    tab.locator("#id_login").fill(ADA)
    tab.locator("#id_password").fill("a long password")
    tab.get_by_role("button", name="Sign in", exact=True).click()
    expect(tab).to_have_url(re.compile("/admin/$"))


def test_after_a_swap_the_heading_has_the_focus_and_the_title_is_the_pages(page):
    start(page)
    fill(page, "company")
    save(page)
    expect_section(page, SECOND)
    expect(page.locator("h1")).to_be_focused()
    assert page.evaluate("window.scrollY") == 0
    expect(page.locator("#live-region")).to_have_text(f"{SECTION_WORDING[SECOND].title} – Hireguide")
    assert page.url.endswith(f"/{SECOND}/")


def test_after_errors_their_summary_has_the_focus_and_leads_to_the_question(page):
    start(page)
    save(page)
    summary = page.locator("#error-summary")
    expect(summary).to_be_focused()
    expect(page).to_have_title(re.compile("^Error: "))
    expect(summary.get_by_role("link")).to_have_count(4)
    assert page.evaluate("window.scrollY") == 0
    summary.get_by_role("link").first.click()
    assert focused(page)[1] == "id_stage"
    expect(page.locator("#q-stage")).to_have_attribute("aria-invalid", "true")


def test_without_javascript_errors_come_as_a_page_and_lead_to_the_question(no_js):
    start(no_js)
    no_js.locator("#id_engineer_count").fill("a few")
    save(no_js)
    expect(no_js).to_have_title(re.compile("^Error: "))
    expect(no_js.locator("#id_engineer_count")).to_have_value("a few")
    no_js.locator("#error-summary a").nth(2).click()
    assert no_js.url.endswith("#id_engineer_count")


def test_two_failed_tries_and_one_step_back_leave_the_section(page):
    draft = live_draft()
    page.goto(url_of(draft))
    fill(page, "company")
    save(page)
    expect_section(page, SECOND)
    for _ in range(2):
        save(page)
        expect(page.locator("#error-summary")).to_be_focused()
        page.evaluate("document.activeElement.blur()")
    page.go_back()
    expect_section(page, "company")
    expect_whole_page(page)


def test_twelve_steps_back_and_forward_show_the_right_page_each_time(page):
    start(page)
    seen = []

    def note(end, heading):
        expect(page).to_have_url(re.compile(end))
        expect(page.locator("h1")).to_have_text(heading)
        seen.append((page.url, page.locator("h1").inner_text()))

    for section in WAY:
        note(f"/{section}/$", SECTION_WORDING[section].title)
        fill(page, section)
        save(page)
    note("/check/$", "Check your answers")
    page.get_by_role("link", name="go on for a fuller plan").click()
    for section in open_sections(WALK.known):
        note(f"/{section}/.fuller=yes$", SECTION_WORDING[section].title)
        save(page)
    note("/check/$", "Check your answers")
    page.get_by_role("link", name="Show my diagnosis").click()
    note("/verdict/$", re.compile("^(?!Check your answers)"))
    assert len(seen) >= 12
    for url, heading in reversed(seen[:-1]):
        page.go_back()
        expect(page).to_have_url(url)
        expect(page.locator("h1")).to_have_text(heading)
        expect_whole_page(page)
    expect(page.locator("#id_engineer_count")).to_have_value("16")
    for url, heading in seen[1:]:
        page.go_forward()
        expect(page).to_have_url(url)
        expect(page.locator("h1")).to_have_text(heading)
        expect_whole_page(page)


def test_leaving_and_coming_back_shows_a_whole_page(page):
    start(page)
    fill(page, "company")
    save(page)
    expect_section(page, SECOND)
    page.goto("/how-it-works/")
    page.go_back()
    expect_section(page, SECOND)
    expect_whole_page(page)


def test_no_answer_stays_in_the_browsers_storage(page):
    start(page)
    fill(page, "company")
    save(page)
    expect_section(page, SECOND)
    kept = page.evaluate("[...Object.values(localStorage), ...Object.values(sessionStorage)]")
    assert kept in ([], [urlsplit(page.url).path])


@pytest.mark.parametrize("fixture", ["page", "no_js"])
def test_a_refresh_never_sends_answers_again(request, fixture):
    page = request.getfixturevalue(fixture)
    start(page)
    fill(page, "company")
    save(page)
    expect_section(page, SECOND)
    sent = []
    page.on("request", lambda request: sent.append(request.method))
    page.reload()
    expect_section(page, SECOND)
    assert set(sent) == {"GET"}


@pytest.mark.smoke
def test_a_double_click_leaves_one_draft_and_one_answer(page):
    page.goto("/wizard/")
    page.get_by_role("button", name="Start now").dblclick()
    expect_section(page, "company")
    fill(page, "company")
    page.get_by_role("button", name="Save and continue").dblclick()
    expect_section(page, SECOND)
    expect(page.locator("#error-summary")).to_have_count(0)
    draft = Draft.objects.get()
    assert (draft.answers, draft.path) == (raw("company"), ["company"])


@pytest.mark.parametrize("failure", ["network", "server"])
def test_when_the_server_fails_it_is_said_and_trying_again_works(page, console, failure):
    console.allow("Failed to load resource")
    console.allow("Response Status Error Code 500")
    console.allow("htmx:sendError")
    console.allow("htmx:afterRequest")
    start(page)
    fill(page, "company")
    button = page.get_by_role("button", name="Save and continue")

    def fail(route):
        return route.abort() if failure == "network" else route.fulfill(status=500, body="<!doctype html><p>Boom")

    page.route("**/company/", fail)
    button.press("Enter")
    notice = page.locator("[data-trouble]")
    expect(notice).to_contain_text("Nothing that you entered is lost")
    expect(page.locator("#id_engineer_count")).to_have_value("16")
    expect(button).to_be_enabled()
    expect(button).to_be_focused()
    expect(page.locator("#live-region")).to_contain_text("Nothing that you entered is lost")
    page.unroute("**/company/")
    notice.get_by_role("button", name="Try again").click()
    expect_section(page, SECOND)
    assert Draft.objects.get().answers == raw("company")


def test_a_slow_answer_shows_that_it_is_under_way_and_moves_nothing(page):
    start(page)
    fill(page, "company")
    held = []
    page.route("**/company/", lambda route: held.append(route))  # noqa: PLW0108 (Playwright marks what it is given)
    height = "document.querySelector('h1').getBoundingClientRect().y + window.scrollY"
    before = page.evaluate(height)
    save(page)
    expect(page.locator("#panel")).to_have_attribute("aria-busy", "true")
    expect(page.locator("#busy-line")).to_be_visible()
    expect(page.get_by_role("button", name="Save and continue")).to_be_disabled()
    assert page.evaluate(height) == before
    held[0].continue_()
    expect_section(page, SECOND)
    expect(page.locator("#busy-line")).to_be_hidden()


def test_a_token_turned_round_by_signing_in_elsewhere_costs_one_more_click(context, page):
    start(page)
    fill(page, "company")
    sign_in_elsewhere(context)
    save(page)
    notice = page.locator("[data-trouble]")
    expect(notice).to_contain_text("This page was open too long")
    expect(page.locator("main")).to_have_count(1)
    expect(page.locator("#id_engineer_count")).to_have_value("16")
    assert Draft.objects.get().answers == {}
    save(page)
    expect_section(page, SECOND)
    assert Draft.objects.get().answers == raw("company")


def test_without_javascript_a_token_turned_round_gives_the_form_back_as_typed(open_context):
    context = open_context(java_script_enabled=False)
    page = context.new_page()
    start(page)
    fill(page, "company", engineer_count="99")
    sign_in_elsewhere(context)
    save(page)
    expect(page.get_by_text("They are still below: save again.")).to_be_visible()
    expect(page.locator("#id_engineer_count")).to_have_value("99")
    page.locator("#id_engineer_count").fill("16")
    save(page)
    expect_section(page, SECOND)
    assert Draft.objects.get().answers == raw("company")


def test_a_draft_deleted_elsewhere_says_so_instead_of_a_bare_fragment(context, page):
    start(page)
    other = context.new_page()
    other.goto(page.url.replace("company/", "saved/"))
    press(other, "Delete my answers")
    expect(other.locator("h1")).to_have_text("Your answers are deleted")
    save(page)
    expect(page.locator("main")).to_contain_text("30 days")
    expect_whole_page(page)
    assert not Draft.objects.exists()


def test_too_many_drafts_are_refused_on_the_page_itself(page, settings):
    settings.NEW_DRAFTS_PER_HOUR = 0
    page.goto("/wizard/")
    press(page, "Start now")
    expect(page.locator("h1")).to_have_text("Too many new sets of answers from here")
    expect(page).to_have_title(re.compile("^Error: "))
    expect_whole_page(page)
    expect(page.locator("main")).to_have_count(1)

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from hireguide.diagnoses.models import Draft
from hireguide.profiles.forms import check_answers
from hireguide.rulebooks.models import Edition
from hireguide.rulebooks.selectors import rulebook_of
from hireguide.rules import FIELDS, judge
from hireguide.wizard import flow
from tests.journeys.steps import ASKED, WALK, WAY, expect_section, fill, focused, press, raw, save, start
from tests.wizard.drafts import live_draft, url_of

pytestmark = pytest.mark.usefixtures("transactional_db", "edition")


def answer_what_is_asked(page):
    """From the start page to the verdict, every section answered that is asked; what is left falls from page to page,
    and the verdict is that of the whole form.
    """
    start(page)
    left = []
    for section in WAY:
        expect_section(page, section)
        left.append(int(re.search(r"At most (\d+)", page.locator(".progress").inner_text())[1]))
        fill(page, section)
        save(page)
    assert (*left, 0) == WALK.left
    assert left == sorted(set(left), reverse=True)
    expect(page.locator("h1")).to_have_text("Check your answers")
    expect(page.get_by_text("nothing that is still open can change the verdict.").first).to_be_visible()
    expect(page.get_by_role("heading", name="Not needed")).to_be_visible()
    expect(page.get_by_text("16 engineers")).to_be_visible()
    page.get_by_role("link", name="Show my diagnosis").click()
    expect(page).to_have_url(re.compile("/verdict/$"))
    verdict = judge(rulebook_of(Edition.objects.get()), check_answers(raw()).facts)
    expect(page.locator("h1")).to_have_text(verdict.title)
    assert Draft.objects.get().answers == ASKED


@pytest.mark.smoke
def test_a_founder_answers_what_is_asked_and_sees_the_verdict(page):
    answer_what_is_asked(page)


def test_a_founder_without_javascript_answers_what_is_asked_and_sees_the_verdict(no_js):
    answer_what_is_asked(no_js)


def test_a_founder_on_a_narrow_screen_answers_what_is_asked_and_sees_the_verdict(narrow):
    answer_what_is_asked(narrow)


def answer_by_keyboard(page, most=120):
    """Tab through a section: choose the first radio button, type 5 into each number, and press the first button."""
    touched = set()
    for _ in range(most):
        page.keyboard.press("Tab")
        kind, name, text = page.evaluate(
            "() => { const at = document.activeElement; return [at.type || '', at.name || '', at.textContent]; }"
        )
        if kind == "submit" and text == "Save and continue":
            page.keyboard.press("Enter")
            return
        if name in touched or name in {"", "company_name", "theme"}:
            continue
        touched.add(name)
        if kind == "radio":
            page.keyboard.press("Space")
        elif kind == "text":
            page.keyboard.type("5")
    pytest.fail("The button was never reached")


def test_the_keyboard_alone_gets_to_the_verdict(page):
    page.goto("/wizard/")
    page.get_by_role("button", name="Start now").focus()
    page.keyboard.press("Enter")
    expect_section(page, "company")
    while not page.url.endswith("/check/"):
        here = page.url
        answer_by_keyboard(page)
        expect(page).not_to_have_url(here)
    expect(page.locator("h1")).to_have_text("Check your answers")
    link = page.get_by_role("link", name="Show my diagnosis")
    for _ in range(80):
        page.keyboard.press("Tab")
        if focused(page)[2] == link.inner_text():
            break
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/verdict/$"))
    expect(page.locator("h1")).to_be_visible()


def unsettling_change(rulebook):
    """A question answered, and another answer to it that brings others up."""
    for name in WALK.asked:
        for value in FIELDS[name].choices:
            facts = {**WALK.known.facts, name: value}
            if flow.plan_for(rulebook, flow.Known(facts, WALK.known.dont_know)).left:
                return name, value
    return pytest.fail("No change unsettles this verdict")


def test_a_change_returns_to_the_check_page_and_asks_what_it_brings_up_first(page):
    draft = live_draft(ASKED, path=WAY)
    name, value = unsettling_change(rulebook_of(draft.edition))
    page.goto(url_of(draft, "check"))
    page.locator(f'a[href$="#q-{name}"]').click()
    page.locator(f'input[name="{name}"][value="{value}"]').check()
    save(page)
    expect(page.locator(".progress")).to_contain_text("After your change")
    while "/check/" not in page.url:
        here = page.url
        fill(page, urlsplit(here).path.split("/")[-2])
        save(page)
        expect(page).not_to_have_url(here)
    expect(page.locator("h1")).to_have_text("Check your answers")
    page.locator('a[href$="#q-company_name"]').click()
    page.locator("#id_company_name").fill("Acme")
    save(page)
    expect(page.locator("h1")).to_have_text("Check your answers")


@pytest.mark.parametrize("fixture", ["page", "no_js"])
def test_the_verdict_can_be_asked_for_at_any_time(request, fixture):
    page = request.getfixturevalue(fixture)
    start(page)
    page.locator('input[name="stage"][value="seed"]').check()
    press(page, "See what we can say so far")
    expect(page).to_have_url(re.compile("/verdict/$"))
    assert Draft.objects.get().answers == {"stage": "seed"}


def test_two_tabs_on_two_companies_never_mix(context):
    one, two = context.new_page(), context.new_page()
    start(one)
    start(two)
    fill(one, "company", stage="seed")
    fill(two, "company", stage="enterprise")
    save(two)
    save(one)
    for each in (one, two):
        expect(each).not_to_have_url(re.compile("/company/$"))
    assert sorted(draft.answers["stage"] for draft in Draft.objects.all()) == ["enterprise", "seed"]


def test_two_tabs_on_two_sections_of_one_company_lose_nothing(context):
    draft = live_draft()
    one, two = context.new_page(), context.new_page()
    one.goto(url_of(draft))
    two.goto(url_of(draft, section="founders"))
    fill(two, "founders")
    save(two)
    fill(one, "company")
    save(one)
    expect(one).not_to_have_url(re.compile("/company/$"))
    assert Draft.objects.get().answers == raw("company", "founders")


def test_back_shows_the_section_seen_before_with_its_answers(page):
    start(page)
    fill(page, "company")
    save(page)
    expect_section(page, WAY[1])
    page.get_by_role("link", name="Back", exact=True).click()
    expect_section(page, "company")
    expect(page.locator("#id_engineer_count")).to_have_value("16")
    expect(page.locator('input[name="stage"][value="series_a"]')).to_be_checked()


@pytest.mark.parametrize("fixture", ["page", "no_js"])
def test_somebody_finishes_later_comes_back_and_deletes(request, fixture):
    page = request.getfixturevalue(fixture)
    start(page)
    page.locator("#id_employee_count").fill("about ten")
    press(page, "Save and finish later")
    expect(page.locator("h1")).to_have_text("Come back later")
    address = page.get_by_label("The address of your answers").input_value()
    page.goto("/")
    page.goto(address)
    expect(page.locator("h1")).to_have_text("The company and its size")
    expect(page.locator("#id_employee_count")).to_have_value("about ten")
    expect(page.locator("#error-summary")).to_contain_text("whole number")
    page.get_by_role("link", name="Come back later, or delete them").click()
    press(page, "Delete my answers")
    expect(page.locator("h1")).to_have_text("Your answers are deleted")
    assert page.goto(address).status == 404
    expect(page.locator("main")).to_contain_text("30 days")
    assert not Draft.objects.exists()


def test_the_address_is_copied(open_context):
    context = open_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    draft = live_draft()
    page.goto(url_of(draft, "saved"))
    press(page, "Copy the address")
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()").endswith(url_of(draft, "resume"))


def test_a_link_fills_answers_in(page):
    page.goto("/wizard/?company_name=Acme&stage=seed&utm_source=mail")
    expect(page.get_by_role("heading", name="Already filled in")).to_be_visible()
    press(page, "Start now")
    expect_section(page, "company")
    expect(page.locator("#id_company_name")).to_have_value("Acme")
    expect(page.locator('input[name="stage"][value="seed"]')).to_be_checked()


def test_a_question_hides_while_the_answer_above_rules_it_out(page, no_js):
    draft = live_draft()
    for each in (page, no_js):
        each.goto(url_of(draft, section="board"))
        expect(each.locator("#q-board_asks_about")).to_be_visible()
    page.locator('input[name="board_pressure"][value="none"]').check()
    expect(page.locator("#q-board_asks_about")).to_be_hidden()
    page.locator('input[name="board_pressure"][value="unknown"]').check()
    expect(page.locator("#q-board_asks_about")).to_be_visible()
    for each in (page, no_js):
        each.locator('input[name="board_pressure"][value="none"]').check()
        each.locator('input[name="diligence_ahead"][value="no"]').check()
        save(each)
        expect_section(each, "company")

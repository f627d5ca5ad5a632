import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from hireguide.diagnoses.models import Diagnosis, Draft
from tests.journeys.steps import press
from tests.journeys.test_verdict import SLIPPING, see
from tests.wizard.drafts import MANY_WAYS, url_of

pytestmark = pytest.mark.usefixtures("transactional_db", "edition")

OUTCOME = "#what-if-outcome"


def suppose(page, **answers):
    for name, value in answers.items():
        page.locator(f'#what-if-form input[name="{name}"][value="{value}"]').check()
    press(page, "Show what would follow")


def expect_both_sides(page):
    outcome = page.locator(OUTCOME)
    expect(outcome).to_contain_text("not your company as it is")
    expect(outcome.locator("h3")).to_have_text("Hire neither yet")
    expect(outcome).to_contain_text("Now: Hire a VP Engineering first")
    expect(outcome).to_contain_text("No longer counts:")
    expect(page).to_have_title("What if: owner of delivery and manager for the engineers – Hireguide")


def expect_kept(page):
    expect(page.locator("h1")).to_have_text("What if: Hire neither yet")
    expect(page.get_by_role("heading", name="A what-if, not the company as it is")).to_be_visible()
    kept = Diagnosis.objects.get()
    assert page.url.endswith(reverse("diagnoses:diagnosis", args=[kept.public_id]))
    assert kept.is_what_if


def test_an_answer_is_supposed_beside_the_verdict_and_kept(page, axe):
    draft = see(page, SLIPPING)
    home = page.url
    ring = page.locator("#grid-what-if-dot")
    own = page.locator("#grid-what-if-own")
    before = [dot.get_attribute("cy") for dot in (ring, own)]
    assert len(set(before)) == 1
    suppose(page, delivery_owner="yes", management_structure="yes")
    expect_both_sides(page)
    expect(page.locator("h1")).to_have_text("Hire a VP Engineering first")
    expect(page.locator("#live-region")).to_contain_text("the verdict would be “Hire neither yet”")
    expect(ring).not_to_have_attribute("cy", before[0])
    expect(own).to_have_attribute("cy", before[1])
    assert page.url == home
    assert page.evaluate("document.activeElement.id") == "what-if-show"
    axe(page)
    page.locator(OUTCOME).get_by_role("button", name="Put back owner of delivery").press("Enter")
    expect(page).to_have_title("What if: manager for the engineers – Hireguide")
    expect(page.locator(f"{OUTCOME} > [data-announce]")).to_be_focused()
    assert not Diagnosis.objects.exists()
    assert Draft.objects.get().answers == draft.answers
    suppose(page, delivery_owner="yes")
    expect_both_sides(page)
    press(page, "Keep this what-if")
    expect_kept(page)
    page.go_back()
    expect(page.locator("h1")).to_have_text("Hire a VP Engineering first")


def test_an_answer_is_supposed_and_kept_without_javascript(no_js):
    draft = see(no_js, SLIPPING)
    suppose(no_js, delivery_owner="yes", management_structure="yes")
    expect(no_js).to_have_url(re.compile(re.escape(url_of(draft, "what_if") + OUTCOME) + "$"))
    expect_both_sides(no_js)
    press(no_js, "Keep this what-if")
    expect_kept(no_js)


def test_a_way_to_another_verdict_is_tried_by_keyboard_and_the_outcome_gets_the_focus(page):
    see(page, SLIPPING)
    home, title = page.url, page.title()
    page.get_by_role("button", name="Try this").first.press("Enter")
    expect(page.locator(OUTCOME)).to_contain_text("The verdict would be:")
    expect(page.locator(f"{OUTCOME} > [data-announce]")).to_be_focused()
    assert page.url == home
    press(page, "Put everything back")
    expect(page).to_have_title(title)


def test_what_is_unfolded_stays_so_and_errors_get_the_focus(page):
    see(page, SLIPPING)
    page.locator("#what-if-others > summary").click()
    page.locator("#what-if-board > summary").click()
    page.locator("#what-if-company > summary").click()
    page.locator("#what-if-engineer_count").fill("a dozen")
    press(page, "Show what would follow")
    expect(page.locator("#error-summary")).to_be_focused()
    expect(page.locator("#what-if-board")).to_have_attribute("open", "")
    expect(page.locator("#what-if-engineer_count")).to_have_value("a dozen")
    page.locator("#error-summary a").click()
    expect(page.locator("#what-if-engineer_count")).to_be_focused()


def test_axe_finds_nothing_on_a_what_if_tried_and_kept(dark, narrow, axe):
    for each in (dark, narrow):
        see(each, SLIPPING)
        each.locator("#what-if-others > summary").click()
        for section in ("company", "team"):
            each.locator(f"#what-if-{section} > summary").click()
        suppose(each, delivery_owner="yes", management_structure="yes")
        expect_both_sides(each)
        axe(each)
        assert each.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        press(each, "Keep this what-if")
        expect(each.locator("h1")).to_have_text("What if: Hire neither yet")
        axe(each)
        Diagnosis.objects.all().delete()


def test_axe_finds_nothing_on_the_page_of_a_what_if_alone(page, axe):
    draft = see(page, SLIPPING)
    page.goto(url_of(draft, "what_if"))
    axe(page)


def test_a_what_if_in_one_tab_says_that_an_answer_was_changed_in_another(page, axe):
    draft = see(page, MANY_WAYS)
    draft.answers |= SLIPPING
    draft.save()
    page.locator(".change > details > summary").first.click()
    page.locator(".change > details").get_by_role("button", name="Try this").first.press("Enter")
    said = page.locator(f"{OUTCOME} > .notice")
    expect(said).to_contain_text("Your answers have changed since this page was opened")
    expect(said).to_be_focused()
    expect(page.locator("#live-region")).to_contain_text("since this page was opened. What if: ")
    axe(page)
    said.evaluate("notice => notice.classList.add('seen')")
    press(page, "Show what would follow")
    expect(page.locator(f"{OUTCOME} > .notice:not(.seen)")).to_be_visible()
    page.get_by_label("What to call it").fill("After the raise")
    draft.answers |= {"delivery_pain": "low"}
    draft.save()
    press(page, "Keep this what-if")
    expect(page.locator(".notice__title", has_text="Not kept yet")).to_be_visible()
    expect(page.get_by_label("What to call it")).to_have_value("After the raise")
    assert not Diagnosis.objects.exists()
    axe(page)
    page.get_by_role("link", name="See the verdict as it is now").click()
    expect(page).to_have_url(re.compile(re.escape(url_of(draft, "verdict")) + "$"))

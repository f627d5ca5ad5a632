import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from hireguide.diagnoses.models import Diagnosis, Draft
from tests.journeys.seen import ALL_BUT_COLOURS
from tests.wizard.drafts import MANY_WAYS, live_draft, url_of

pytestmark = pytest.mark.usefixtures("transactional_db", "edition")

SLIPPING = {
    "company_name": "Acme",
    "stage": "series_a",
    "employee_count": "40",
    "engineer_count": "14",
    "technology_lead": "technical_founder",
    "delivery_pain": "high",
    "delivery_owner": "no",
    "management_structure": "no",
    "priorities_clear": "no",
    "incident_rate": "unknown",
    "unguided_decisions": "no",
    "leadership_budget": "8k_to_15k",
}
HALF_A_PAIR = {
    "engineer_count": "16",
    "technology_lead": "senior_engineer",
    "part_time_cto": "yes",
    "management_structure": "no",
    "delivery_pain": "high",
}
TOO_EARLY = {"stage": "seed", "engineer_count": "2", "technology_lead": "technical_founder", "unguided_decisions": "no"}
CLASHING = {"technology_lead": "senior_engineer", "engineer_count": "0"}
STATES = {
    "vp engineering first": SLIPPING,
    "fractional cto first": MANY_WAYS,
    "half a pair": HALF_A_PAIR,
    "neither yet": TOO_EARLY,
    "nothing answered": {},
    "impossible": CLASHING,
}
UNFOLD = "document.querySelectorAll('details').forEach(each => each.open = true)"
# What is left of a sheet between its margins, at 96 pixels an inch.
SHEETS = {"A4": (665, 979), "Letter": (687, 912)}


def see(page, answers):
    """Open the verdict on these answers; returns the draft."""
    draft = live_draft(answers)
    page.goto(url_of(draft, "verdict"))
    return draft


def keep_and_delete(page):
    see(page, SLIPPING)
    expect(page.locator("h1")).to_have_text("Hire a VP Engineering first")
    page.get_by_role("button", name="Keep this").first.click()
    expect(page.get_by_role("heading", name="This diagnosis is kept")).to_be_visible()
    kept = Diagnosis.objects.get()
    address = page.url
    assert address.endswith(reverse("diagnoses:diagnosis", args=[kept.public_id]))
    expect(page.locator(".address")).to_have_text(address)
    day = str(timezone.localdate() + timedelta(days=100))
    page.get_by_label("The day to come back").fill(day)
    with page.expect_download() as calendar:
        page.get_by_role("button", name="Add it to my calendar").click()
    assert calendar.value.suggested_filename == f"come-back-{day}.ics"
    page.get_by_role("link", name="Delete this diagnosis").click()
    expect(page.locator("h1")).to_have_text("Delete this diagnosis?")
    page.get_by_role("link", name="Keep it").click()
    page.get_by_role("link", name="Delete this diagnosis").click()
    page.get_by_role("button", name="Delete this diagnosis").click()
    expect(page.locator("h1")).to_have_text("The diagnosis is deleted")
    assert not Diagnosis.objects.exists()
    assert page.goto(address).status == 404


@pytest.mark.smoke
def test_a_verdict_is_kept_read_again_and_deleted(page):
    keep_and_delete(page)


def test_a_verdict_is_kept_read_again_and_deleted_without_javascript(no_js):
    keep_and_delete(no_js)


def change_an_answer(page):
    see(page, SLIPPING)
    page.get_by_role("link", name="Change important decisions without guidance").click()
    expect(page).to_have_url(re.compile(r"/decisions/\?return=verdict#q-unguided_decisions$"))
    page.get_by_role("radiogroup", name="Are important technology decisions made").get_by_label("Yes").check()
    # Nothing else on the page has been answered yet; what is not known may be said so.
    for question in page.get_by_role("radiogroup").all():
        if question.locator("input:checked").count() == 0 and question.get_by_label("I don’t know").count():
            question.get_by_label("I don’t know").check()
    page.get_by_role("button", name="Save and continue").click()
    expect(page).to_have_url(re.compile(r"/verdict/$"))
    answers = page.locator("section", has=page.get_by_role("heading", name="Your answers", exact=True))
    row = answers.locator(".summary__row", has_text="made without anyone qualified")
    expect(row.locator("dd").first).to_have_text("Yes")


def test_an_answer_is_changed_and_leads_back_to_the_verdict(page):
    change_an_answer(page)


def test_an_answer_is_changed_and_leads_back_to_the_verdict_without_javascript(no_js):
    change_an_answer(no_js)


def test_a_double_click_keeps_one_diagnosis(page):
    see(page, SLIPPING)
    page.get_by_role("button", name="Keep this").first.dblclick()
    expect(page.get_by_role("heading", name="This diagnosis is kept")).to_be_visible()
    assert Diagnosis.objects.count() == 1


def test_a_token_turned_round_elsewhere_costs_one_more_click_to_keep(context, page):
    see(page, SLIPPING)
    context.clear_cookies()
    page.get_by_role("button", name="Keep this").last.click()
    notice = page.locator("[data-trouble]")
    expect(notice).to_contain_text("This page was open too long")
    expect(notice.get_by_role("link", name="reload the page")).to_have_attribute("href", re.compile(r"/verdict/$"))
    # Either of the two buttons works again: every form on the page got the fresh token.
    page.get_by_role("button", name="Keep this").first.click()
    expect(page.get_by_role("heading", name="This diagnosis is kept")).to_be_visible()
    assert Diagnosis.objects.count() == 1


def test_back_from_a_kept_diagnosis_is_the_whole_verdict(page):
    draft = see(page, SLIPPING)
    page.get_by_role("button", name="Keep this").first.click()
    expect(page.get_by_role("heading", name="This diagnosis is kept")).to_be_visible()
    page.go_back()
    expect(page).to_have_url(re.compile(url_of(draft, "verdict")))
    expect(page.get_by_role("button", name="Keep this").first).to_be_visible()
    assert page.locator("html").get_attribute("lang") == "en-GB"
    assert page.locator("link[rel=stylesheet]").count() > 1


def test_the_answers_go_at_once_on_the_founders_own_button(page):
    see(page, SLIPPING)
    page.get_by_role("button", name="Delete my answers").click()
    expect(page).to_have_title(re.compile("deleted"))
    assert not Draft.objects.exists()


def test_the_address_of_a_kept_diagnosis_is_copied(open_context):
    page = open_context(permissions=["clipboard-read", "clipboard-write"]).new_page()
    see(page, SLIPPING)
    page.get_by_role("button", name="Keep this").first.click()
    page.get_by_role("button", name="Copy the address").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == page.url


def test_a_small_number_leads_to_its_source(page):
    see(page, SLIPPING)
    page.locator("#reasons ~ .ledger .cites a").first.click()
    expect(page).to_have_url(re.compile("#note-1$"))
    expect(page.locator("#note-1")).to_be_in_viewport()


@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing_on_a_verdict(page, axe, axe_everywhere, state):
    see(page, STATES[state])
    axe(page, **ALL_BUT_COLOURS)  # folded; unfolded it shows the same and more
    page.evaluate(UNFOLD)
    axe_everywhere(page)


def test_axe_finds_nothing_on_a_diagnosis_kept_about_to_go_and_gone(page, axe_everywhere):
    see(page, SLIPPING)
    page.get_by_role("button", name="Keep this").first.click()
    expect(page.get_by_role("heading", name="This diagnosis is kept")).to_be_visible()
    axe_everywhere(page)
    page.get_by_role("link", name="Delete this diagnosis").click()
    expect(page.locator("h1")).to_have_text("Delete this diagnosis?")
    axe_everywhere(page)
    page.get_by_role("button", name="Delete this diagnosis").click()
    expect(page.locator("h1")).to_have_text("The diagnosis is deleted")
    axe_everywhere(page)


@pytest.mark.parametrize("state", STATES)
def test_nothing_sticks_out_at_320_pixels(narrow, state):
    see(narrow, STATES[state])
    narrow.evaluate(UNFOLD)
    assert narrow.evaluate("document.documentElement.scrollWidth") == 320


def test_a_long_name_without_a_space_widens_no_page(narrow):
    see(narrow, SLIPPING | {"company_name": "W" * 120})
    assert narrow.evaluate("document.documentElement.scrollWidth") == 320
    narrow.get_by_role("button", name="Keep this").first.click()
    expect(narrow.get_by_role("heading", name="This diagnosis is kept")).to_be_visible()
    assert narrow.evaluate("document.documentElement.scrollWidth") == 320


@pytest.mark.parametrize("state", STATES)
def test_on_paper_nothing_is_cut_off_or_folded_away(page, state):
    see(page, STATES[state])
    for sheet, size in SHEETS.items():
        expect_whole_on(page, sheet, *size)


def expect_whole_on(page, sheet, width, height):
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(media="print", color_scheme="dark")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for hidden in page.locator("nav, .actions, .summary__change, .theme-switch, .back-link").all():
        expect(hidden).to_be_hidden()
    for fold in page.locator(".details__body:not(.no-print *)").all():
        expect(fold).to_be_visible()
    unsplit = "svg, tr, .ledger > li, .sources > li, .summary__row, .unsplit"
    tallest = page.evaluate(
        "what => Math.max(0, ...[...document.querySelectorAll(what)].map(each => each.offsetHeight || 0))", unsplit
    )
    assert tallest < height
    assert page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--paper').trim()") == "#ffffff"
    page.emulate_media(media=None, color_scheme=None)
    pdf = page.pdf(format=sheet)
    assert pdf.startswith(b"%PDF")
    assert 1 <= len(re.findall(rb"/Type\s*/Page\b", pdf)) <= 12


def test_on_paper_a_source_shows_its_address(page):
    see(page, SLIPPING)
    page.emulate_media(media="print")
    link = page.locator(".notes a[href]").first
    printed = link.evaluate("each => getComputedStyle(each, '::after').content")
    assert link.get_attribute("href") in printed or "attr(href)" in printed

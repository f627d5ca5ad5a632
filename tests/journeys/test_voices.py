import re

import pytest
from playwright.sync_api import expect

from hireguide.advising.models import Respondent
from hireguide.profiles.wording import SECTION_WORDING
from hireguide.rules import SECTIONS
from tests.factories import make_client, make_workspace
from tests.journeys.staff import expect_heading, sign_in
from tests.journeys.steps import TOLD, expect_section, fill, press, save

pytestmark = pytest.mark.usefixtures("transactional_db", "edition")
NOTHING_OF_THE_RULES = re.compile("verdict|diagnosis|fractional cto first", re.IGNORECASE)


@pytest.fixture
def advisor(open_context, base_url):
    """Dora, signed in, before the page that asks several people about Acme."""
    workspace = make_workspace()
    company = make_client(workspace)
    page = sign_in(open_context().new_page(), workspace.memberships.get().user, base_url)
    page.goto(f"/advising/clients/{company.public_id}/voices/")
    return page


def ask(page, *people):
    """Name these people, make their links and copy them."""
    for place, (name, seat) in enumerate(people):
        page.locator(f"#id_form-{place}-name").fill(name)
        page.locator(f"#id_form-{place}-seat").select_option(seat)
    press(page, "Make the links")
    expect_heading(page, "Links to give out")
    return page.locator(".address").all_inner_texts()


def come_in(page, link, look=None):
    """Through the door that a link opens, looked at on the way, to the first question."""
    page.goto(link)
    expect_heading(page, "Northbridge asks you about Acme")
    if look:
        look(page)
    press(page, "Start")
    expect_section(page, "company")


def answer_everything(page, **changes):
    """Every section, in its own order, to the check page."""
    left = []
    for section in SECTIONS:
        expect_section(page, section)
        left.append(int(re.search(r"At most (\d+)", page.locator(".progress").inner_text())[1]))
        expect(page.locator("main")).not_to_contain_text(NOTHING_OF_THE_RULES)
        fill(page, section, **{name: value for name, value in changes.items() if page.locator(f"#q-{name}").count()})
        save(page)
    assert left == sorted(set(left), reverse=True)
    expect_heading(page, "Check your answers")


def hand_in(page):
    press(page, "Hand in my answers")
    expect_heading(page, "Your answers are handed in")


def test_two_people_answer_unseen_by_each_other_and_the_advisor_sees_both_handed_in(
    advisor, open_context, axe_everywhere
):
    axe_everywhere(advisor)
    links = ask(advisor, ("Fay Oduya", "ceo"), ("Gus Lind", "cto"))
    fay, gus = (open_context().new_page() for _ in links)
    axe_everywhere(advisor)
    come_in(fay, links[0], look=axe_everywhere)
    answer_everything(fay)
    axe_everywhere(fay)
    come_in(gus, links[1])
    assert gus.goto(fay.url).status == 404
    gus.goto(links[1])
    press(gus, "Go on")
    answer_everything(gus, delivery_pain="low")
    for page, other in ((fay, "Gus"), (gus, "Fay")):
        hand_in(page)
        expect(page.locator("body")).not_to_contain_text(other)
    axe_everywhere(fay)
    advisor.get_by_role("link", name="Go to the round").click()
    both = re.compile("Fay Oduya.*Handed in.*Gus Lind.*Handed in", re.DOTALL)
    expect(advisor.locator(".respondents")).to_contain_text(both)
    stored = {one.name: one.facts for one in Respondent.objects.all()}
    assert stored == {"Fay Oduya": TOLD.facts, "Gus Lind": TOLD.facts | {"delivery_pain": "low"}}


def test_without_javascript_somebody_answers_comes_back_by_the_link_and_is_told_when_it_ends(advisor, no_js):
    [link] = ask(advisor, ("Fay Oduya", "board"))
    come_in(no_js, link)
    fill(no_js, "company")
    save(no_js)
    expect_section(no_js, "founders")
    press(no_js, "Save and finish later")
    expect_heading(no_js, "Come back later")
    no_js.goto(link)
    press(no_js, "Go on")
    expect_section(no_js, "founders")
    advisor.get_by_role("link", name="Go to the round").click()
    advisor.get_by_role("link", name="Take back the link of Fay Oduya").click()
    press(advisor, "Take the link back")
    fill(no_js, "founders")
    save(no_js)
    expect_heading(no_js, "You can’t answer here any more")
    expect(no_js.locator(".summary")).to_contain_text("No")
    expect(no_js.locator("main")).not_to_contain_text(SECTION_WORDING["founders"].title)
    no_js.goto(link)
    expect_heading(no_js, "This link has ended")

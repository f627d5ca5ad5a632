"""A change of the rules, from a draft to an edition and back again, as an editor, an approver and founders live it."""

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from hireguide.editing.models import Replay
from hireguide.rulebooks.models import Band, Evidence, Situation
from hireguide.rulebooks.selectors import current_edition, open_draft
from hireguide.rulebooks.services import copy_edition
from tests.factories import make_diagnosis, make_profile
from tests.journeys.staff import choose, expect_message, make_staff, preview, sign_in, start_draft, work
from tests.journeys.steps import focused, press, start

pytestmark = pytest.mark.usefixtures("transactional_db", "edition")

# Eight points of execution: a large gap until the threshold is nine.
ON_THE_EDGE = {
    "employee_count": 745,
    "lead_departed": True,
    "management_structure": False,
    "priorities_clear": False,
    "hiring_owner": False,
    "regretted_exits": 3,
    "ai_strategy_question": True,
    "long_view_owner": False,
}
FAR_FROM_IT = {"stage": "seed", "engineer_count": 2, "technology_lead": "technical_founder"}


@pytest.fixture(autouse=True)
def _four_eyes(settings):
    settings.PUBLISHING_NEEDS_APPROVAL = True


@pytest.fixture
def editor():
    return make_staff("editor", "Rule editors")


@pytest.mark.parametrize("java_script", [True, False], ids=["htmx", "plain"])
def test_a_rule_is_changed_seen_proved_replayed_approved_published_and_rolled_back(
    open_context, base_url, editor, java_script
):
    kept = [make_diagnosis(profile=make_profile(**facts), now=timezone.now()) for facts in (ON_THE_EDGE, FAR_FROM_IT)]
    founder = open_context(java_script_enabled=java_script).new_page()
    begun_before = start(founder)
    page = sign_in(open_context(java_script_enabled=java_script).new_page(), editor, base_url)
    start_draft(page, "Nine points make a large gap")
    change_a_threshold(page, java_script=java_script)
    break_a_proof_and_mend_it(page)
    replay(page, java_script=java_script)
    be_refused_without_approval(page)

    approver = make_staff("approver", "Rule approvers")
    second = sign_in(open_context(java_script_enabled=java_script).new_page(), approver, base_url)
    second.goto("/editing/approve/")
    expect(second.locator("#panel")).to_contain_text("1 of 2 kept diagnoses")
    press(second, "Approve this")
    expect_message(second, "Approved.")

    page.goto("/editing/publish/")
    page.get_by_label("What is new").fill("Nine points, as two boards asked.")
    press(page, "Publish edition 2")
    expect_message(page, "Edition 2 is published.")
    assert current_edition().author == editor
    expect_edition(founder, f"{begun_before}verdict/", 1)
    expect_edition(founder, f"{start(founder)}verdict/", 2)
    expect_edition(founder, reverse("diagnoses:diagnosis", args=[kept[0].public_id]), 1)

    second.goto("/editing/")
    second.get_by_role("link", name="Roll back to edition 1").click()
    second.get_by_label("Why").fill("Founders asked what had changed.")
    press(second, "Publish edition 1 again, as edition 3")
    expect_message(second, "Edition 3 is published: it says again what edition 1 says.")
    expect_edition(founder, f"{start(founder)}verdict/", 3)


def change_a_threshold(page, *, java_script):
    """On the grid, with a look at what it does before it is saved."""
    page.goto("/editing/grid/")
    page.locator("#id_band-execution-large_from").fill("9")
    preview(page)
    expect(page.locator("#impact")).to_contain_text("No example breaks")
    expect(page.locator("#impact")).to_contain_text("Of the newest 2 diagnoses, 1 would get another verdict")
    assert Band.objects.get(key="execution").large_from == 8
    press(page, "Save the grid" if java_script else "Save this change")
    expect_message(page, "Stored: 1 part of the grid changed.")
    assert Band.objects.get(key="execution").large_from == 9


def break_a_proof_and_mend_it(page):
    """A rule that never holds: publishing is refused, with the reason and the way to the rule."""
    page.goto("/admin/rulebooks/evidence/add/")
    page.get_by_label("Key").fill("never")
    page.get_by_label("Gap").select_option("execution")
    page.get_by_label("Points").fill("2")
    page.get_by_label("Because").fill("Nobody is ever like this.")
    choose(page, "id_when-all-0", "engineer_count", "at_least", "20")
    page.locator("#id_when-all").get_by_role("button", name="Add a condition").click()
    choose(page, "id_when-all-1", "engineer_count", "at_most", "10")
    page.locator("#id_sources input").first.check()
    press(page, "Save")
    expect_message(page, "never")
    page.goto("/editing/publish/")
    expect(page.get_by_role("heading", name="Not yet: this stands against it")).to_be_visible()
    expect(page.locator("#panel")).to_contain_text("never never holds")
    expect(page.get_by_role("button", name="Publish edition 2")).to_have_count(0)
    page.goto("/editing/check/")
    page.get_by_role("link", name="Edit never").first.click()
    page.get_by_role("link", name="Delete").click()
    press(page, "Delete never")
    assert not Evidence.objects.filter(key="never").exists()


def replay(page, *, java_script):
    """Over the diagnoses that are kept, by a worker, with the bar and then the table."""
    page.goto("/editing/replay/")
    press(page, "Replay the draft")
    expect(page.get_by_role("progressbar")).to_be_visible()
    work()
    if not java_script:
        page.get_by_role("link", name="Refresh").click()
    expect(page.locator("#replay-live")).to_contain_text("1 of 2 diagnoses would get another verdict")
    expect(page.locator("#replay-changes tbody tr")).to_have_count(1)
    assert Replay.objects.get().state == Replay.State.DONE


def be_refused_without_approval(page):
    page.goto("/editing/publish/")
    expect(page.locator("#panel")).to_contain_text("Somebody who has not edited it must approve it")
    expect(page.get_by_role("button", name="Publish edition 2")).to_have_count(0)
    page.goto("/editing/approve/")
    expect(page.locator("#panel")).to_contain_text("Somebody with the right to approve has to open this page")
    expect(page.get_by_role("button", name="Approve this")).to_have_count(0)


def expect_edition(page, address, number):
    """Which edition judges what the page at `address` shows."""
    page.goto(address)
    expect(page.locator(".colophon")).to_contain_text(f"Judged under edition {number} ")


def test_a_condition_is_edited_and_a_situation_moved_with_the_keyboard_alone(page, base_url, editor, edition):
    copy_edition(edition, title="By keyboard", intent="", by=editor, at=timezone.now())
    sign_in(page, editor, base_url)
    rule = Evidence.objects.get(key="commitments_slip")
    page.goto(f"/admin/rulebooks/evidence/{rule.pk}/change/")
    tab_to(page, "id_when-all-0-value")
    page.keyboard.press("ArrowDown")
    tab_to(page, "id_because")
    tab_to_text(page, "Save")
    page.keyboard.press("Enter")
    expect_message(page, "commitments_slip")
    rule.refresh_from_db()
    assert rule.when == {"all": [{"field": "delivery_pain", "op": "at_least", "value": "high"}]}

    second = Situation.objects.get(draft=open_draft(), position=1)
    page.goto("/admin/rulebooks/situation/")
    tab_to(page, f"up-{second.pk}")
    page.keyboard.press("Enter")
    expect_message(page, f"Situation {second.key} is number 1 of")
    second.refresh_from_db()
    assert second.position == 0
    assert focused(page)[1] == f"down-{second.pk}"  # the first has no way up: the hand is on its other button


def tab_to(page, element_id, most=120):
    for _ in range(most):
        if focused(page)[1] == element_id:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"#{element_id} is not reached with Tab")


def tab_to_text(page, text, most=120):
    for _ in range(most):
        page.keyboard.press("Tab")
        if focused(page)[2].startswith(text):
            return
    raise AssertionError(f"{text} is not reached with Tab")

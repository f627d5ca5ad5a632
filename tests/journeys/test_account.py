"""A founder keeps the verdict by signing up, and takes everything along or deletes it; without JavaScript too."""

import pytest
from django.core import mail
from playwright.sync_api import expect

from hireguide.diagnoses.models import Diagnosis
from tests.accounts.test_sign_in import PASSWORD
from tests.accounts.test_sign_up import code_in
from tests.factories import make_draft
from tests.journeys.steps import press, raw


@pytest.mark.parametrize(
    ("fixture", "look"),
    [pytest.param("page", True, id="with JavaScript"), pytest.param("no_js", False, id="without JavaScript")],
)
def test_a_founder_keeps_the_verdict_by_signing_up_and_later_deletes_the_account(
    request, fixture, look, edition, axe_everywhere, open_context
):
    page = request.getfixturevalue(fixture)
    see = axe_everywhere if look else lambda _: None
    draft = make_draft(edition=edition, answers=raw())
    page.goto(f"/wizard/{draft.public_id}/verdict/")
    title = page.locator("h1").inner_text()
    press(page, "Keep it in an account")
    expect(page.get_by_role("heading", level=1)).to_have_text("Make an account")
    see(page)
    # Each has an address of its own: how often a code is sent is counted past the end of a test.
    page.get_by_label("E-mail address").fill(f"{fixture}@example.com")
    page.get_by_label("Password").fill(PASSWORD)
    press(page, "Make the account")
    expect(page.get_by_role("heading", level=1)).to_have_text("Enter the code")
    see(page)
    page.get_by_label("Code", exact=True).fill(code_in(mail.outbox[-1]))
    press(page, "Go on")

    # Back at the verdict, kept, and opening to nobody else
    expect(page.locator("h1")).to_have_text(title)
    kept = page.url
    expect(page.get_by_text("opens to nobody else").first).to_be_visible()
    stranger = open_context(java_script_enabled=False).new_page()
    assert stranger.goto(kept).status == 404
    page.goto("/advising/own/")
    expect(page.get_by_role("link", name=title)).to_be_visible()
    see(page)

    page.goto("/advising/account/")
    see(page)
    page.get_by_role("link", name="Delete my account").click()
    page.get_by_label("Password").fill(PASSWORD)
    press(page, "Confirm")
    press(page, "Delete my account")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your account is deleted")
    assert not Diagnosis.objects.exists()
    assert page.goto(kept).status == 404

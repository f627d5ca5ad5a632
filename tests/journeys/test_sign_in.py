"""Signing in as those do who look after the rules: a second factor is asked for, set up, and used from then on."""

import pytest
from playwright.sync_api import expect

from tests.accounts.test_sign_in import PASSWORD, code_now
from tests.factories import ADA, make_user

A_DEVICE = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True} | {
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture(autouse=True)
def _second_factor_needed(settings, edition):
    settings.STAFF_NEED_SECOND_FACTOR = True
    settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
    make_user(ADA, password=PASSWORD)


def sign_in(page):
    """With address and password, on the way to the administration."""
    page.goto("/admin/")
    page.get_by_label("E-mail address").fill(ADA)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def confirm(page):
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Confirm").click()


def test_a_passkey_is_added_and_from_then_on_signs_in_alone(page, axe, axe_everywhere):
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": A_DEVICE})
    sign_in(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Set up a second factor")
    page.get_by_role("link", name="Add a passkey").click()
    confirm(page)
    page.get_by_role("button", name="Add the passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Recovery codes")
    page.get_by_role("main").get_by_role("link", name="To the administration").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Administration")
    page.get_by_role("link", name="Your account").click()
    page.get_by_role("link", name="See your passkeys").click()
    axe(page)
    page.get_by_role("link", name="Rename Passkey").click()
    page.get_by_label("Name").fill("My laptop")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("cell", name="My laptop", exact=True)).to_be_visible()
    page.get_by_role("link", name="Your account").click()
    page.get_by_role("button", name="Sign out").click()
    page.goto("/admin/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Administration")


def test_an_app_is_set_up_and_used_without_javascript(no_js, axe_everywhere, open_context):
    page = no_js
    sign_in(page)
    page.get_by_role("link", name="Set up an app").click()
    confirm(page)
    secret = page.locator("code.address").inner_text()
    page.get_by_label("Code", exact=True).fill(code_now(secret))
    page.get_by_role("button", name="Switch it on").click()
    page.get_by_role("link", name="To the administration").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Administration")
    page.get_by_role("button", name="Sign out").click()
    other = open_context().new_page()
    other.goto("/accounts/login/")
    axe_everywhere(other)
    sign_in(other)
    axe_everywhere(other)
    other.get_by_label("Code").fill(code_now(secret))
    other.get_by_role("button", name="Sign in", exact=True).click()
    expect(other.get_by_role("heading", level=1)).to_have_text("Administration")

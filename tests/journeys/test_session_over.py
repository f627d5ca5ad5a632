"""Somebody is signed out while a page is open: they sign in, find the page again, and lose nothing that they typed."""

import pytest
from django.conf import settings
from playwright.sync_api import expect

from hireguide.workspaces.models import Workspace
from tests.accounts.test_sign_in import PASSWORD
from tests.factories import DORA, make_client, make_user, make_workspace
from tests.journeys.staff import expect_heading, sign_in
from tests.journeys.steps import press

pytestmark = pytest.mark.usefixtures("transactional_db", "edition")


def sign_in_by_form(page):
    expect_heading(page, "Sign in")
    page.get_by_label("E-mail address").fill(DORA)
    page.get_by_label("Password").fill(PASSWORD)
    press(page, "Sign in")


def test_a_filter_leads_to_signing_in_and_back_and_a_form_is_sent_from_where_it_stood(page, base_url):
    dora = make_user(DORA, password=PASSWORD)
    workspace = make_workspace(owner=dora)
    make_client(workspace)
    sign_in(page, dora, base_url)
    clients = f"/advising/{workspace.pk}/"
    page.goto(f"{clients}?sort=name")
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    press(page, "Show")
    sign_in_by_form(page)
    expect(page.locator(".clients")).to_contain_text("Acme")
    expect(page).to_have_url(f"{base_url}{clients}?sort=name")

    page.goto(f"{clients}rename/")
    page.locator("#id_name").fill("Typed before signing in again")
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    press(page, "Save the name")
    expect(page.locator("[data-trouble]")).to_contain_text("Your session is over")
    with page.expect_popup() as opened:
        page.get_by_role("link", name="Sign in in another tab").click()
    sign_in_by_form(opened.value)
    expect_heading(opened.value, "Rename the workspace")
    press(page, "Save the name")
    expect(page.locator("[data-trouble]")).to_contain_text("This page was open too long")
    expect(page.locator("#id_name")).to_have_value("Typed before signing in again")
    press(page, "Save the name")
    expect(page.locator(".said")).to_be_visible()
    assert Workspace.objects.get().name == "Typed before signing in again"

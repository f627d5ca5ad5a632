"""Five hundred companies from a table, as an advisor brings them: first with errors, then mended, seen on one grid."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from hireguide.workspaces.models import Client
from tests.advising.tables import table
from tests.factories import make_member, make_workspace
from tests.journeys.seen import narrow
from tests.journeys.staff import expect_heading, sign_in, work
from tests.journeys.steps import press

pytestmark = pytest.mark.usefixtures("transactional_db", "edition")

STAGES = ("pre_seed", "Seed", "Series A", "series_b")
COMPANIES = [
    {
        "name": f"Company {number}",
        "stage": STAGES[number % 4],
        "employee_count": str(5 + number % 90),
        "engineer_count": str(number % 5),
        "delivery_pain": ("none", "Often", "high")[number % 3] if number % 5 else "",
        "unguided_decisions": ("yes", "no", "unknown")[number % 3],
    }
    for number in range(500)
]


def bring(page, rows):
    """Choose a file of these rows and have it read."""
    page.get_by_label("File").set_input_files({"name": "spring.csv", "mimeType": "text/csv", "buffer": table(*rows)})
    press(page, "Read the file")


@pytest.mark.parametrize(("java_script", "count"), [(True, 500), (False, 40)], ids=["htmx", "plain"])
def test_an_advisor_imports_companies_after_mending_them_and_sees_them_on_one_grid(
    open_context, base_url, axe_everywhere, java_script, count
):
    companies = COMPANIES[:count]
    workspace = make_workspace(at=timezone.now())
    page = open_context(java_script_enabled=java_script).new_page()
    sign_in(page, make_member(workspace), base_url)
    page.goto(f"/advising/{workspace.pk}/import/")
    wrong = [companies[0] | {"stage": "series z"}, {**companies[1], "name": companies[2]["name"]}]
    bring(page, [*wrong, *companies[2:]])
    expect_heading(page, "spring.csv")
    expect(page.locator("main")).to_contain_text(f"{count} rows read: {count - 2} without an error, 2 with errors")
    expect(page.locator("main")).to_contain_text("“series z” is no answer")
    press(page, f"Import {count - 2} companies")
    expect(page.locator("#error-summary")).to_contain_text("choose to leave them out")
    if java_script:
        axe_everywhere(page)

    page.get_by_role("link", name="Import companies").click()
    bring(page, companies)
    expect(page.locator("main")).to_contain_text(f"{count} rows read: no errors")
    press(page, f"Import {count} companies")
    expect(page.get_by_role("progressbar")).to_be_visible()
    assert not Client.objects.exists()
    work()
    if not java_script:
        page.get_by_role("link", name="Refresh").click()
    expect(page.locator("main")).to_contain_text(f"Done: {count} clients added")

    page.get_by_role("link", name="the portfolio").click()
    expect(page.locator("#picture")).to_contain_text(f"{count} clients with a diagnosis")
    page.get_by_label("Stage", exact=True).select_option("seed")
    press(page, "Show")
    expect(page.locator("#picture")).to_contain_text(f"{count // 4} of {count} clients")
    number, below = page.locator(".grid__count").first, page.get_by_text("The numbers are in the table below.")
    expect(number).to_be_visible()
    expect(below).to_be_hidden()
    with narrow(page):
        expect(number).to_be_hidden()
        expect(below).to_be_visible()
    if java_script:
        axe_everywhere(page)

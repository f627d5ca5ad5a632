"""The pages of the desk, looked at by axe in light, in dark and at 320 px, and by the content policy. What journeys of
several voices, of a client, a portfolio or an account look at on their way is not looked at again."""

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from hireguide.accounts.models import User
from hireguide.advising.models import PortfolioImport, PortfolioRow, Round
from hireguide.diagnoses.models import Override
from hireguide.workspaces.models import Client, Workspace
from hireguide.workspaces.services import invite
from tests.factories import DORA, EMIL, make_client, make_round, make_user, make_workspace
from tests.journeys.staff import expect_heading, sign_in
from tests.journeys.steps import press

pytestmark = pytest.mark.usefixtures("transactional_db", "edition")


def look_at_all(page, look, arrivals):
    """Every page on the way, and then what was found on any."""
    found = []
    for arrive in arrivals:
        arrive(page)
        try:
            look(page)
        except AssertionError as finding:
            found.append(str(finding))
    assert not found, "\n\n".join(found)


def only(name, *args, query=""):
    """The page of that name, which is the desk's unless the name says whose."""

    def arrive(page):
        address = reverse(name if ":" in name else f"advising:{name}", args=args) + query
        assert page.goto(address).status == 200, address
        assert page.url.endswith(address), page.url

    return arrive


def refused(name, *args, button):
    """A form that is sent as it stands, and comes back with what is wrong."""

    def arrive(page):
        only(name, *args)(page)
        press(page, button)
        expect(page.locator("#error-summary")).to_be_visible()

    return arrive


def link_that_opens_nothing(page):
    """Where somebody comes whose link is over, or lacks a letter."""
    assert page.goto(reverse("advising:answer", args=["A" * 43])).status == 404
    expect_heading(page, "This link has ended")


def import_that_is_done(workspace):
    """An import with a row left out."""
    owner, now = workspace.memberships.get(role="owner").user, timezone.now()
    job = PortfolioImport.objects.create(
        workspace=workspace, name="spring.csv", state="done", total=2, by=owner, begun_at=now, finished_at=now
    )
    wrong = [["stage", "“series z” is no answer"], ["", "This company is in the file twice"]]
    PortfolioRow.objects.create(batch=job, number=4, cells={"name": "Acme"}, faults=wrong)
    return only("import_job", job.public_id)


def follow_up_without_an_answer(workspace):
    def arrive(page):
        only("follow_ups", workspace.pk)(page)
        page.get_by_role("link", name="Tell what came of it").first.click()
        press(page, "Save what came of it")
        expect(page.locator("#error-summary")).to_be_visible()

    return arrive


def trial_of_settling(round_):
    def arrive(page):
        only("settle", round_.public_id)(page)
        for group in page.locator("details.settle").all()[1:]:
            group.locator("summary").click()
        page.locator('input[name="unguided_decisions"][value="no"]').check()
        press(page, "Show the verdict with these")
        expect(page.locator("#so-far")).to_contain_text("Not saved yet.")

    return arrive


def round_with_names_to_read(round_):
    """Whatever else stands in the table of who was asked, a name has room at every width."""

    def arrive(page):
        only("round", round_.public_id)(page)
        usual = page.viewport_size
        for width in (320, 580, 768, 1024, 1280, 1440, 1600):
            page.set_viewport_size({"width": width, "height": 800})
            rooms = page.locator(".respondents tbody th").evaluate_all("all => all.map(one => one.clientWidth)")
            assert len(rooms) == 3
            assert min(rooms) > 120, (width, rooms)
        page.set_viewport_size(usual)

    return arrive


def deletion_of_the_account(page):
    """What asks for the password first, which a session made by hand was never given."""
    page.goto(reverse("advising:delete_account"))
    page.get_by_label("Password").fill("demo-advisor-only-here")
    press(page, "Confirm")
    expect_heading(page, "Delete your account?")


@pytest.fixture
def demo(settings):
    """The demo workspace, with somebody's invitation waiting."""
    settings.DEMO_ACCOUNTS = True
    call_command("load_demo", verbosity=0)
    call_command("load_demo_workspace", verbosity=0)
    workspace = Workspace.objects.get()
    owner = User.objects.get(email="advisor@example.com")
    invite(
        workspace,
        email="somebody.with.a.long.address@subsidiary.example.com",
        role="viewer",
        by=owner,
        at=timezone.now(),
    )
    return workspace


def test_axe_finds_nothing_on_the_pages_of_a_workspace_in_full_swing(page, base_url, demo, axe_everywhere):
    owner = demo.memberships.get(role="owner").user
    sign_in(page, owner, base_url)
    other = demo.memberships.get(role="viewer")
    company = Client.objects.get(name="Fernway Logistics")
    under_way, kept = Round.objects.order_by("-opened_at")
    overridden = Override.objects.get().diagnosis
    waiting = under_way.respondents.get(handed_in_at=None)
    look_at_all(
        page,
        axe_everywhere,
        [
            only("desk"),
            only("clients", demo.pk, query="?sort=due&stage=series_a"),
            refused("add_client", demo.pk, button="Add the client"),
            only("client", company.public_id),
            only("edit_client", company.public_id),
            only("delete_client", company.public_id),
            only("client", Client.objects.exclude(archived_at=None).get().public_id),
            refused("people", demo.pk, button="Send the invitation"),
            only("remove", demo.pk, other.pk),
            only("rename", demo.pk),
            only("activity", demo.pk),
            only("due", demo.pk),
            only("reminders", demo.pk),
            only("follow_ups", demo.pk),
            follow_up_without_an_answer(demo),
            only("import", demo.pk),
            import_that_is_done(demo),
            round_with_names_to_read(under_way),
            only("round", kept.public_id),
            trial_of_settling(under_way),
            only("agenda", under_way.public_id),
            only("keep_round", under_way.public_id),
            only("revoke_respondent", waiting.public_id),
            refused("override", overridden.public_id, button="Keep my verdict beside the rules’"),
            only("diagnoses:diagnosis", overridden.public_id),
            deletion_of_the_account,
        ],
    )


def test_axe_finds_nothing_where_there_is_nothing_yet(page, base_url, axe_everywhere):
    dora = make_user(DORA)
    sign_in(page, dora, base_url)
    look_at_all(
        page, axe_everywhere, [only("desk"), refused("new_workspace", button="Open the workspace"), only("own")]
    )
    workspace = make_workspace(owner=dora)
    look_at_all(
        page,
        axe_everywhere,
        [only(name, workspace.pk) for name in ("clients", "due", "follow_ups", "portfolio", "people", "activity")],
    )
    company = make_client(workspace)
    asked = make_round(company)
    pages = [only(name, company.public_id) for name in ("client", "scenarios")]
    look_at_all(page, axe_everywhere, [*pages, *(only(name, asked.public_id) for name in ("round", "agenda"))])
    _, token = invite(workspace, email=EMIL, role="advisor", by=dora, at=timezone.now())
    sign_in(page, make_user(EMIL), base_url)
    look_at_all(page, axe_everywhere, [only("join", token), link_that_opens_nothing, only("account_deleted")])

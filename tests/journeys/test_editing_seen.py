"""The pages of the work on the rules, looked at by axe in light, in dark and at 320 px, and by the content policy."""

import json

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from hireguide.diagnoses.services import override_diagnosis
from hireguide.editing.models import AuditEntry
from hireguide.editing.services.audit import record
from hireguide.editing.services.replay import open_replay, run_replay
from hireguide.rulebooks.models import Band, Evidence
from hireguide.rulebooks.services import copy_edition, store_rows
from tests.factories import ADA, make_diagnosis, make_profile, make_user
from tests.journeys.staff import preview, sign_in
from tests.journeys.steps import press
from tests.journeys.test_editing import FAR_FROM_IT, ON_THE_EDGE
from tests.wizard.drafts import live_draft

pytestmark = pytest.mark.usefixtures("transactional_db", "edition")


@pytest.fixture
def ada(page, base_url):
    user = make_user(ADA)
    sign_in(page, user, base_url)
    return user


def keep_diagnoses(ada):
    kept = [make_diagnosis(profile=make_profile(**facts), now=timezone.now()) for facts in (ON_THE_EDGE, FAR_FROM_IT)]
    override_diagnosis(kept[1], verdict="pairing", reason="The board pays for both.", by=ada, now=timezone.now())
    live_draft({"stage": "unknown"}, path=("company",))
    return kept


def begin_changed_draft(edition, ada):
    """A draft in which nine points make a large gap: it changes verdicts, and keeps every proof."""
    draft = copy_edition(edition, title="Nine points make a large gap", intent="So.", by=ada, at=timezone.now())
    band = Band.objects.get(draft=draft, key="execution")
    band.large_from = 9
    return store_rows(draft, [band], by=ada, at=timezone.now())


def rule_with_an_error(page):
    page.goto(reverse("admin:rulebooks_evidence_change", args=[Evidence.objects.get(key="commitments_slip").pk]))
    page.get_by_label("Because").fill("")
    press(page, "Save")
    expect(page.locator("#error-summary")).to_be_visible()


def grid_with_its_impact(page):
    page.goto(reverse("editing:grid"))
    page.locator("#id_band-strategy-large_from").fill("9")
    preview(page)


def trial_of_an_example(page):
    page.goto(reverse("editing:try"))
    page.get_by_label("An example").select_option(index=1)
    press(page, "Begin from this")
    expect(page.locator("#outcome h2").first).to_be_visible()


def preview_of_an_import(page):
    rulebook = json.loads(page.request.get(reverse("editing:export", args=["draft", "json"])).text())
    rulebook["evidence"][0]["points"] += 1
    file = {"name": "rulebook.json", "mimeType": "application/json", "buffer": json.dumps(rulebook).encode()}
    page.goto(reverse("editing:import"))
    page.locator("input[type=file]").set_input_files(file)
    press(page, "Read the file")
    expect(page.get_by_role("button", name="Import it into the draft")).to_be_visible()


def override_without_a_reason(page):
    page.goto(reverse("admin:diagnoses_diagnosis_changelist"))
    page.locator("#result_list tbody a").first.click()
    page.locator("summary", has_text="Say otherwise").click()
    press(page, "Say otherwise")
    expect(page.locator("#error-summary")).to_be_visible()


def only(name, query=""):
    return lambda page: page.goto(reverse(name) + query)


def test_axe_finds_nothing_on_the_pages_of_the_work_on_the_rules(page, ada, edition, axe_everywhere):
    page.goto(reverse("editing:start"))
    axe_everywhere(page)
    keep_diagnoses(ada)
    draft = begin_changed_draft(edition, ada)
    replay = open_replay(draft, by=ada, at=timezone.now())
    run_replay(replay.pk, worker="one", clock=timezone.now)
    found = []
    for arrive in (
        only("admin:index"),
        only("editing:draft"),
        grid_with_its_impact,
        rule_with_an_error,
        only("admin:rulebooks_situation_changelist"),
        only("editing:impact"),
        trial_of_an_example,
        only("editing:check"),
        only("editing:replay"),
        only("editing:compare", "?a=1&b=draft"),
        only("editing:publish"),
        preview_of_an_import,
        override_without_a_reason,
    ):
        arrive(page)
        try:
            axe_everywhere(page)
        except AssertionError as finding:
            found.append(str(finding))
    assert not found, "\n\n".join(found)


def addresses(model):
    """The pages of one kind of record: list and new; of the first its page, history, and what asks before deleting."""
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
    yield from (reverse(f"{name}_{page}") for page in ("changelist", "add"))
    first = model._default_manager.first()
    if first is not None:
        yield from (reverse(f"{name}_{page}", args=[first.pk]) for page in ("change", "history", "delete"))


def test_no_page_of_the_admin_breaks_the_content_policy(page, ada, edition, console):
    """The console tells of each refused script or style, and its fixture fails the journey for any."""
    keep_diagnoses(ada)
    draft = begin_changed_draft(edition, ada)
    record(AuditEntry.Action.REPLAY, who=ada, at=timezone.now(), draft=draft)
    Group.objects.create(name="A group")
    broken = []
    page.expose_function("refused", lambda what: broken.append(what))  # noqa: PLW0108 - it is given attributes
    page.add_init_script(
        "addEventListener('securitypolicyviolation', e => refused(`${location.pathname}: ${e.violatedDirective}`))"
    )
    opened = [reverse("admin:index"), *(address for model in admin.site._registry for address in addresses(model))]
    seen = 0
    for address in opened:
        answer = page.goto(address)
        assert answer.status in {200, 403}, f"{address}: {answer.status}"
        seen += answer.status == 200
    assert seen > 2 * len(admin.site._registry)
    assert broken == []

"""A client's page: works · needs sign-in · outsider gets 404 · viewer only looks · htmx gets only the panel · quick."""

from datetime import timedelta

import pytest
from django.urls import reverse

from hireguide.diagnoses.models import Draft
from hireguide.diagnoses.services import keep_what_if, override_diagnosis
from tests.factories import (
    BEN,
    NOW,
    make_client,
    make_client_diagnosis,
    make_edition,
    make_member,
    make_profile,
    make_user,
    make_workspace,
)
from tests.signed_out import leads_to_signing_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def company(client):
    """A client of Dora's workspace, with Dora signed in."""
    make_edition()
    workspace = make_workspace()
    client.force_login(workspace.memberships.get().user)
    return make_client(
        workspace,
        tags=["robots"],
        stage="seed",
        employee_count=38,
        contact_name="Ines",
        contact_email="ines@example.com",
        notes="Met in <May>",
    )


def url(it, name="client"):
    return reverse(f"advising:{name}", args=[it.public_id])


def page_of(client, company, **asked):
    response = client.get(url(company), asked)
    assert response.status_code == 200
    return response.content.decode()


def test_a_client_without_a_diagnosis_says_what_to_do_first(client, company):
    page = page_of(client, company)
    assert "Acme has no diagnosis yet." in page
    assert "Start the first diagnosis" in page
    for said in ("Seed", "38 people", "robots", "Ines", "ines@example.com", "Met in &lt;May&gt;"):
        assert said in page


def test_its_diagnoses_are_told_with_path_override_and_the_day_to_look_again(client, company):
    kept = make_client_diagnosis(company, now=NOW - timedelta(days=1))
    newer = make_client_diagnosis(company, profile=make_profile(delivery_pain="high"))
    said = {"verdict": "pairing", "reason": "The board wants both.", "by": make_user(BEN), "as_staff": True}
    override_diagnosis(kept, **said, now=NOW)
    page = page_of(client, company)
    assert "The client’s diagnoses on the grid" in page
    assert page.count('class="time-line__entry"') == 2
    assert f"{BEN} says otherwise" in page
    assert "The board wants both." in page
    assert "Due on 19 February 2027" in page
    assert f"{url(company, 'compare')}?a={kept.public_id}&amp;b={newer.public_id}" in page
    assert "style=" not in page


def test_notes_are_not_on_paper_which_may_be_handed_on(client, company):
    before, _, after = page_of(client, company).partition("Met in &lt;May&gt;")
    assert after
    assert before.rpartition("<section ")[2].startswith('class="no-print" aria-labelledby="notes"')


def test_its_scenarios_stand_beside_by_name(client, company):
    kept = make_client_diagnosis(company)
    profile = make_profile(delivery_pain="none", engineer_count=20)
    keep_what_if(of=kept, own_result=kept.result, profile=profile, dont_know=[], now=NOW, name="After the raise")
    page = page_of(client, company)
    assert "After the raise" in page
    assert page.count('class="time-line__entry"') == 1


def test_more_than_a_dozen_take_pages_that_name_the_same_numbers(client, company):
    for number in range(14):
        make_client_diagnosis(company, now=NOW + timedelta(days=number))
    assert 'value="14"' in page_of(client, company)
    older = page_of(client, company, page=2)
    assert older.count('class="time-line__entry"') == 2
    assert '<li class="time-line__entry" value="1">' in older
    for wrong in ("0", "3", "x", "99999999999999999999", "²"):
        assert client.get(url(company), {"page": wrong}).status_code == 404


def test_a_new_diagnosis_begins_with_the_last_answers(client, company):
    make_client_diagnosis(company)
    response = client.post(url(company, "start"))
    draft = Draft.objects.exclude(answers={}).get()
    assert response.url == reverse("wizard:resume", args=[draft.public_id])
    assert draft.answers == {"company_name": "Acme", "engineer_count": "20", "delivery_pain": "high"}
    assert draft.client == company
    assert client.get(url(company, "start")).url == url(company)
    assert Draft.objects.exclude(answers={}).count() == 1


def test_without_an_edition_the_page_says_so_and_begins_nothing(client):
    workspace = make_workspace()
    client.force_login(workspace.memberships.get().user)
    company = make_client(workspace)
    assert "No rulebook is published yet" in page_of(client, company)
    assert client.post(url(company, "start")).url == url(company)
    assert not Draft.objects.exists()


@pytest.mark.parametrize("name", ["client", "start", "compare", "scenarios"])
def test_it_needs_a_sign_in_and_is_not_there_for_outsiders(client, company, name):
    method = client.post if name == "start" else client.get
    client.logout()
    assert leads_to_signing_in(method(url(company, name)))
    client.force_login(make_user(BEN))
    assert method(url(company, name)).status_code == 404
    assert not Draft.objects.exists()


def test_a_viewer_looks_is_offered_nothing_to_change_and_told_who_may(client, company):
    make_client_diagnosis(company)
    client.force_login(make_member(company.workspace, BEN, "viewer"))
    page = page_of(client, company)
    for offered in (url(company, "start"), url(company, "edit_client"), url(company, "archive"), "Ask several people"):
        assert offered not in page
    assert "you may look; its owners and advisors make changes" in page
    refused = client.post(url(company, "start"))
    assert refused.status_code == 403
    assert "You may look at this workspace and not change it" in refused.content.decode()


def test_htmx_gets_only_the_panel(client, company):
    page = client.get(url(company), headers={"HX-Request": "true"}).content.decode()
    assert page.startswith("<title>Acme")
    assert "<html" not in page


def test_many_diagnoses_take_no_more_than_a_few_queries(client, company, django_assert_max_num_queries):
    for number in range(30):
        make_client_diagnosis(company, now=NOW + timedelta(days=number))
    with django_assert_max_num_queries(19):
        page_of(client, company)


def test_an_archived_client_says_so_and_can_be_restored(client, company):
    company.archived_at = NOW
    company.save()
    assert url(company, "restore") in page_of(client, company)

"""What is due, and reminders: works · needs sign-in · outsider gets 404 · htmx gets only the panel · few queries."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from hireguide.workspaces.models import Membership
from tests.factories import (
    DORA,
    EMIL,
    make_client,
    make_client_diagnosis,
    make_draft,
    make_edition,
    make_member,
    make_user,
    make_workspace,
    small_rulebook,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def workspace(client):
    made = make_workspace()
    client.force_login(made.memberships.get().user)
    return made


def overdue(workspace, name="Acme", *, days_ago=100, tags=()):
    found = make_client(workspace, name, tags=tags)
    make_client_diagnosis(found, now=timezone.now() - timedelta(days=days_ago))
    return found


def get(client, workspace, name="due", **asked):
    answer = client.get(reverse(f"advising:{name}", args=[workspace.pk]), asked)
    assert answer.status_code == 200
    return answer.content.decode()


def test_it_lists_what_is_due_and_what_will_be_soon_with_a_way_to_look_again(client, workspace):
    acme = overdue(workspace)
    overdue(workspace, "Soon", days_ago=80)
    page = get(client, workspace)
    assert page.index("Due now") < page.index(">Acme<") < page.index("Within 30 days") < page.index(">Soon<")
    assert f'action="{reverse("advising:start", args=[acme.public_id])}"' in page
    assert "How this is computed" in page


@pytest.mark.parametrize("page", ["due", "reminders"])
def test_it_needs_sign_in_and_outsiders_find_nothing(client, page):
    address = reverse(f"advising:{page}", args=[make_workspace().pk])
    assert client.get(address).url.startswith("/accounts/login/")
    client.force_login(make_user())
    assert client.get(address).status_code == 404


def test_htmx_gets_the_results_alone_when_it_asks_for_them(client, workspace):
    overdue(workspace)
    address = reverse("advising:due", args=[workspace.pk])
    panel = client.get(address, headers={"HX-Request": "true"}).content.decode()
    results = client.get(address, headers={"HX-Request": "true", "HX-Target": "results"}).content.decode()
    assert "<html" not in panel
    assert "<h1" in panel
    assert "<h1" not in results
    assert ">Acme<" in results


def test_a_tag_narrows_it_and_one_that_nobody_has_finds_nothing(client, workspace):
    overdue(workspace, "One", tags=["fintech"])
    overdue(workspace, "Two")
    assert ">Two<" not in get(client, workspace, tag="Fintech")
    assert "No client tagged “gone” is due" in get(client, workspace, tag="gone")


def test_an_empty_list_says_what_to_do(client, workspace):
    assert "Add a client" in get(client, workspace)
    make_client(workspace)
    assert "No client is due for another look" in get(client, workspace)


def test_answers_under_way_are_gone_on_with(client, workspace):
    draft = make_draft(client=overdue(workspace), created_at=timezone.now())
    assert reverse("wizard:resume", args=[draft.public_id]) in get(client, workspace)


def test_rules_that_changed_lead_to_judging_again(client, workspace):
    kept = overdue(workspace).diagnoses.get()
    make_edition(evidence=small_rulebook()["evidence"][2:])
    page = get(client, workspace)
    assert "edition 2 says “Neither yet”" in page
    assert reverse("diagnoses:again", args=[kept.public_id]) in page


def test_a_viewer_sees_it_and_is_offered_nothing_to_change(client, workspace):
    acme = overdue(workspace)
    client.force_login(make_member(workspace, EMIL, "viewer"))
    page = get(client, workspace)
    assert ">Acme<" in page
    assert reverse("advising:start", args=[acme.public_id]) not in page


def test_more_clients_need_no_more_queries(client, workspace, django_assert_max_num_queries):
    make_edition()
    for number in range(30):
        overdue(workspace, f"Client {number}", tags=["one", "two"])
    with django_assert_max_num_queries(19):
        page = get(client, workspace)
    assert "Page 1 of 2" in page
    assert "Client 29" in get(client, workspace, page="2") + page


def test_whether_to_be_written_to_is_ones_own_choice_whatever_ones_role(client, workspace):
    client.force_login(make_member(workspace, EMIL, "viewer"))
    address = reverse("advising:reminders", args=[workspace.pk])
    assert "Stop writing to me" in get(client, workspace, "reminders")
    assert client.post(address, {"wanted": "no"}).url == address
    assert "You will not be written to any more." in get(client, workspace, "reminders")
    wanted = dict(Membership.objects.values_list("user__email", "reminders"))
    assert wanted == {DORA: True, EMIL: False}
    client.post(address, {"wanted": "yes"})
    assert Membership.objects.get(user__email=EMIL).reminders


def test_a_server_that_sends_none_says_so(client, workspace, settings):
    settings.SITE_URL = ""
    assert "This server sends no reminders yet" in get(client, workspace, "reminders")
    settings.SITE_URL = "https://hireguide.test"
    assert "This server sends no reminders yet" not in get(client, workspace, "reminders")

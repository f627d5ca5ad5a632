import pytest
from django.urls import reverse

from hireguide.diagnoses.services import claim_diagnosis
from hireguide.workspaces.models import Workspace
from tests.factories import BEN, DORA, make_client, make_diagnosis, make_member, make_user, make_workspace

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}
DESK, NEW = reverse("advising:desk"), reverse("advising:new_workspace")


@pytest.fixture
def dora(client):
    user = make_user(DORA)
    client.force_login(user)
    return user


def rename_url(workspace):
    return reverse("advising:rename", args=[workspace.pk])


def test_the_desk_works(client, dora):
    make_client(make_workspace(owner=dora))
    response = client.get(DESK)
    page = response.content.decode()
    assert response.status_code == 200
    assert "<title>Your desk – Hireguide</title>" in page
    assert "Northbridge" in page
    assert "1 client, none due for another look" in page
    assert response["Cache-Control"] == "no-store"


@pytest.mark.parametrize("url", [DESK, NEW])
def test_it_needs_somebody_signed_in(client, url):
    response = client.get(url)
    assert response.status_code == 302
    assert response.url == f"{reverse('account_login')}?next={url}"


def test_htmx_gets_only_the_panel(client, dora):
    page = client.get(DESK, headers=HTMX).content.decode()
    assert page.startswith("<title>")
    assert "<html" not in page


def test_whoever_has_no_workspace_reads_what_one_is_for(client, dora):
    make_workspace("Elsewhere", owner=make_user(BEN))
    page = client.get(DESK).content.decode()
    assert "A workspace keeps them together" in page
    assert NEW in page
    assert "There is nothing in it yet" in page
    assert "Elsewhere" not in page


def test_what_one_keeps_in_ones_own_account_is_counted(client, dora):
    claim_diagnosis(make_diagnosis(), owner=dora)
    page = client.get(DESK).content.decode()
    assert "You keep 1 diagnosis in your own account" in page
    assert reverse("advising:own") in page


def test_the_desk_asks_the_same_few_queries_whatever_there_is(client, dora, django_assert_max_num_queries):
    for number in range(5):
        make_client(make_workspace(f"Place {number}", owner=dora))
    with django_assert_max_num_queries(8):
        client.get(DESK)


def test_somebody_opens_a_workspace_and_owns_it(client, dora):
    response = client.post(NEW, {"name": "  North   bridge "})
    made = Workspace.objects.get()
    assert (made.name, made.memberships.get().user, made.memberships.get().role) == ("North bridge", dora, "owner")
    assert response.url == reverse("advising:clients", args=[made.pk])


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", "Enter a name for the workspace"),
        ("x" * 121, "Shorten the name to 120 characters; it has 121"),
        ("NORTHBRIDGE", "You belong to a workspace called “NORTHBRIDGE” already"),
    ],
)
def test_a_name_that_does_not_do_is_asked_for_again_as_typed(client, dora, name, said):
    make_workspace(owner=dora)
    response = client.post(NEW, {"name": name})
    page = response.content.decode()
    assert response.status_code == 422
    assert said in page
    assert f'value="{name}"' in page or not name
    assert "<title>Error: Open a workspace" in page
    assert Workspace.objects.count() == 1


def test_a_name_that_is_but_written_otherwise_does_not_tell_two_workspaces_apart(client, dora):
    make_workspace("Große Allee", owner=dora)
    assert client.post(NEW, {"name": "GROSSE ALLEE"}).status_code == 422


def test_a_second_identical_post_leaves_one_workspace(client, dora):
    for _ in range(2):
        client.post(NEW, {"name": "Northbridge"})
    assert Workspace.objects.count() == 1


def test_an_owner_renames_the_workspace(client, dora):
    workspace = make_workspace(owner=dora)
    assert 'value="Northbridge"' in client.get(rename_url(workspace)).content.decode()
    response = client.post(rename_url(workspace), {"name": "Southbridge"}, follow=True)
    assert "The workspace is called “Southbridge” now." in response.content.decode()
    assert "called “Southbridge” now" not in client.get(response.request["PATH_INFO"]).content.decode()
    assert client.post(rename_url(workspace), {"name": ""}).status_code == 422


def test_only_an_owner_renames_it(client, dora):
    workspace = make_workspace("Elsewhere", owner=make_user(BEN))
    assert client.post(rename_url(workspace), {"name": "Mine"}).status_code == 404
    make_member(workspace, DORA)
    refused = client.post(rename_url(workspace), {"name": "Mine"})
    assert refused.status_code == 403
    assert "Only an owner of this workspace may do this" in refused.content.decode()
    workspace.refresh_from_db()
    assert workspace.name == "Elsewhere"


def test_the_header_leads_to_the_desk_or_to_signing_in(client):
    how = reverse("how_it_works")
    assert f'href="{reverse("account_login")}">Sign in' in client.get(how).content.decode()
    client.force_login(make_user(DORA))
    page = client.get(how).content.decode()
    assert f'href="{DESK}"' in page
    assert "Sign in" not in page

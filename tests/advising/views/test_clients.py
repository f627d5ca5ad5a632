import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from hireguide.advising.views import clients as views
from hireguide.diagnoses.models import Diagnosis
from hireguide.diagnoses.services import override_diagnosis
from hireguide.workspaces import services
from hireguide.workspaces.models import Client
from hireguide.workspaces.services import ClientDetails, archive_client, change_client
from tests.factories import (
    BEN,
    NOW,
    make_client,
    make_client_diagnosis,
    make_user,
    make_workspace,
)
from tests.signed_out import leads_to_signing_in

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}
OF_A_CLIENT = ("edit_client", "archive", "restore", "delete_client")


@pytest.fixture
def acme(workspace):
    return make_client(workspace, tags=["fintech"], notes="Private.")


def url(name, one):
    return reverse(f"advising:{name}", args=[getattr(one, "public_id", one.pk)])


def shown(client, where, **asked):
    return client.get(where, asked).content.decode()


def names_in(page):
    return re.findall(r'<th scope="row"><a href="[^"]+">([^<]+)</a>', page)


def test_the_list_works(client, workspace, acme, emil):
    make_client_diagnosis(acme, now=timezone.now() - timedelta(days=300))
    response = client.get(url("clients", workspace))
    page = response.content.decode()
    assert response.status_code == 200
    assert "<title>Clients of Northbridge – Hireguide</title>" in page
    assert names_in(page) == ["Acme"]
    for word in ("VP Engineering first", "Overdue since", "fintech", "<strong>1</strong> client"):
        assert word in page
    assert response["Cache-Control"] == "no-store"
    assert "Private." not in page


def test_every_page_needs_somebody_signed_in(client, workspace, acme):
    for where in (
        *(url(name, workspace) for name in ("clients", "add_client")),
        *(url(name, acme) for name in OF_A_CLIENT),
    ):
        for response in (client.get(where), client.post(where)):
            assert leads_to_signing_in(response)
    assert Client.objects.get() == acme


def test_an_outsider_gets_404_everywhere_and_a_removed_member_too(client, workspace, acme, emil):
    def refused():
        for name in ("clients", "add_client"):
            assert client.get(url(name, workspace)).status_code == 404
        for name in OF_A_CLIENT:
            assert client.post(url(name, acme), {"name": "Mine"}).status_code == 404

    assert client.get(url("clients", workspace)).status_code == 200
    workspace.memberships.get(user=emil).delete()
    refused()
    ben = make_user(BEN)
    make_workspace("Elsewhere", owner=ben)
    client.force_login(ben)
    refused()
    acme.refresh_from_db()
    assert (acme.name, acme.archived_at) == ("Acme", None)


def test_a_viewer_reads_the_list_and_is_told_why_not_more(client, workspace, acme, emil):
    workspace.memberships.filter(user=emil).update(role="viewer")
    page = shown(client, url("clients", workspace))
    assert names_in(page) == ["Acme"]
    assert "Add a client" not in page
    for where in (url("add_client", workspace), *(url(name, acme) for name in OF_A_CLIENT)):
        refused = client.post(where, {"name": "Mine"})
        assert refused.status_code == 403
        assert "You may look at this workspace and not change it" in refused.content.decode()
    assert [one.name for one in Client.objects.all()] == ["Acme"]


def test_htmx_gets_only_the_panel_or_only_the_results(client, workspace, acme, emil):
    panel = client.get(url("clients", workspace), headers=HTMX).content.decode()
    assert panel.startswith("<title>")
    assert "<html" not in panel
    results = client.get(url("clients", workspace), headers=HTMX | {"HX-Target": "results"})
    page = results.content.decode()
    assert "<main" not in page
    assert 'data-announce="1 client"' in page
    assert "HX-Target" in results["Vary"]


def test_the_search_pushes_an_address_without_empty_parts(client, workspace, acme, emil):
    asked = {"q": "ac", "verdict": "", "sort": "due", "page": "2"}
    response = client.get(url("clients", workspace), asked, headers=HTMX | {"HX-Target": "results"})
    assert response["HX-Push-Url"] == f"{url('clients', workspace)}?q=ac&sort=due"
    assert "HX-Push-Url" not in client.get(url("clients", workspace), asked)


def test_what_the_address_asks_for_is_found_and_stands_in_the_form(client, workspace, acme, emil):
    make_client(workspace, "Beta", stage="seed")
    page = shown(client, url("clients", workspace), stage="seed")
    assert names_in(page) == ["Beta"]
    assert '<option value="seed" selected>' in page
    assert re.search(r'<details class="filters__more"\s+open', page)
    assert "Show all current clients" in page


def test_pages_carry_what_is_asked_for(client, workspace, emil, monkeypatch):
    monkeypatch.setattr(views, "A_PAGE", 2)
    for number in range(5):
        make_client(workspace, f"Client {number}", tags=["a b"])
    page = shown(client, url("clients", workspace), tag="a b", page=2)
    assert names_in(page) == ["Client 2", "Client 3"]
    assert "Page 2 of 3" in page
    assert 'href="?tag=a+b&amp;page=3"' in page
    assert names_in(shown(client, url("clients", workspace), page="999")) == ["Client 4"]


def test_an_empty_list_says_what_to_do(client, workspace, emil):
    first = shown(client, url("clients", workspace))
    assert "There are no clients here yet" in first
    assert url("add_client", workspace) in first
    acme = make_client(workspace)
    assert "No client is like that" in shown(client, url("clients", workspace), q="zzz")
    assert "No client is archived" in shown(client, url("clients", workspace), archived="yes")
    archive_client(acme, by=emil, at=NOW)
    assert "All clients are archived" in shown(client, url("clients", workspace))


def test_the_list_asks_the_same_few_queries_whatever_there_is(client, workspace, emil, django_assert_max_num_queries):
    for number in range(12):
        make_client_diagnosis(make_client(workspace, f"Client {number}", tags=["a", "b"]))
    with django_assert_max_num_queries(11):
        client.get(url("clients", workspace), {"sort": "due", "verdict": "vp_engineering_first", "look": "soon"})


def test_an_advisor_adds_a_client(client, workspace, emil):
    typed = {"name": "Acme", "stage": "seed", "employee_count": "1,200", "tags": "fintech, Berlin", "notes": "Private."}
    assert "Add a client" in shown(client, url("add_client", workspace))
    response = client.post(url("add_client", workspace), typed)
    made = Client.objects.get()
    assert (made.name, made.stage, made.employee_count, made.made_by) == ("Acme", "seed", 1200, emil)
    assert {tag.name for tag in made.tags.all()} == {"fintech", "Berlin"}
    assert response.url == url("client", made)


def test_what_is_wrong_is_told_and_what_was_typed_is_kept(client, workspace, emil):
    response = client.post(url("add_client", workspace), {"name": "", "employee_count": "many", "notes": "Private."})
    page = response.content.decode()
    assert response.status_code == 422
    assert "<title>Error: Add a client" in page
    for kept in ("There is a problem", "Enter the company’s name", 'value="many"', "Private."):
        assert kept in page
    assert not Client.objects.exists()


def test_a_second_identical_post_leaves_one_client_and_leads_to_it(client, workspace, emil):
    for _ in range(2):
        response = client.post(url("add_client", workspace), {"name": "Acme"})
    acme = Client.objects.get()
    assert response.status_code == 422
    assert url("client", acme) in response.content.decode()
    for _ in range(2):
        again = client.post(url("add_client", workspace), {"name": "Acme", "again": "on"})
        assert again.url != url("client", acme)
    assert Client.objects.count() == 2


def test_an_advisor_changes_a_client(client, acme, emil):
    page = shown(client, url("edit_client", acme))
    assert 'value="Acme"' in page
    assert 'name="revision" value="0"' in page
    response = client.post(url("edit_client", acme), {"name": "Acme Ltd", "revision": "0"})
    acme.refresh_from_db()
    assert (acme.name, acme.notes, acme.revision) == ("Acme Ltd", "", 1)
    assert response.url == url("client", acme)


@pytest.mark.parametrize("write", ["add_client", "change_client"])
def test_a_name_that_another_gives_in_the_same_moment_is_told(client, workspace, acme, emil, monkeypatch, write):
    kept = getattr(services, write)

    def second(*arguments, **details):
        Client.objects.create(workspace=workspace, name="Bolt", made_at=NOW)
        return kept(*arguments, **details)

    monkeypatch.setattr(services, write, second)
    address = url("add_client", workspace) if write == "add_client" else url("edit_client", acme)
    response = client.post(address, {"name": "Bolt", "revision": "0"})
    assert response.status_code == 422
    assert "There is a client of this name already" in response.content.decode()
    assert Client.objects.filter(name="Bolt").count() == 1


def test_somebody_elses_change_is_told_field_by_field_and_what_was_typed_is_kept(client, acme, emil):
    change_client(acme, ClientDetails("Acme", "series_a"), tags=["theirs"], revision=0, by=emil, at=NOW)
    typed = {"name": "Acme", "stage": "seed", "tags": "mine", "revision": "0"}
    response = client.post(url("edit_client", acme), typed)
    page = response.content.decode()
    assert response.status_code == 409
    assert "<title>Error: Edit Acme" in page
    assert "changed the client Acme on" in page
    for word in ("Series A", "theirs", 'value="mine"', 'name="revision" value="1"'):
        assert word in page
    acme.refresh_from_db()
    assert acme.stage == "series_a"
    assert client.post(url("edit_client", acme), typed | {"revision": "1"}).status_code == 302
    acme.refresh_from_db()
    assert (acme.stage, acme.revision) == ("seed", 2)


def test_a_conflict_is_the_pages_error_summary_and_leads_to_each_field(client, acme, emil):
    change_client(acme, ClientDetails("Acme", "series_a"), tags=["theirs"], revision=0, by=emil, at=NOW)
    typed = {"name": "Acme", "stage": "seed", "revision": "0"}
    response = client.post(url("edit_client", acme), typed, headers=HTMX)
    page = response.content.decode()
    assert (response.status_code, response["HX-Retarget"]) == (409, "#panel")
    assert page.startswith("<title>Error: Edit Acme")
    assert page.count('id="error-summary"') == 1
    for name, label in (("stage", "Stage"), ("tags", "Tags")):
        assert f'<a href="#id_{name}">{label}</a>' in page
        assert f'id="id_{name}"' in page


@pytest.mark.parametrize("name", ["add_client", "edit_client"])
def test_the_form_is_sent_by_htmx_and_comes_back_alone(client, workspace, acme, emil, name):
    where = url(name, workspace if name == "add_client" else acme)
    assert f'hx-post="{where}" hx-target="#panel"' in shown(client, where)
    response = client.post(where, {"name": "", "revision": "0"}, headers=HTMX)
    assert response.status_code == 422
    assert response.content.decode().startswith("<title>Error: ")


def test_saving_twice_is_no_conflict(client, acme, emil):
    typed = {"name": "Acme Ltd", "revision": "0"}
    assert [client.post(url("edit_client", acme), typed).status_code for _ in range(2)] == [302, 302]
    acme.refresh_from_db()
    assert acme.revision == 1


@pytest.mark.parametrize("revision", ["", "x", "-1"])
def test_a_form_without_its_revision_writes_over_nothing(client, acme, emil, revision):
    change_client(acme, ClientDetails("Theirs"), tags=(), revision=0, by=emil, at=NOW)
    response = client.post(url("edit_client", acme), {"name": "Mine", "revision": revision})
    assert response.status_code in {409, 422}
    acme.refresh_from_db()
    assert acme.name == "Theirs"


def test_archiving_offers_to_undo_it_once(client, workspace, acme, emil):
    page = client.post(url("archive", acme), follow=True).content.decode()
    assert "Acme is archived." in page
    assert f'action="{url("restore", acme)}"' in page
    assert "Acme is archived." not in shown(client, url("clients", workspace))
    assert "Restore Acme" in shown(client, url("edit_client", acme))
    assert client.post(url("restore", acme)).url == url("client", acme)
    acme.refresh_from_db()
    assert acme.archived_at is None
    for name in ("archive", "restore"):
        assert client.get(url(name, acme)).status_code == 405


def test_deleting_asks_first_naming_what_is_lost(client, workspace, acme, emil):
    kept = make_client_diagnosis(acme)
    assert "stays for good" not in shown(client, url("delete_client", acme))
    override_diagnosis(kept, verdict="pairing", reason="So.", by=emil, now=NOW)
    make_client_diagnosis(acme, now=NOW + timedelta(days=1))
    page = shown(client, url("delete_client", acme))
    assert "Delete Acme for ever?" in page
    assert "2 diagnoses" in page
    assert "For 1 verdict that somebody said otherwise than the rules, a bare record stays for good: the day" in page
    assert "cannot be undone" in page
    assert Client.objects.exists()
    response = client.post(url("delete_client", acme), follow=True)
    assert "Acme is deleted for ever." in response.content.decode()
    assert not Client.objects.exists()
    assert not Diagnosis.objects.exists()
    assert client.post(url("delete_client", acme)).status_code == 404

import csv
import re
from io import StringIO

import pytest
from django.urls import reverse

from hireguide.workspaces.services import archive_client
from tests.advising.tables import imported, waiting
from tests.factories import (
    BEN,
    NOW,
    make_client,
    make_client_diagnosis,
    make_edition,
    make_profile,
    make_user,
    make_workspace,
)

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}


@pytest.fixture
def workspace():
    make_edition()
    return make_workspace()


@pytest.fixture
def _clients(workspace, emil):
    """Six of one stage with a verdict, one with another, one without."""
    rows = [{"name": f"C{number}", "stage": "seed", "employee_count": "30", "tags": "a"} for number in range(6)]
    other = {"name": "Other", "stage": "series_a", "unguided_decisions": "yes", "delivery_pain": "none"}
    answered = [row | {"delivery_pain": "high", "engineer_count": "20"} for row in rows]
    imported(waiting(workspace, emil, *answered, other, {"name": "Bare"}), emil)


def url(name, workspace, *more):
    return reverse(f"advising:{name}", args=[workspace.pk, *more])


def shown(client, workspace, **asked):
    return client.get(url("portfolio", workspace), asked).content.decode()


@pytest.mark.usefixtures("_clients")
def test_the_page_works(client, workspace):
    page = shown(client, workspace)
    assert "<strong>7</strong> clients with a diagnosis; 1 without one is not on the grid." in page
    assert "7 companies: 6 companies in “VP Engineering” (execution gap large, strategy gap none);" in page
    assert "All were judged under edition 1." in page
    assert 'Commonest reasons<span class="visually-hidden">: All together</span>' in page


@pytest.mark.parametrize("name", ["portfolio", "export"])
def test_it_needs_sign_in_and_is_not_there_for_outsiders(client, workspace, name):
    where = url(name, workspace, *(["csv"] if name == "export" else []))
    assert client.get(where).url.startswith("/accounts/")
    client.force_login(make_user(BEN))
    assert client.get(where).status_code == 404


@pytest.mark.usefixtures("_clients")
def test_htmx_gets_only_the_panel_and_for_a_filter_only_the_picture(client, workspace):
    panel = client.get(url("portfolio", workspace), headers=HTMX).content.decode()
    assert "<html" not in panel
    assert "<main" in panel
    picture = client.get(url("portfolio", workspace), headers=HTMX | {"HX-Target": "picture"}).content.decode()
    assert "<main" not in picture
    assert "grid-crowd-title" in picture


@pytest.mark.usefixtures("_clients")
def test_the_filters_stand_in_the_address_and_what_is_not_there_is_left_out(client, workspace):
    assert "<strong>6</strong> of 7 clients" in shown(client, workspace, stage="seed", tag="a", size="11-50")
    assert "No client is like that" in shown(client, workspace, stage="seed", size="0-10")
    assert "<strong>7</strong> clients" in shown(client, workspace, stage="nonsense", size="1", tag="gone")


def test_a_page_without_clients_or_diagnoses_says_what_to_do(client, workspace, emil):
    assert "There are no clients here yet" in shown(client, workspace)
    make_client(workspace)
    assert "None of the 1 client here has a diagnosis yet" in shown(client, workspace)


def test_the_newest_diagnosis_counts_and_an_archived_client_does_not(client, workspace, emil):
    acme, old = make_client(workspace), make_client(workspace, "Old")
    make_client_diagnosis(acme, now=NOW)
    make_client_diagnosis(acme, profile=make_profile(delivery_pain="none"), now=NOW.replace(hour=12))
    make_client_diagnosis(old, now=NOW)
    archive_client(old, by=emil, at=NOW)
    page = shown(client, workspace)
    assert "1 company: 1 company in “Neither yet”" in page
    assert "It takes 5 clients with a diagnosis to compare anything; there is 1." in page


def test_another_workspaces_clients_are_in_neither_page_nor_file(client, workspace, emil):
    make_client_diagnosis(make_client(make_workspace("Other", owner=make_user(BEN)), "Secret"))
    assert "There are no clients here yet" in shown(client, workspace)
    assert b"Secret" not in client.get(url("export", workspace, "csv")).content


@pytest.mark.usefixtures("_clients")
@pytest.mark.parametrize(
    ("asked", "names"), [({}, 8), ({"tag": "a"}, 6), ({"q": "other"}, 1), ({"archived": "yes"}, 0)]
)
def test_the_export_has_the_clients_that_the_list_would_show(client, workspace, asked, names):
    response = client.get(url("export", workspace, "csv"), asked)
    rows = list(csv.DictReader(StringIO(response.content.decode("utf-8-sig"))))
    assert len(rows) == names
    assert "attachment; filename=" in response["Content-Disposition"]


def test_the_export_is_a_workbook_too(client, workspace, emil):
    response = client.get(url("export", workspace, "xlsx"))
    assert response.content.startswith(b"PK")


@pytest.mark.usefixtures("_clients")
@pytest.mark.parametrize("where", ["portfolio", "export"])
def test_pages_take_fewer_than_twenty_queries(client, workspace, where, django_assert_max_num_queries):
    with django_assert_max_num_queries(19):
        client.get(url(where, workspace, *(["csv"] if where == "export" else [])))


@pytest.mark.usefixtures("_clients")
def test_the_list_leads_to_its_own_clients_as_a_file(client, workspace):
    page = client.get(url("clients", workspace), {"tag": "a"}).content.decode()
    [where] = re.findall(r'href="([^"]+export\.csv[^"]*)"', page)
    assert len(client.get(where).content.decode().strip().splitlines()) == 1 + 6

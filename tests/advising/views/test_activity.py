from datetime import timedelta

import pytest
from django.urls import reverse

from hireguide.advising.views import activity as views
from hireguide.workspaces.services import note, remove_member
from tests.factories import BEN, EMIL, NOW, make_client, make_member, make_user

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}


@pytest.fixture
def dora(client, workspace):
    user = workspace.memberships.get(role="owner").user
    client.force_login(user)
    return user


@pytest.fixture
def address(workspace):
    return reverse("advising:activity", args=[workspace.pk])


def lines(client, address, **asked):
    page = client.get(address, asked).content.decode()
    return page, page.count("<time ")


def test_the_page_works(client, workspace, dora, address):
    make_client(workspace, at=NOW + timedelta(days=1))
    page, count = lines(client, address)
    assert count == 2
    for word in ("opened the workspace", "added the client Acme", "21 November 2026", "22 November 2026", "09:00"):
        assert word in page
    assert page.index("22 November") < page.index("21 November")
    assert "Somebody without an account" in page


def test_it_needs_somebody_signed_in(client, address):
    assert client.get(address).url == f"{reverse('account_login')}?next={address}"


def test_an_outsider_gets_404(client, address):
    client.force_login(make_user(BEN))
    assert client.get(address).status_code == 404


def test_htmx_gets_only_the_panel_or_only_the_results(client, dora, address):
    assert "<html" not in client.get(address, headers=HTMX).content.decode()
    results = client.get(address, headers=HTMX | {"HX-Target": "results"}).content.decode()
    assert "<main" not in results
    assert "opened the workspace" in results


def test_it_is_filtered_by_kind_and_by_member_those_who_left_too(client, workspace, dora, address):
    emil = make_member(workspace)
    note(workspace, "clients", "added the client Beta", who=emil, at=NOW)
    remove_member(workspace.memberships.get(user=emil), by=dora, at=NOW)
    page, count = lines(client, address, kind="clients")
    assert (count, "added the client Beta" in page) == (1, True)
    page, count = lines(client, address, who=emil.pk)
    assert (count, f"{EMIL} added" in " ".join(page.split())) == (1, True)
    assert lines(client, address, who=emil.pk, kind="people")[1] == 0
    assert "Nothing like that was done here" in lines(client, address, kind="voices")[0]
    assert lines(client, address, who="9999", kind="nonsense")[1] == 3


def test_it_comes_in_pages_with_few_queries(
    client, workspace, dora, address, monkeypatch, django_assert_max_num_queries
):
    monkeypatch.setattr(views, "A_PAGE", 3)
    for number in range(8):
        note(workspace, "clients", f"did {number}", who=dora, at=NOW, client=None)
    with django_assert_max_num_queries(8):
        page, count = lines(client, address, kind="clients", page=2)
    assert count == 3
    assert "Page 2 of 3" in page
    assert 'href="?kind=clients&amp;page=3"' in page

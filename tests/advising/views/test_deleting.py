"""Deleting answers: works · needs sign-in · outsiders get 404 · viewers delete nothing · htmx gets only the panel."""

import pytest
from django.urls import reverse

from hireguide.advising.models import Respondent, Round
from hireguide.advising.services.respondents import begin
from tests.advising.asked import ask
from tests.advising.heard import make_heard
from tests.factories import BEN, EMIL, make_member, make_user, make_workspace
from tests.signed_out import leads_to_signing_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def heard():
    return make_heard(make_workspace())


@pytest.fixture
def emil(client, heard):
    """An advisor, signed in."""
    user = make_member(heard.client.workspace, EMIL)
    client.force_login(user)
    return user


def url(name, it):
    return reverse(f"advising:{name}", args=[it.public_id])


def both(heard):
    return [url("delete_round", heard), url("delete_respondent", heard.respondents.get(name="Fay"))]


def test_somebodys_answers_are_deleted_once_it_is_confirmed_what_is_lost(client, heard, emil):
    fay = heard.respondents.get(name="Fay")
    assert f'href="{url("delete_respondent", fay)}"' in client.get(url("round", heard)).content.decode()
    page = client.get(url("delete_respondent", fay)).content.decode()
    assert "Delete the answers of Fay?" in page
    assert "handed in on 21 November 2026" in page
    assert Respondent.objects.count() == 2
    page = client.post(url("delete_respondent", fay), follow=True).content.decode()
    assert "The answers of Fay are deleted." in page
    assert Respondent.objects.get().name == "Gus"
    assert client.post(url("delete_respondent", fay)).status_code == 404


def test_a_round_is_deleted_once_it_is_confirmed_what_is_lost(client, heard, emil):
    assert f'href="{url("delete_round", heard)}"' in client.get(url("round", heard)).content.decode()
    page = client.get(url("delete_round", heard)).content.decode()
    assert "what 2 people handed in" in page
    response = client.post(url("delete_round", heard), follow=True)
    assert response.redirect_chain == [(url("client", heard.client), 302)]
    assert "The questions of 21 November 2026 are deleted, with all answers." in response.content.decode()
    assert not Round.objects.exists()


def test_answers_under_way_are_deleted_by_an_advisor_who_never_sees_them(client):
    opened, (fay, _) = ask()
    begin(fay.respondent, now=opened.opened_at)
    client.force_login(opened.opened_by)
    assert client.post(url("delete_respondent", fay.respondent)).status_code == 302
    assert client.post(url("delete_round", opened)).status_code == 302
    assert not Round.objects.exists()


def test_it_needs_sign_in(client, heard):
    for where in both(heard):
        assert leads_to_signing_in(client.post(where))
    assert Respondent.objects.count() == 2


def test_outsiders_get_404_and_viewers_delete_nothing(client, heard):
    viewer = make_member(heard.client.workspace, EMIL, "viewer")
    for who, refused in ((make_user(BEN), 404), (viewer, 403)):
        client.force_login(who)
        for where in both(heard):
            assert client.get(where).status_code == client.post(where).status_code == refused
    assert Respondent.objects.count() == 2
    page = client.get(url("round", heard)).content.decode()
    assert not [where for where in both(heard) if where in page]


def test_htmx_gets_only_the_panel(client, heard, emil):
    for where in both(heard):
        assert "<html" not in client.get(where, headers={"HX-Request": "true"}).content.decode()

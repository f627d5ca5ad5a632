"""A member's own verdict: works · needs sign-in · outsider gets 404 · viewer may not · wrong input is told."""

import pytest
from django.urls import reverse

from hireguide.diagnoses.models import Override
from hireguide.diagnoses.services import keep_what_if
from hireguide.workspaces.models import Activity
from tests.factories import (
    BEN,
    NOW,
    make_client,
    make_client_diagnosis,
    make_diagnosis,
    make_edition,
    make_member,
    make_profile,
    make_user,
    make_workspace,
)
from tests.signed_out import leads_to_signing_in

pytestmark = pytest.mark.django_db

SAID = {"verdict": "pairing", "reason": "The board wants both at once."}


@pytest.fixture
def kept(client):
    make_edition()
    workspace = make_workspace()
    client.force_login(workspace.memberships.get().user)
    return make_client_diagnosis(make_client(workspace))


def url(kept):
    return reverse("advising:override", args=[kept.public_id])


def test_it_stands_beside_the_rules_verdict_with_its_reason(client, kept):
    home = reverse("diagnoses:diagnosis", args=[kept.public_id])
    assert f'action="{url(kept)}"' in client.get(home).content.decode()
    assert client.post(url(kept), SAID).url == f"{home}#otherwise"
    said = Override.objects.get()
    assert (said.diagnosis, said.verdict, said.reason) == (kept, SAID["verdict"], SAID["reason"])
    page = client.get(home).content.decode()
    assert SAID["reason"] in page
    assert "This one stands." in page
    line = Activity.objects.first()
    assert (line.what, line.who, line.client) == ("said otherwise than the rules about Acme", said.by, kept.client)


def test_said_twice_it_is_kept_once_and_another_comes_first(client, kept):
    for said in (SAID, SAID, SAID | {"verdict": "neither_yet"}):
        client.post(url(kept), said)
    assert Override.objects.count() == 2
    page = client.get(reverse("diagnoses:diagnosis", args=[kept.public_id])).content.decode()
    section = page.partition('id="otherwise"')[2]
    neither, pair = section.index("tag--neither_yet"), section.index("tag--pairing")
    assert neither < section.index("This one stands.") < pair


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"verdict": "vp_engineering_first"}, "“VP Engineering first” is what the rules say"),
        ({"verdict": ""}, "Select what the verdict should have been"),
        ({"reason": " "}, "Say why, in a sentence or two"),
    ],
)
def test_what_is_wrong_is_told_beside_what_was_typed(client, kept, wrong, told):
    response = client.post(url(kept), SAID | wrong)
    page = response.content.decode()
    assert response.status_code == 422
    assert "<title>Error: Say otherwise than the rules" in page
    assert page.count(told) == 2
    assert (SAID | wrong)["reason"].strip() in page
    assert not Override.objects.exists()


def test_it_needs_a_sign_in_is_not_there_for_outsiders_and_not_for_viewers(client, kept):
    viewer = make_member(kept.client.workspace, "vic@example.com", "viewer")
    client.logout()
    assert leads_to_signing_in(client.post(url(kept), SAID))
    client.force_login(make_user(BEN))
    assert client.post(url(kept), SAID).status_code == 404
    client.force_login(viewer)
    assert client.post(url(kept), SAID).status_code == 403
    assert not Override.objects.exists()
    page = client.get(reverse("diagnoses:diagnosis", args=[kept.public_id])).content.decode()
    assert url(kept) not in page


def test_neither_a_what_if_nor_what_is_no_clients_can_be_said_otherwise_of(client, kept):
    profile = make_profile(delivery_pain="none")
    what_if = keep_what_if(of=kept, own_result=kept.result, profile=profile, dont_know=[], now=NOW)
    assert client.post(url(what_if), SAID).status_code == 404
    assert client.post(url(make_diagnosis()), SAID).status_code == 404


def test_htmx_gets_only_the_panel(client, kept):
    page = client.get(url(kept), headers={"HX-Request": "true"}).content.decode()
    assert page.startswith("<title>Say otherwise")
    assert "<html" not in page

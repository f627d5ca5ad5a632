"""The pages of a client's diagnosis: for members · a viewer only looks · not there for outsiders · said whose it is."""

import re

import pytest
from django.urls import reverse

from hireguide.diagnoses.models import Diagnosis
from hireguide.diagnoses.services import claim_diagnosis
from tests.factories import (
    BEN,
    make_client,
    make_client_diagnosis,
    make_diagnosis,
    make_draft,
    make_edition,
    make_member,
    make_user,
    make_workspace,
)

pytestmark = pytest.mark.django_db

CALM = {"delivery_pain": "none", "engineer_count": "5"}
READ = ("diagnosis", "what_if", "again", "come_back")
WRITTEN = ("keep_what_if", "again", "delete")


@pytest.fixture
def kept():
    make_edition()
    diagnosis = make_client_diagnosis(make_client(make_workspace()))
    make_edition(name="Another", advice=[])  # so that it can be judged again
    return diagnosis


def url(kept, name="diagnosis"):
    return reverse(f"diagnoses:{name}", args=[kept.public_id])


def sign_in(client, kept, role):
    client.force_login(make_member(kept.client.workspace, BEN, role))


def page_of(client, kept, name="diagnosis"):
    return client.get(url(kept, name)).content.decode()


@pytest.mark.parametrize("is_signed_in", [False, True])
def test_no_page_of_it_is_there_for_outsiders(client, kept, is_signed_in):
    if is_signed_in:
        client.force_login(make_user(BEN))
    for name in (*READ, "delete"):
        assert client.get(url(kept, name)).status_code == 404
    for name in (*WRITTEN, "what_if"):
        assert client.post(url(kept, name), CALM).status_code == 404
    assert Diagnosis.objects.count() == 1


def test_a_viewer_reads_and_tries_and_is_refused_in_words_where_they_would_change(client, kept):
    sign_in(client, kept, "viewer")
    for name in READ:
        assert client.get(url(kept, name)).status_code == 200
    tried = client.post(url(kept, "what_if"), CALM)
    assert "The verdict would be:" in tried.content.decode()
    assert "Keep this scenario" not in tried.content.decode()
    for name in WRITTEN:
        refused = client.post(url(kept, name), CALM | {"edition": "2"})
        assert refused.status_code == 403
        assert "You may look at this workspace and not change it" in refused.content.decode()
    assert Diagnosis.objects.count() == 1


def test_to_its_advisor_a_page_speaks_of_the_company_and_never_to_a_founder(client, kept):
    sign_in(client, kept, "advisor")
    for name, said in (
        ("diagnosis", "The company’s answers"),
        ("what_if", "the dot is the company as it is"),
        ("again", "The company’s answers are the same"),
    ):
        page = page_of(client, kept, name).partition("<main")[2].partition("</main>")[0]
        assert said in page
        assert not re.search("(?i)your (own )?(answers|company|points|diagnosis|plan)|you (said|kept|have told)", page)


def test_the_verdict_on_a_clients_answers_under_way_speaks_of_the_company_too(client, kept):
    sign_in(client, kept, "advisor")
    draft = make_draft(client=kept.client, answers={"delivery_pain": "high", "engineer_count": "20"})
    page = client.get(reverse("wizard:verdict", args=[draft.public_id])).content.decode()
    assert "The company’s answers" in page
    assert "Keep this diagnosis first: unless you do, the company’s answers are deleted" in page
    assert "whoever can read your calendar can then open it" not in page
    other = client.get(reverse("wizard:verdict", args=[make_draft(answers={"engineer_count": "20"}).public_id]))
    assert "whoever can read your calendar can then open it" in other.content.decode()


def test_what_is_kept_of_a_client_on_other_answers_is_called_a_scenario(client, kept):
    sign_in(client, kept, "advisor")
    assert "Keep this scenario" in client.post(url(kept, "what_if"), CALM).content.decode()
    what_if = client.post(url(kept, "keep_what_if"), CALM | {"name": "After the raise"}, follow=True)
    page = what_if.content.decode()
    assert "Scenario (a what-if) “After the raise” for Acme" in page
    assert "A scenario, not the company as it is" in page
    asked = page_of(client, Diagnosis.objects.get(name="After the raise"), "delete")
    assert "Delete this scenario “After the raise”?" in asked
    assert "what-if" not in asked.partition("<main")[2].partition("</main>")[0].lower().replace("what if:", "")


def test_a_viewer_is_offered_nothing_that_changes_anything(client, kept):
    sign_in(client, kept, "viewer")
    page = page_of(client, kept)
    posts = set(re.findall(r'method="post" action="([^"#]+)', page))
    assert not {address for address in posts if address.startswith(url(kept))} - {url(kept, "what_if")}
    assert url(kept, "delete") not in page
    assert "Judge again and keep it" not in page_of(client, kept, "again")


def test_a_member_is_led_to_the_client_and_told_who_can_open_it(client, kept):
    sign_in(client, kept, "advisor")
    page = page_of(client, kept)
    assert "the members of Northbridge can open it, and nobody else" in page
    assert "Whoever has this address" not in page
    assert "whoever can read your calendar" not in page
    assert page.count(f'href="{reverse("advising:client", args=[kept.client.public_id])}"') >= 2
    assert f'action="{reverse("advising:start", args=[kept.client.public_id])}"' in page
    assert reverse("wizard:start") not in page.partition("<main")[2].partition("</main>")[0]
    calendar = client.get(url(kept, "come_back")).content.decode().replace("\r\n ", "")
    assert reverse("advising:client", args=[kept.client.public_id]) in calendar


def test_deleting_it_leads_to_the_client_which_says_so(client, kept):
    sign_in(client, kept, "advisor")
    answer = client.post(url(kept, "delete"), follow=True)
    assert answer.redirect_chain[-1][0].startswith(reverse("advising:client", args=[kept.client.public_id]))
    assert "The diagnosis is deleted" in answer.content.decode()


def test_one_in_an_account_says_so_and_offers_no_overriding(client):
    kept = make_diagnosis()
    claim_diagnosis(kept, owner=make_user(BEN))
    assert client.get(url(kept)).status_code == 404
    client.force_login(Diagnosis.objects.get().owner)
    page = page_of(client, kept)
    assert "It is in your account, and opens to nobody else." in page
    assert 'id="otherwise"' not in page


def test_nobodys_is_read_and_deleted_by_whoever_has_its_address(client):
    page = page_of(client, make_diagnosis())
    assert "Whoever has this address can read it and delete it:" in page
    assert "advising/clients" not in page

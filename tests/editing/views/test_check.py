import json
import re

import pytest
from django.urls import reverse

from hireguide.rules import Item, Part, Proof
from tests.editing.people import make_staff
from tests.factories import make_edition, make_rulebook_draft, small_rulebook

pytestmark = pytest.mark.django_db

URL = "/editing/check/"
WITNESS = {"delivery_pain": "high", "engineer_count": 20}
PROOF = Proof(
    "sha256:0123456789abcdef",
    (
        Part("reach", (Item("pairing", True, "Yes."), Item("large/none", False, "No cell.", (WITNESS,)))),
        Part("rules", (Item("slips", False, "slips is idle.", (WITNESS,)), Item("too_small", None, "Not proven."))),
        Part("questions", (Item("stage", True, "Yes."),)),
        Part("overlaps", (Item("too_small/nobody_hurt", True, "Both hold here.", ({},)),)),
        Part("expectations", (Item("slips/delivery_pain/low-medium", True, "A cliff.", (WITNESS,), warns=True),)),
        Part("shares", (Item("pairing", True, "12% of companies get pairing."),)),
        Part("examples", (Item("slipping", True, "slipping gets it."),)),
    ),
)


@pytest.fixture
def reader(client):
    client.force_login(make_staff("reader"))
    return client


@pytest.fixture
def proof(monkeypatch):
    monkeypatch.setattr("hireguide.editing.views.check.proof_of", lambda _: PROOF)


def words(response):
    page = response.content.decode().partition('id="panel"')[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def test_the_proofs_of_the_real_rulebook_work(reader, rulebook_text):
    from hireguide.rulebooks.services import start_draft
    from tests.factories import NOW

    start_draft(rulebook_text, title="Real", base=None, by=None, at=NOW)
    response = reader.get(URL)
    assert response.status_code == 200
    assert "<title>Check of the draft – Hireguide</title>" in response.content.decode()
    assert "All holds: nothing here stands against publishing." in words(response)


def test_it_needs_sign_in(client, db):
    assert reverse("admin:login") in client.get(URL).url


def test_without_the_right_there_is_no_such_page(client, proof):
    client.force_login(make_staff("outsider"))
    assert client.get(URL).status_code == 404


def test_htmx_gets_only_the_panel(reader, proof):
    make_rulebook_draft()
    page = reader.get(URL, headers={"HX-Request": "true"}).content.decode()
    assert page.startswith("<title>Check of the draft")
    assert "<html" not in page


def test_what_fails_is_told_with_its_witness_and_where_it_is_mended(reader, proof):
    draft = make_rulebook_draft()
    response = reader.get(URL)
    said, page = words(response), response.content.decode()
    assert "2 claims do not hold and 1 claim is not proven. Nothing is published before that is mended." in said
    assert "Does not hold. slips is idle. Edit slips" in said
    assert "Not proven. Not proven. Edit too_small" in said
    assert "Slipping commitments: Nearly always ; Engineering team size: 20 engineers" in said
    assert f'href="/admin/rulebooks/evidence/{draft.evidence_rows.get(key="slips").pk}/change/"' in page
    assert f'href="{reverse("editing:grid")}">Edit the cell execution large, strategy none</a>' in page


def test_a_witness_is_tried_with_a_click(reader, proof):
    make_rulebook_draft()
    page = reader.get(URL).content.decode()
    profile = re.search(r'name="profile" value="([^"]*)"', page)[1].replace("&quot;", '"')
    assert json.loads(profile) == WITNESS
    assert "Title of vp_engineering_first" in reader.post(reverse("editing:try"), {"profile": profile}).content.decode()


def test_what_warns_and_what_informs_is_told_apart(reader, proof):
    make_rulebook_draft()
    said = words(reader.get(URL))
    assert "1 warning: nothing stands against publishing, but somebody should look A cliff. Edit slips" in said
    assert "1 pair of situations Both hold here. Edit too_small · Edit nobody_hurt No answer at all" in said
    assert "12% of companies get “Both seats as a pair”." in said


def test_what_no_example_exercises_is_named(reader, proof):
    make_rulebook_draft()
    said = words(reader.get(URL))
    assert "Evidence that holds in no example: nobody_decides , board_asks" in said
    assert "Situations that hold in no example: too_small" in said
    assert "Advice that holds in no example: settle_first" in said
    assert "Cells that decide no example: execution none, strategy none" in said
    assert "Verdicts that no example gets: Fractional CTO first" in said


def test_editors_are_led_to_add_an_example(client, proof):
    make_rulebook_draft()
    client.force_login(make_staff("editor"))
    assert reverse("admin:rulebooks_example_add") in client.get(URL).content.decode()


def test_without_a_draft_the_current_edition_is_checked_and_leads_nowhere(reader, proof):
    make_edition()
    page = reader.get(URL).content.decode()
    assert "This is an edition, which never changes; no draft is open." in words(reader.get(URL))
    assert ">Edit slips<" not in page


def test_an_older_edition_can_be_checked(reader, proof):
    make_edition()
    make_edition(name="Second")
    response = reader.get(URL, {"edition": "1"})
    assert "Check of edition 1" in response.content.decode()
    assert 'name="profile"' not in response.content.decode()  # it is neither the draft nor what is current


@pytest.mark.parametrize("number", ["7", "x", "", "9" * 30, "²"])
def test_an_edition_that_is_not_there_gets_404(reader, proof, number):
    make_edition()
    assert reader.get(URL, {"edition": number}).status_code == 404


def test_with_no_rulebook_at_all_it_says_what_to_do(reader):
    assert "load_rulebook" in reader.get(URL).content.decode()


def test_it_takes_fewer_than_twenty_queries_beside_the_frame(reader, proof, django_assert_max_num_queries):
    make_rulebook_draft(base=make_edition(), examples=small_rulebook()["examples"])
    with django_assert_max_num_queries(25):
        reader.get(URL)

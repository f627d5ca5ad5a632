import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hireguide.diagnoses.models import Diagnosis, Draft
from hireguide.diagnoses.services import override_diagnosis
from hireguide.profiles.models import CompanyProfile
from hireguide.profiles.services import store_profile
from tests.factories import NOW, make_diagnosis, make_draft, make_edition, make_profile, small_rulebook

pytestmark = pytest.mark.django_db

NOBODY = "A" * 22
HTMX = {"HX-Request": "true"}


def url_of(kept, name="diagnosis"):
    return reverse(f"diagnoses:{name}", args=[getattr(kept, "public_id", kept)])


def words_of(response):
    """The page's own words: address, tokens and tags taken out."""
    page = response.content.decode().partition("<main")[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def test_a_diagnosis_works(client):
    kept = make_diagnosis(dont_know=["urgency"])
    response = client.get(url_of(kept))
    page = response.content.decode()
    assert response.status_code == 200
    assert "<title>Title of vp_engineering_first – Hireguide</title>" in page
    assert page.count("<h1") == 1
    assert "Diagnosis for Acme · 21 November 2026" in page
    assert "It was kept on 21 November 2026 under edition 1" in page
    assert f"http://testserver{url_of(kept)}" in page


@pytest.mark.parametrize(("name", "method"), [("diagnosis", "get"), ("delete", "get"), ("delete", "post")])
def test_an_address_that_belongs_to_no_diagnosis_gets_404(client, name, method):
    make_diagnosis()
    assert getattr(client, method)(url_of(NOBODY, name)).status_code == 404
    assert Diagnosis.objects.count() == 1


@pytest.mark.parametrize("name", ["diagnosis", "delete"])
def test_htmx_gets_only_the_panel_with_its_title(client, name):
    page = client.get(url_of(make_diagnosis(), name), headers=HTMX).content.decode()
    assert page.startswith("<title>")
    assert "<html" not in page
    assert "<h1" in page


@pytest.mark.parametrize("name", ["diagnosis", "delete"])
def test_a_diagnosis_is_neither_stored_nor_indexed_and_varies_by_htmx(client, name):
    response = client.get(url_of(make_diagnosis(), name))
    assert response["Cache-Control"] == "no-store"
    assert response["X-Robots-Tag"] == "noindex"
    assert "HX-Request" in response["Vary"]


def test_a_diagnosis_takes_eight_queries_at_most(client):
    kept = make_diagnosis()
    with CaptureQueriesContext(connection) as queries:
        client.get(url_of(kept))
    assert len(queries) <= 8


def test_a_diagnosis_stays_as_it_was_when_a_new_edition_says_something_else(client):
    kept = make_diagnosis()
    before = words_of(client.get(url_of(kept)))
    whole = small_rulebook()
    titles = {code: text | {"title": "New", "summary": "New."} for code, text in whole["verdicts"].items()}
    costs = [cost | {"low": 1, "high": 2} for cost in whole["costs"]]
    rules = [rule | {"because": "New.", "points": 1} for rule in whole["evidence"]]
    make_edition(name="New", verdicts=titles, costs=costs, evidence=rules, examples=[])
    after = words_of(client.get(url_of(kept)))
    assert re.sub(r"Our rules have changed since .* you see the difference first\. ", "", after) == before
    assert after != before
    assert "Judged under edition 1" in before


def test_a_diagnosis_shows_what_was_stored_and_judges_nothing_again(client):
    judged = make_diagnosis()
    kept = Diagnosis.objects.create(
        profile=store_profile(make_profile()),
        edition=judged.edition,
        result=judged.result | {"title": "The title as stored"},
        verdict=judged.verdict,
        answers_digest="sha256:of others",
        made_at=NOW,
    )
    assert '<h1 tabindex="-1">The title as stored</h1>' in client.get(url_of(kept)).content.decode()


def test_nothing_on_a_kept_diagnosis_can_be_changed(client):
    page = client.get(url_of(make_diagnosis(dont_know=["urgency"]))).content.decode()
    assert ">Change<" not in page
    assert "#q-" not in page
    assert "How soon it is needed" in page


def test_a_diagnosis_outlives_its_draft(client):
    draft = make_draft()
    kept = make_diagnosis(draft=draft)
    before = words_of(client.get(url_of(kept)))
    Draft.objects.all().delete()
    assert words_of(client.get(url_of(kept))) == before


def test_what_was_typed_into_the_name_is_text_on_the_page(client):
    profile = make_profile(company_name="<img src=x onerror=alert(1)>")
    kept = make_diagnosis(profile=profile)
    for name in ("diagnosis", "delete"):
        page = client.get(url_of(kept, name)).content.decode()
        assert "<img" not in page
        assert "&lt;img src=x onerror=alert(1)&gt;" in page


def test_deleting_asks_first_and_names_what_is_lost(client):
    kept = make_diagnosis()
    words = words_of(client.get(url_of(kept, "delete")))
    assert "“Title of vp_engineering_first”, for Acme, kept on 21 November 2026" in words
    assert "It cannot be undone." in words
    assert Diagnosis.objects.exists()


def test_deleting_names_what_stays_of_what_was_said_otherwise(client):
    kept = make_diagnosis()
    assert "stays" not in words_of(client.get(url_of(kept, "delete")))
    override_diagnosis(kept, verdict="pairing", reason="The board wants both.", by=None, now=NOW)
    words = words_of(client.get(url_of(kept, "delete")))
    assert "1 verdict of their own" in words
    assert "A bare record stays for good: on 21 November 2026 the rules’ “VP Engineering first” was answered" in words
    assert "with “Both seats as a pair”; with the edition of the rules" in words
    assert "It has no reason and no name" in words
    assert "The board wants both." not in words


def test_deleting_takes_the_profile_along_and_says_so(client):
    kept = make_diagnosis()
    response = client.post(url_of(kept, "delete"), follow=True)
    assert response.redirect_chain == [(reverse("diagnoses:deleted"), 302)]
    assert "The diagnosis is deleted" in words_of(response)
    assert not Diagnosis.objects.exists()
    assert not CompanyProfile.objects.exists()
    assert client.get(url_of(kept)).status_code == 404


def test_deleting_needs_a_token_of_ours():
    kept = make_diagnosis()
    assert Client(enforce_csrf_checks=True).post(url_of(kept, "delete")).status_code == 403
    assert Diagnosis.objects.exists()


def test_a_diagnosis_takes_no_post(client):
    assert client.post(url_of(make_diagnosis())).status_code == 405


def test_the_page_that_says_it_is_deleted_works_for_anybody_and_for_htmx(client):
    assert client.get(reverse("diagnoses:deleted")).status_code == 200
    assert "<html" not in client.get(reverse("diagnoses:deleted"), headers=HTMX).content.decode()

import pytest
from django.urls import reverse

from hireguide.diagnoses.models import Draft
from tests.factories import make_edition
from tests.wizard.drafts import HTMX, panel, url_of

pytestmark = pytest.mark.django_db
START = "/wizard/"


@pytest.fixture(autouse=True)
def published(db):
    return make_edition()


def test_the_start_page_works_and_makes_nothing(client):
    response = client.get(START)
    page = panel(response)
    assert response.status_code == 200
    assert reverse("wizard:start") == START
    for words in ("ten short sections", "ten minutes", "No account", "30 days", "I don’t know", "Start now"):
        assert words in page
    assert Draft.objects.count() == 0


def test_htmx_gets_only_the_panel(client):
    assert client.get(START, headers=HTMX).content.decode().startswith("<title>Before you start")


def test_starting_makes_a_draft_and_leads_to_its_first_section(client):
    response = client.post(START)
    draft = Draft.objects.get()
    assert (response.status_code, response["Location"]) == (302, url_of(draft))
    assert draft.answers == {}


def test_what_a_link_carries_is_told_in_words_and_filled_in(client):
    query = {"company_name": "Tom & Co", "stage": "seed", "engineer_count": "12", "utm_source": "mail"}
    response = client.get(START, query)
    page = panel(response)
    assert "Already filled in" in page
    for words in ("Tom &amp; Co", "Seed", "12 engineers", '<input type="hidden" name="engineer_count" value="12">'):
        assert words in page
    assert "utm_source" not in page
    assert response["Cache-Control"] == "no-store"
    assert Draft.objects.count() == 0
    del query["utm_source"]
    client.post(START, query)
    assert Draft.objects.get().answers == query


def test_a_section_filled_in_by_the_link_is_not_asked_again(client):
    company = {"stage": "seed", "employee_count": "30", "engineer_count": "12", "engineers_next_year": "20"}
    response = client.post(START, company)
    assert response["Location"] == url_of(Draft.objects.get(), section="delivery")


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_link_that_cannot_be_read_is_refused_in_words_with_a_way_to_start_without(client, method):
    response = getattr(client, method)(START, {"stage": "sead", "mood": "<good>"})
    page = panel(response)
    assert response.status_code == 400
    assert "pre_seed, seed, series_a" in page
    assert "mood" in page
    assert f'href="{START}">Start without these answers</a>' in page
    assert Draft.objects.count() == 0


def test_a_refusal_takes_the_whole_panel_under_htmx(client):
    response = client.post(START, {"mood": "good"}, headers=HTMX)
    assert response.status_code == 400
    assert (response["HX-Retarget"], response["HX-Reswap"]) == ("#panel", "innerHTML")
    assert response["HX-Push-Url"] == "false"
    assert "<html" not in response.content.decode()


def test_too_many_drafts_within_an_hour_are_refused_in_words(client, settings):
    settings.NEW_DRAFTS_PER_HOUR = 2
    assert [client.post(START).status_code for _ in range(3)] == [302, 302, 429]
    page = panel(client.post(START))
    assert "At most 2 can be begun within an hour" in page
    assert "try again in an hour" in page
    assert Draft.objects.count() == 2


def test_with_no_rulebook_published_it_says_so(client, published):
    type(published).objects.filter(pk=published.pk)._raw_delete("default")
    response = client.post(START)
    assert response.status_code == 503
    assert "No rulebook has been published" in panel(response)

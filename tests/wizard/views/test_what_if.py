from datetime import timedelta

import pytest
from django.urls import reverse

from hireguide.diagnoses.models import Diagnosis
from tests.wizard.drafts import NOBODY, live_draft, url_of

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true", "HX-Target": "what-if"}
SLIPPING = {"engineer_count": "20", "delivery_pain": "high", "delivery_owner": "no", "urgency": "unknown"}
CALM = {"delivery_pain": "none", "engineer_count": "5"}
NAMES = ["what_if", "keep_what_if"]


def test_a_what_if_of_a_draft_works(client):
    draft = live_draft(SLIPPING | {"company_name": "Acme"})
    page = client.post(url_of(draft, "what_if"), CALM).content.decode()
    assert "<title>What if: engineering team size and slipping commitments – Hireguide</title>" in page
    assert "Title of neither_yet" in page
    assert f'href="{url_of(draft, "verdict")}">Back to the verdict' in page


def test_a_visit_shows_the_drafts_own_answers_to_change_and_keeps_nothing(client, edition):
    draft = live_draft(SLIPPING)
    page = client.get(url_of(draft, "what_if"), CALM).content.decode()
    assert "<title>What if – Hireguide</title>" in page
    assert "Nothing is changed yet" in page
    assert "The answers nearest to another verdict" in page
    assert client.get(url_of(draft, "keep_what_if"), CALM).url == url_of(draft, "what_if")
    assert not Diagnosis.objects.exists()


@pytest.mark.parametrize("name", NAMES)
def test_an_address_that_belongs_to_no_draft_or_to_one_that_expired_gets_404(client, name):
    old = live_draft(SLIPPING, age=timedelta(days=30, minutes=1))
    assert client.post(reverse(f"wizard:{name}", args=[NOBODY]), CALM).status_code == 404
    assert client.post(url_of(old, name), CALM).status_code == 404
    assert not Diagnosis.objects.exists()


def test_htmx_gets_only_the_part_that_it_swaps(client):
    page = client.post(url_of(live_draft(SLIPPING), "what_if"), CALM, headers=HTMX).content.decode()
    assert page.startswith("<title>What if: ")
    assert "<h1" not in page


def test_the_draft_stays_as_it_is(client):
    draft = live_draft(SLIPPING)
    for name in NAMES:
        client.post(url_of(draft, name), CALM)
    before = (draft.answers, draft.path, draft.answered_at)
    draft.refresh_from_db()
    assert (draft.answers, draft.path, draft.answered_at) == before


def test_a_kept_what_if_of_a_draft_is_marked_and_gives_away_no_draft(client):
    draft = live_draft(SLIPPING)
    response = client.post(url_of(draft, "keep_what_if"), CALM, follow=True)
    kept = Diagnosis.objects.get()
    assert (kept.draft, kept.is_what_if, kept.dont_know) == (draft, True, ["urgency"])
    assert draft.public_id not in response.content.decode()


def test_the_verdict_offers_a_what_if_with_the_answers_that_matter_most_first(client, edition):
    draft = live_draft(SLIPPING)
    page = client.get(url_of(draft, "verdict")).content.decode()
    part = page.partition('id="what-if-form"')[2]
    assert f'action="{url_of(draft, "what_if")}#what-if-outcome"' in part
    assert "delivery_owner" in part.partition('name="first"')[2].partition(">")[0]
    nearest = part.partition("The answers nearest to another verdict")[2].partition("<details")[0]
    assert 'name="delivery_owner" value="no"' in nearest


def test_a_post_carries_on_which_answers_come_first(client):
    part = client.post(
        url_of(live_draft(SLIPPING), "what_if"), CALM | {"first": "delivery_owner,urgency"}, headers=HTMX
    ).content.decode()
    assert 'name="first" value="delivery_owner,urgency"' in part


def test_where_nothing_is_answered_there_is_nothing_to_suppose(client):
    assert 'id="what-if-form"' not in client.get(url_of(live_draft(), "verdict")).content.decode()


@pytest.mark.parametrize("answers", [{"engineer_count": "a dozen"}, {"delivery_pain": "high", "engineer_count": "0"}])
@pytest.mark.parametrize("name", NAMES)
def test_a_draft_without_a_verdict_leads_to_the_page_that_says_why(client, answers, name):
    draft = live_draft(answers)
    assert client.post(url_of(draft, name), CALM).url == url_of(draft, "verdict")
    swapped = client.post(url_of(draft, name), CALM, headers=HTMX)
    assert (swapped.status_code, swapped["HX-Redirect"]) == (204, url_of(draft, "verdict"))
    assert not Diagnosis.objects.exists()

import re

import pytest
from django.test import Client
from django.urls import reverse

from hireguide.diagnoses.models import Diagnosis
from hireguide.diagnoses.selectors import judge_under
from hireguide.diagnoses.services import delete_diagnosis, judge_again, keep_what_if
from tests.diagnoses.test_services_again import LATER, REFUSING, newer
from tests.diagnoses.views.test_diagnosis import HTMX, NOBODY, url_of, words_of
from tests.factories import NOW, make_diagnosis, make_draft, make_edition, make_profile

pytestmark = pytest.mark.django_db


def again(client, kept, edition):
    return client.post(url_of(kept, "again"), {"edition": edition.number})


def test_the_difference_works_and_stores_nothing(client):
    kept = make_diagnosis()
    newer()
    response = client.get(url_of(kept, "again"))
    words = words_of(response)
    assert response.status_code == 200
    assert "<title>Judge again under edition 2 – Hireguide</title>" in response.content.decode()
    assert "The verdict stays. Your answers are the same: only our rules have changed, from edition 1" in words
    assert "Then: 9 points, a large gap. Now: 9 points, some gap." in words
    assert "Under edition 1" in words
    assert Diagnosis.objects.count() == 1


def test_another_verdict_is_said(client):
    kept = make_diagnosis()
    newer(bands={"execution": [20, 30], "strategy": [4, 8]})
    words = words_of(client.get(url_of(kept, "again")))
    assert "The verdict would be another." in words
    assert "Title of neither_yet" in words
    assert "The cell large, none." in words


@pytest.mark.parametrize("method", ["get", "post"])
def test_an_address_that_belongs_to_no_diagnosis_gets_404(client, method):
    newer()
    assert getattr(client, method)(url_of(NOBODY, "again")).status_code == 404


def test_htmx_gets_only_the_panel(client):
    kept = make_diagnosis()
    newer()
    page = client.get(url_of(kept, "again"), headers=HTMX).content.decode()
    assert page.startswith("<title>")
    assert "<html" not in page


def test_it_is_neither_stored_nor_indexed(client):
    kept = make_diagnosis()
    newer()
    response = client.get(url_of(kept, "again"))
    assert (response["Cache-Control"], response["X-Robots-Tag"]) == ("no-store", "noindex")


def test_keeping_it_makes_a_new_diagnosis_and_each_leads_to_the_other(client):
    kept = make_diagnosis()
    response = again(client, kept, newer())
    new = Diagnosis.objects.get(again_of=kept)
    assert response.url == url_of(new)
    assert f'href="{url_of(kept)}"' in (page := client.get(url_of(new)).content.decode())
    assert "First judged on 21 November 2026 under edition 1 as" in page
    assert "Our rules have changed since" not in page
    assert f'href="{url_of(new)}"' in (page := client.get(url_of(kept)).content.decode())
    assert "Judged again on" in page


def test_what_was_judged_again_under_todays_rules_is_shown_beside_them_and_not_offered_again(client):
    kept = make_diagnosis()
    again(client, kept, newer())
    page = client.get(url_of(kept)).content.decode()
    assert re.search(rf'<a href="{url_of(kept, "again")}">See this verdict beside today’s</a>', page)
    assert "Judge again" not in page
    assert "Beside today’s rules, edition 2" in words_of(client.get(url_of(kept, "again")))
    make_edition(name="The third")
    assert "Judge again under edition 3" in client.get(url_of(kept)).content.decode()


def test_a_second_identical_post_leaves_one(client):
    kept, edition = make_diagnosis(), newer()
    assert again(client, kept, edition).url == again(client, kept, edition).url
    assert Diagnosis.objects.count() == 2
    assert "Kept already" in words_of(client.get(url_of(kept, "again")))


def test_a_page_that_showed_another_edition_shows_the_difference_anew(client):
    kept, seen = make_diagnosis(), newer()
    newer("Newest")
    response = again(client, kept, seen)
    assert response.status_code == 200
    assert "Judge again under edition 3" in words_of(response)
    assert Diagnosis.objects.count() == 1


def test_it_needs_a_token_of_ours():
    kept, edition = make_diagnosis(), newer()
    assert again(Client(enforce_csrf_checks=True), kept, edition).status_code == 403
    assert Diagnosis.objects.count() == 1


def test_under_rules_that_say_the_same_there_is_nothing_to_judge_again(client):
    kept = make_diagnosis()
    assert "Our rules have changed since" not in words_of(client.get(url_of(kept)))
    assert client.get(url_of(kept, "again")).url == url_of(kept)
    newer()
    make_edition(at=LATER)  # what edition 1 said
    assert client.get(url_of(kept, "again")).url == url_of(kept)


def test_a_diagnosis_offers_to_judge_again_where_the_rules_have_changed(client):
    kept = make_diagnosis()
    newer()
    page = client.get(url_of(kept)).content.decode()
    assert re.search(rf'<a href="{url_of(kept, "again")}">Judge again under edition 2</a>', page)


@pytest.mark.parametrize("method", ["get", "post"])
def test_answers_that_the_new_rules_refuse_are_told_why_and_kept_as_they_are(client, method):
    kept = make_diagnosis()
    edition = newer(situations=REFUSING)
    words = words_of(getattr(client, method)(url_of(kept, "again"), {"edition": edition.number}))
    assert "Nobody has ten engineers." in words
    assert "stays as it is" in words
    assert Diagnosis.objects.count() == 1


def test_a_what_if_is_neither_offered_nor_judged_again(client):
    draft = make_draft()
    own = judge_under(draft.edition, make_profile())
    changed = make_profile(delivery_pain="none")
    what_if = keep_what_if(of=draft, own_result=own, profile=changed, dont_know=(), now=NOW)
    newer()
    assert client.get(url_of(what_if, "again")).status_code == 404
    assert "Our rules have changed since" not in words_of(client.get(url_of(what_if)))


def test_deleting_says_that_what_was_judged_again_stays(client):
    kept = make_diagnosis()
    new = judge_again(kept, edition=newer(), now=LATER)
    assert "The same answers are kept at 1 other address too" in words_of(client.get(url_of(kept, "delete")))
    delete_diagnosis(kept, now=NOW)
    assert "other address" not in words_of(client.get(url_of(new, "delete")))


def test_a_wizards_verdict_stays_on_the_edition_that_it_began_with(client):
    answers = {"delivery_pain": "high", "engineer_count": "20"}
    draft = make_draft(answers=answers, path=["company", "delivery"])
    newer(bands={"execution": [20, 30], "strategy": [4, 8]})
    begun_later = make_draft(answers=answers, path=["company", "delivery"])
    said = [words_of(client.get(reverse("wizard:verdict", args=[each.public_id]))) for each in (draft, begun_later)]
    assert "Title of vp_engineering_first" in said[0]
    assert "Title of neither_yet" in said[1]

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from hireguide.diagnoses.models import Diagnosis
from hireguide.diagnoses.services import keep_what_if
from hireguide.profiles.services import store_profile
from tests.factories import NOW, make_diagnosis, make_draft, make_profile

pytestmark = pytest.mark.django_db

NOBODY = "A" * 22
HTMX = {"HX-Request": "true"}
NEW_KEYS = ("next_question", "firmness", "flips", "sufficient", "triggers")
GROWING = {"delivery_pain": "high", "engineer_count": 10, "engineers_next_year": 20, "unguided_decisions": True}


def url_of(kept, name="come_back"):
    return reverse(f"diagnoses:{name}", args=[getattr(kept, "public_id", kept)])


def entry(response):
    (event,) = Calendar.from_ical(response.content).walk("VEVENT")
    return event


def kept_today(**answers):
    now = timezone.now()
    return make_diagnosis(draft=make_draft(created_at=now), profile=make_profile(**answers), now=now)


def kept_before():
    """A diagnosis from before there was an answer to what would change it."""
    judged = make_diagnosis()
    older = {key: value for key, value in judged.result.items() if key not in NEW_KEYS}
    older["against"] = {
        code: {k: v for k, v in why.items() if k != "nearest"} for code, why in older["against"].items()
    }
    return Diagnosis.objects.create(
        profile=store_profile(make_profile()),
        edition=judged.edition,
        result=older,
        verdict=judged.verdict,
        answers_digest="sha256:of before",
        made_at=NOW,
    )


def test_the_calendar_file_works(client):
    kept = kept_today()
    response = client.get(url_of(kept))
    day = timezone.localdate() + timedelta(days=90)
    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Content-Disposition"] == f'attachment; filename="come-back-{day}.ics"'
    event = entry(response)
    assert event.decoded("dtstart") == day
    assert event["url"] == f"http://testserver{url_of(kept, 'diagnosis')}"


def test_an_address_that_belongs_to_no_diagnosis_gets_404(client):
    make_diagnosis()
    assert client.get(url_of(NOBODY)).status_code == 404


def test_it_is_neither_stored_nor_indexed_and_takes_no_post(client):
    kept = kept_today()
    response = client.get(url_of(kept))
    assert response["Cache-Control"] == "no-store"
    assert response["X-Robots-Tag"] == "noindex"
    assert client.post(url_of(kept)).status_code == 405


def test_the_day_can_be_chosen(client):
    day = timezone.localdate() + timedelta(days=200)
    assert entry(client.get(url_of(kept_today()), {"on": str(day)})).decoded("dtstart") == day


def test_a_plan_that_leads_to_a_trigger_gives_the_day_and_its_words(client):
    """From 10 engineers to 20 in a year, the 15th comes half way."""
    kept = kept_today(**GROWING)
    assert kept.result["triggers"][0]["to"] == 15
    event = entry(client.get(url_of(kept)))
    assert event.decoded("dtstart") == timezone.localdate() + timedelta(days=183)
    assert "once the company has 15 engineers (you said 10)" in event["description"]


@pytest.mark.parametrize("typed", ["", "tomorrow", "2026-02-30", "19/02/2027", "1999-01-01", "9999-12-31"])
def test_a_day_that_cannot_be_is_asked_for_again_as_typed(client, typed):
    response = client.get(url_of(kept_today()), {"on": typed})
    page = response.content.decode()
    assert response.status_code == 422
    assert "<title>Error: The day to come back" in page
    assert "Enter a day from" in page
    assert 'href="#id_on"' in page
    assert "text/calendar" not in response["Content-Type"]


def test_htmx_gets_only_the_panel_of_that_page(client):
    page = client.get(url_of(kept_today()), {"on": "never"}, headers=HTMX).content.decode()
    assert page.startswith("<title>")
    assert "<html" not in page


def test_the_page_of_a_diagnosis_offers_the_day_in_a_form_of_its_own(client):
    kept = kept_today()
    page = client.get(url_of(kept, "diagnosis")).content.decode()
    (form,) = re.findall(r'<form class="come-back.*?</form>', page, re.DOTALL)
    assert f'method="get" action="{url_of(kept)}"' in form
    assert f'value="{timezone.localdate() + timedelta(days=90)}"' in form
    assert "hx-" not in form


def test_no_answer_stands_in_the_address(client):
    """The day is all that the form sends."""
    page = client.get(url_of(kept_today(), "diagnosis")).content.decode()
    (form,) = re.findall(r'<form class="come-back.*?</form>', page, re.DOTALL)
    assert re.findall(r'name="([^"]+)"', form) == ["on"]


def test_once_the_day_has_passed_the_page_says_so_and_proposes_another(client):
    draft = make_draft(created_at=timezone.now())
    kept = make_diagnosis(draft=draft, now=timezone.now())
    later = Diagnosis.objects.create(
        profile=store_profile(make_profile()),
        edition=kept.edition,
        result=kept.result,
        verdict=kept.verdict,
        answers_digest="sha256:of last year",
        made_at=timezone.now() - timedelta(days=365),
    )
    page = client.get(url_of(later, "diagnosis")).content.decode()
    assert "The day to look again was" in page
    proposed = entry(client.get(url_of(later))).decoded("dtstart")
    assert isinstance(proposed, date)
    assert proposed == timezone.localdate() + timedelta(days=90)


def test_a_diagnosis_from_before_shows_all_but_what_would_change_it(client):
    kept = kept_before()
    response = client.get(url_of(kept, "diagnosis"))
    page = response.content.decode()
    assert response.status_code == 200
    assert "Why not another verdict" in page
    for part in ("changes", "find-out", "come-back"):
        assert f'id="{part}"' not in page
        assert f'href="#{part}"' not in page
    assert client.get(url_of(kept)).status_code == 404


def test_a_what_if_has_no_day_to_come_back(client):
    judged = make_diagnosis()
    calmer = make_profile(delivery_pain="low", engineer_count=20)
    what_if = keep_what_if(of=judged, own_result=judged.result, profile=calmer, dont_know=(), now=NOW)
    assert 'id="come-back"' not in client.get(url_of(what_if, "diagnosis")).content.decode()
    assert client.get(url_of(what_if)).status_code == 404

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from icalendar import Calendar

from hireguide.diagnoses.models import Diagnosis
from hireguide.profiles.models import CompanyProfile
from hireguide.rulebooks.models import Edition
from hireguide.rules import parse_rulebook
from tests.factories import make_edition
from tests.wizard.drafts import COMPANY, HTMX, MANY_WAYS, NOBODY, live_draft, panel, url_of

pytestmark = pytest.mark.django_db

SLIPPING = {
    "stage": "series_a",
    "engineer_count": "14",
    "technology_lead": "technical_founder",
    "delivery_pain": "high",
    "delivery_owner": "no",
    "management_structure": "no",
    "unguided_decisions": "no",
    "leadership_budget": "unknown",
}
CLASHING = {"technology_lead": "senior_engineer", "engineer_count": "0"}


def verdict(client, answers=(), **request):
    return client.get(url_of(live_draft(answers), "verdict"), **request)


def test_the_verdict_works(client, edition):
    response = verdict(client, SLIPPING | {"company_name": "Acme"})
    page = response.content.decode()
    assert response.status_code == 200
    assert "<title>Hire a VP Engineering first – Hireguide</title>" in page
    assert page.count("<h1") == 1
    assert '<h1 tabindex="-1">Hire a VP Engineering first</h1>' in page
    assert "Diagnosis for Acme" in page


@pytest.mark.parametrize(("name", "method"), [("verdict", "get"), ("keep", "post"), ("come_back", "get")])
def test_an_address_that_belongs_to_no_draft_gets_404(client, name, method):
    live_draft()
    assert getattr(client, method)(reverse(f"wizard:{name}", args=[NOBODY])).status_code == 404
    assert not Diagnosis.objects.exists()


@pytest.mark.parametrize(("name", "method"), [("verdict", "get"), ("keep", "post"), ("come_back", "get")])
def test_a_draft_that_expired_gets_404(client, name, method):
    draft = live_draft(SLIPPING, age=timedelta(days=30, minutes=1))
    assert getattr(client, method)(url_of(draft, name)).status_code == 404
    assert not Diagnosis.objects.exists()


def test_htmx_gets_only_the_panel_with_its_title(client, edition):
    page = verdict(client, SLIPPING, headers=HTMX).content.decode()
    assert page.startswith("<title>Hire a VP Engineering first – Hireguide</title>")
    assert "<html" not in page
    assert "<h1" in page


def test_a_verdict_is_neither_stored_nor_indexed_and_varies_by_htmx(client):
    response = verdict(client, COMPANY)
    assert response["Cache-Control"] == "no-store"
    assert response["X-Robots-Tag"] == "noindex"
    assert "HX-Request" in response["Vary"]


def test_looking_at_a_verdict_keeps_nothing(client):
    verdict(client, SLIPPING)
    assert not Diagnosis.objects.exists()


def test_a_verdict_takes_eight_queries_at_most(client, edition):
    draft = live_draft(SLIPPING)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        client.get(url_of(draft, "verdict"))
    assert len(queries) <= 8


def test_a_verdict_can_be_asked_for_at_any_time(client, edition):
    page = verdict(client).content.decode()
    assert "You have not answered anything yet" in page


def test_where_nothing_is_answered_that_comes_first_and_the_way_to_answer_with_it(client, edition):
    draft = live_draft()
    page = panel(client.get(url_of(draft, "verdict")))
    assert '<p class="lead">You have not answered anything yet' in page
    assert f'<a class="button" href="{url_of(draft, "resume")}">Answer the questions</a>' in page
    assert "On these answers" not in page
    some = live_draft({"stage": "seed"})
    assert "Answer the questions" not in panel(client.get(url_of(some, "verdict")))


def test_every_answer_has_its_change_link_and_every_open_question_its_own(client, edition):
    draft = live_draft(SLIPPING)
    page = panel(client.get(url_of(draft, "verdict")))
    back = url_of(draft, section="delivery", query="?return=verdict#q-delivery_pain")
    assert f'href="{back}">Change<span class="visually-hidden"> slipping commitments</span>' in page
    left = page.partition('id="open"')[2]
    unknown = url_of(draft, section="hiring", query="?return=verdict#q-leadership_budget")
    assert f'href="{unknown}">Monthly budget' in left.partition("You said you don’t know")[2].partition("<h3")[0]
    unanswered = url_of(draft, section="hiring", query="?return=verdict#q-urgency")
    assert f'href="{unanswered}">How soon' in left.partition("Not answered yet")[2].partition("</ul>")[0]


def test_a_verdict_is_judged_by_the_edition_that_the_draft_began_with(client):
    make_edition(name="Old")
    draft = live_draft({"delivery_pain": "high", "engineer_count": "20"})
    make_edition(name="New", bands={"execution": [90, 99], "strategy": [90, 99]}, examples=[])
    page = client.get(url_of(draft, "verdict")).content.decode()
    assert '<h1 tabindex="-1">Title of vp_engineering_first</h1>' in page
    assert "Judged under edition 1" in page
    assert Edition.objects.count() == 2


def test_what_is_typed_into_the_name_is_text_on_the_page(client):
    page = verdict(client, {"company_name": "<script>alert(1)</script>\"'&"}).content.decode()
    assert "<script>alert" not in page
    assert "Diagnosis for &lt;script&gt;alert(1)&lt;/script&gt;" in page


@pytest.mark.parametrize(("name", "method"), [("verdict", "get"), ("keep", "post")])
def test_an_answer_that_does_not_pass_is_to_be_mended_first_and_leads_back(client, name, method):
    draft = live_draft(SLIPPING | {"engineer_count": "a dozen"})
    response = getattr(client, method)(url_of(draft, name))
    assert response.status_code == 302
    assert response.url == url_of(draft, section="company", query="?return=verdict#q-engineer_count")
    assert not Diagnosis.objects.exists()


def test_answers_that_cannot_be_true_together_get_a_page_in_plain_words(client, edition, rulebook_text):
    draft = live_draft(CLASHING)
    response = client.get(url_of(draft, "verdict"))
    page = panel(response)
    impossible = [rule for rule in parse_rulebook(rulebook_text).situations if rule.verdict == "impossible"]
    assert response.status_code == 200
    assert "These answers cannot all be true together" in page
    assert impossible[0].because in page
    changes = re.findall(r'href="([^"]+\?return=verdict#q-\w+)"', page)
    assert changes == [
        url_of(draft, section="company", query="?return=verdict#q-engineer_count"),
        url_of(draft, section="lead", query="?return=verdict#q-technology_lead"),
    ]
    assert "error-summary" not in page


def test_keeping_answers_that_cannot_be_true_together_says_why_not(client, edition):
    draft = live_draft(CLASHING)
    assert client.post(url_of(draft, "keep")).url == url_of(draft, "verdict")
    assert not Diagnosis.objects.exists()


def test_keeping_leads_to_the_diagnosis_with_what_was_shown(client, edition):
    draft = live_draft(SLIPPING | {"company_name": "Acme"})
    response = client.post(url_of(draft, "keep"))
    kept = Diagnosis.objects.get()
    assert response.url == reverse("diagnoses:diagnosis", args=[kept.public_id])
    assert (kept.verdict, kept.draft, kept.edition) == ("vp_engineering_first", draft, edition)
    assert kept.result["profile"]["company_name"] == "Acme"
    assert kept.dont_know == ["leadership_budget"]


def test_a_second_identical_keep_leaves_one_diagnosis(client, edition):
    draft = live_draft(SLIPPING)
    first, second = (client.post(url_of(draft, "keep")).url for _ in range(2))
    assert first == second
    assert (Diagnosis.objects.count(), CompanyProfile.objects.count()) == (1, 1)


@pytest.mark.parametrize("method", ["get", "head"])
def test_a_link_alone_keeps_nothing_and_leads_to_the_verdict(client, method):
    draft = live_draft()
    assert getattr(client, method)(url_of(draft, "keep")).url == url_of(draft, "verdict")
    assert not Diagnosis.objects.exists()


def test_nothing_is_judged_by_a_post(client):
    assert client.post(url_of(live_draft(), "verdict")).status_code == 405


def test_the_calendar_file_of_a_draft_leads_to_its_verdict_and_says_how_long(client, edition):
    draft = live_draft(SLIPPING)
    response = client.get(url_of(draft, "come_back"))
    (event,) = Calendar.from_ical(response.content).walk("VEVENT")
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Cache-Control"] == "no-store"
    assert event["url"] == f"http://testserver{url_of(draft, 'verdict')}"
    assert f"it is gone after {draft.expires_at:%-d %B %Y}" in event["description"]
    assert client.get(url_of(draft, "come_back"), {"on": "soon"}).status_code == 422


@pytest.mark.parametrize("answers", [SLIPPING | {"engineer_count": "a dozen"}, CLASHING])
def test_without_a_verdict_there_is_no_day_to_come_back(client, edition, answers):
    draft = live_draft(answers)
    assert client.get(url_of(draft, "come_back")).url == url_of(draft, "verdict")


def test_before_anything_is_answered_there_is_no_day_to_come_back(client, edition):
    assert client.get(url_of(live_draft(), "come_back")).status_code == 404


def test_the_verdict_says_how_firm_it_is_what_would_change_it_and_what_to_find_out(client, edition):
    draft = live_draft(SLIPPING)
    page = panel(client.get(url_of(draft, "verdict")))
    assert "<strong>On the edge:</strong>" in page or "<strong>Leaning:</strong>" in page
    for part in ("find-out", "come-back", "changes"):
        assert page.count(f'id="{part}"') == page.count(f'<li><a href="#{part}"') == 1
    found = page.partition('id="find-out"')[2].partition("</section>")[0]
    assert re.search(r'href="[^"]+\?return=verdict#q-\w+">Answer it', found)
    assert "summary__mark" in page


def test_what_was_said_to_be_unknown_is_not_asked_for_again(client, edition):
    draft = live_draft(SLIPPING)
    (question,) = re.findall(r"return=verdict#q-(\w+)\">Answer it", panel(client.get(url_of(draft, "verdict"))))
    again = live_draft(SLIPPING | {question: "unknown", f"{question}__unknown": "yes"})
    assert f'#q-{question}">Answer it' not in panel(client.get(url_of(again, "verdict")))


def test_the_ways_beyond_the_first_few_are_folded_away_each_with_the_form_that_tries_it(client, edition):
    draft = live_draft(MANY_WAYS)
    page = panel(client.get(url_of(draft, "verdict")))
    changes = page.partition('id="changes"')[2].partition("</section>")[0]
    assert "<details open" not in changes
    folded = changes.partition('<details class="details">')[2].partition("</details>")[0]
    assert "<summary>The other three ways<" in folded
    forms = re.findall(r"<li>if .*?</form>", folded, re.DOTALL)
    assert len(forms) == 3
    for form in forms:
        tried = dict(re.findall(r'name="(?!csrf)(\w+)" value="(.*?)"', form))
        assert "The verdict would be:" in client.post(url_of(draft, "what_if"), tried).content.decode()

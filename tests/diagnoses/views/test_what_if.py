import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hireguide.diagnoses import services
from hireguide.diagnoses.models import Beginning, Diagnosis, Draft
from hireguide.profiles.models import CompanyProfile
from tests.factories import make_diagnosis, make_profile

pytestmark = pytest.mark.django_db

NOBODY = "A" * 22
HTMX = {"HX-Request": "true", "HX-Target": "what-if"}
CALM = {"delivery_pain": "none", "engineer_count": "5"}


def url_of(kept, name="what_if"):
    return reverse(f"diagnoses:{name}", args=[getattr(kept, "public_id", kept)])


def words_of(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def rows():
    return [model.objects.count() for model in (Draft, Diagnosis, CompanyProfile, Beginning)]


@pytest.fixture
def kept():
    return make_diagnosis(profile=make_profile(company_name="Acme", delivery_pain="high", engineer_count=20))


def test_a_what_if_works_without_javascript_as_a_whole_page(client, kept):
    response = client.post(url_of(kept), CALM)
    page = response.content.decode()
    assert response.status_code == 200
    assert "<title>What if: engineering team size and slipping commitments – Hireguide</title>" in page
    assert page.count("<h1") == 1
    assert "Title of neither_yet" in page.partition("The verdict would be:")[2].partition("Now:")[0]
    assert "Title of vp_engineering_first" in page.partition("Now:")[2]
    assert "20 engineers" in words_of(response)


@pytest.mark.parametrize("name", ["what_if", "keep_what_if"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_an_address_that_belongs_to_no_diagnosis_gets_404(client, kept, name, method):
    assert getattr(client, method)(url_of(NOBODY, name), CALM).status_code == 404
    assert Diagnosis.objects.count() == 1


def test_htmx_gets_only_the_part_that_it_swaps(client, kept):
    page = client.post(url_of(kept), CALM, headers=HTMX).content.decode()
    assert page.startswith("<title>What if: ")
    assert "<h1" not in page
    assert "<html" not in page
    assert 'id="what-if-form"' in page
    assert 'id="grid-what-if-dot"' in page
    assert 'data-announce="What if: the verdict would be “Title of neither_yet”.' in page


def test_htmx_that_swaps_the_whole_panel_gets_it(client, kept):
    page = client.get(url_of(kept), headers={"HX-Request": "true"}).content.decode()
    assert "<h1" in page
    assert "<html" not in page


def test_nothing_is_stored_by_trying(client, kept):
    before = rows()
    for posted in (CALM, {"engineer_count": "x"}, {}):
        with CaptureQueriesContext(connection) as queries:
            client.post(url_of(kept), posted)
        assert not [query for query in queries if not query["sql"].startswith("SELECT")]
        assert len(queries) <= 8
    assert rows() == before


def test_no_answer_is_in_any_address_on_the_page_nor_may_the_page_be_stored(client, kept):
    response = client.post(url_of(kept), CALM)
    addresses = re.findall(r'(?:href|action|hx-\w+)="([^"]*)"', response.content.decode())
    assert not [address for address in addresses if "delivery_pain" in address or "?" in address]
    assert "hx-push-url" not in response.content.decode().partition("</form>")[0]
    assert response["Cache-Control"] == "no-store"
    assert "HX-Target" in response["Vary"]


def test_answers_in_the_address_are_not_read(client, kept):
    assert "delivery_pain" in client.get(url_of(kept)).content.decode()
    asked = client.get(url_of(kept), CALM)
    assert "Nothing is changed yet" in asked.content.decode()
    assert "<title>What if – Hireguide</title>" in asked.content.decode()


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_bad_input_is_told_beside_the_field_and_kept_as_typed(client, kept, headers):
    response = client.post(url_of(kept), CALM | {"engineer_count": "a <dozen>"}, headers=headers)
    page = response.content.decode()
    assert response.status_code == 422
    assert "<title>Error: What if – Hireguide</title>" in page
    assert 'value="a &lt;dozen&gt;"' in page
    assert page.count("You entered “a &lt;dozen&gt;”") == 2
    assert 'href="#what-if-engineer_count"' in page
    assert 'id="what-if-engineer_count"' in page
    assert "The verdict would" not in page


def test_more_engineers_than_people_are_told_as_the_wizard_tells_it(client, kept):
    response = client.post(url_of(kept), {"employee_count": "4"})
    assert response.status_code == 422
    assert "Enter at most 4 engineers" in words_of(response)


def test_what_cannot_be_true_is_told_in_the_rulebooks_words_and_not_as_a_mistake(client, kept):
    response = client.post(url_of(kept), {"engineer_count": "0"})
    page = response.content.decode()
    assert response.status_code == 200
    assert "With no engineers there are no commitments to slip." in page
    assert "error-summary" not in page
    assert "Keep this what-if" not in page


def test_an_answer_is_put_back_and_the_others_stay(client, kept):
    page = client.post(url_of(kept), CALM | {"put_back": "engineer_count"}, headers=HTMX).content.decode()
    assert page.startswith("<title>What if: slipping commitments – Hireguide</title>")


@pytest.mark.parametrize(
    ("headers", "title"), [({}, "What if: nothing changed"), (HTMX, "Title of vp_engineering_first")]
)
def test_once_nothing_is_changed_the_page_that_shows_it_has_its_own_title(client, kept, headers, title):
    response = client.post(url_of(kept), CALM | {"put_back": "everything"}, headers=headers)
    assert f"<title>{title} – Hireguide</title>" in response.content.decode()


def test_each_way_to_another_verdict_is_tried_by_a_form_that_gives_it(client, kept):
    page = client.get(url_of(kept, "diagnosis")).content.decode()
    changes = page.partition('id="changes"')[2].partition("</section>")[0]
    forms = re.findall(r"<form.*?</form>", changes, re.DOTALL)
    assert forms
    for form in forms:
        assert f'action="{url_of(kept)}#what-if-outcome"' in form
        tried = dict(re.findall(r'name="(?!csrf)(\w+)" value="(.*?)"', form))
        answer = words_of(client.post(url_of(kept), tried))
        assert "The verdict would be:" in answer


def test_what_is_kept_is_what_was_shown(client, kept):
    page = client.post(url_of(kept), CALM).content.decode()
    form = page.partition(f'action="{url_of(kept, "keep_what_if")}"')[2].partition("</form>")[0]
    shown = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form))
    del shown["csrfmiddlewaretoken"], shown["beside"]
    assert {name: text for name, text in shown.items() if text} == CALM
    response = client.post(url_of(kept, "keep_what_if"), shown)
    what_if = Diagnosis.objects.get(own_result__isnull=False)
    assert response.url == reverse("diagnoses:diagnosis", args=[what_if.public_id])
    assert (what_if.what_if_of, what_if.verdict) == (kept, "neither_yet")


def test_a_second_identical_keep_leaves_one_what_if(client, kept):
    first, second = (client.post(url_of(kept, "keep_what_if"), CALM).url for _ in range(2))
    assert first == second
    assert Diagnosis.objects.count() == 2


@pytest.mark.parametrize(
    ("posted", "status"), [({}, 302), ({"engineer_count": "x"}, 422), ({"engineer_count": "0"}, 200)]
)
def test_what_is_no_what_if_is_not_kept(client, kept, posted, status):
    assert client.post(url_of(kept, "keep_what_if"), posted).status_code == status
    assert client.get(url_of(kept, "keep_what_if"), CALM).url == url_of(kept)
    assert Diagnosis.objects.count() == 1


def test_one_too_many_is_refused_in_words(client, kept, monkeypatch):
    monkeypatch.setattr(services.diagnoses, "MOST_WHAT_IFS", 0)
    for headers in ({}, {"HX-Request": "true"}):
        response = client.post(url_of(kept, "keep_what_if"), CALM, headers=headers)
        assert response.status_code == 429
        assert response["HX-Retarget"] == "#panel"
        assert "You have kept as many what-ifs as you can" in response.content.decode()


def test_a_kept_what_if_says_so_wherever_it_can_be_mistaken(client, kept):
    page = client.post(url_of(kept, "keep_what_if"), CALM, follow=True).content.decode()
    words = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))
    assert "<title>What if: Title of neither_yet – Hireguide</title>" in page
    assert '<h1 tabindex="-1">What if: Title of neither_yet</h1>' in page
    assert "What-if for Acme" in page
    assert "A what-if, not the company as it is" in page
    assert "A what-if, not the company as it is: 2 answers changed." in words.partition("Sources")[2]
    assert "the verdict is “Title of vp_engineering_first”" in page
    assert f'href="{url_of(kept, "diagnosis")}"' in page
    assert "the company’s own answer: 20 engineers" in page
    assert 'id="what-if-form"' not in page
    assert "Diagnosis for" not in page


def test_a_kept_what_if_stays_honest_when_its_original_is_gone_and_can_be_deleted(client, kept):
    what_if_url = client.post(url_of(kept, "keep_what_if"), CALM).url
    client.post(url_of(kept, "delete"))
    page = client.get(what_if_url).content.decode()
    assert "A what-if, not the company as it is" in page
    assert "the verdict is “Title of vp_engineering_first”" in page
    assert url_of(kept, "diagnosis") not in page
    asked = client.get(f"{what_if_url}delete/").content.decode()
    assert "<title>Delete this what-if? – Hireguide</title>" in asked
    assert ">Delete this what-if</button>" in asked
    assert (
        "diagnosis"
        not in words_of(client.get(f"{what_if_url}delete/")).partition("Delete this")[2].partition("Help")[0]
    )
    client.post(f"{what_if_url}delete/")
    assert (Diagnosis.objects.count(), CompanyProfile.objects.count()) == (0, 0)


def test_there_is_no_what_if_of_a_what_if(client, kept):
    client.post(url_of(kept, "keep_what_if"), CALM)
    what_if = Diagnosis.objects.get(own_result__isnull=False)
    assert client.post(url_of(what_if), CALM).status_code == 404
    assert client.post(url_of(what_if, "keep_what_if"), CALM).status_code == 404


def test_a_diagnosis_offers_a_what_if_beside_its_verdict(client, kept):
    page = client.get(url_of(kept, "diagnosis")).content.decode()
    assert 'id="what-if-form"' in page
    assert 'href="#what-if-heading"' in page
    assert page.count('id="grid-what-if-dot"') == page.count('id="grid-full-dot"') == 1


def test_it_needs_a_token_of_ours(kept):
    assert Client(enforce_csrf_checks=True).post(url_of(kept), CALM).status_code == 403


def test_a_what_if_is_kept_under_a_name_and_says_it(client, kept):
    page = client.post(url_of(kept, "keep_what_if"), CALM | {"name": "After <the> raise"}, follow=True).content.decode()
    assert Diagnosis.objects.get(own_result__isnull=False).name == "After <the> raise"
    assert "<title>After &lt;the&gt; raise – What if: Title of neither_yet – Hireguide</title>" in page
    assert "What-if “After &lt;the&gt; raise” for Acme" in page


def test_a_name_that_is_too_long_is_told_and_kept_as_typed(client, kept):
    response = client.post(url_of(kept, "keep_what_if"), CALM | {"name": "x" * 81})
    page = response.content.decode()
    assert response.status_code == 422
    assert page.count("Shorten the name to 80 characters") == 2
    assert "x" * 81 in page
    assert "The verdict would be:" in page
    assert Diagnosis.objects.count() == 1

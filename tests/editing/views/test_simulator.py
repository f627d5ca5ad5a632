import json
import re

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from tests.editing.people import make_staff
from tests.factories import evidence, make_diagnosis, make_edition, make_rulebook_draft, small_rulebook

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true", "HX-Target": "panel"}
URL = "/editing/try/"
SLIPPING = {"delivery_pain": "high", "engineer_count": "20"}
WEAKER = [
    evidence("slips", "execution", 2, "delivery_pain", "at_least", "medium"),
    evidence("exits", "strategy", 3, "regretted_exits", "at_least", 2),
]


@pytest.fixture
def reader(client):
    client.force_login(make_staff("reader"))
    return client


@pytest.fixture
def draft(db):
    return make_rulebook_draft(base=make_edition(), evidence=WEAKER)


def words(response):
    page = response.content.decode().partition('id="try"')[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def rows(response):
    """Each rule's row as words, by its key."""
    found = re.findall(r'<tr class="[^"]*">\s*(<th scope="row">.*?)</tr>', response.content.decode(), re.DOTALL)
    texts = [re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text)).strip() for text in found]
    return {text.removeprefix("Rule: ").split()[0]: text for text in texts}


def test_a_typed_profile_works(reader, draft):
    response = reader.post(URL, SLIPPING)
    said = words(response)
    assert response.status_code == 200
    assert "They say different things" in said
    assert "Edition 1 Title of vp_engineering_first" in said
    assert "The draft Title of neither_yet" in said
    assert "On what is known. Open answers could still lead to" in said
    assert "The cell execution large, strategy none: The cell large, none." in said


def test_it_needs_sign_in(client, draft):
    assert reverse("admin:login") in client.get(URL).url


@pytest.mark.parametrize("method", ["get", "post"])
def test_without_the_right_there_is_no_such_page(client, draft, method):
    client.force_login(make_staff("outsider"))
    assert getattr(client, method)(URL).status_code == 404


def test_htmx_gets_only_the_panel_or_the_part_that_it_swaps(reader, draft):
    panel = reader.get(URL, headers=HTMX).content.decode()
    part = reader.post(URL, SLIPPING, headers=HTMX | {"HX-Target": "try"}).content.decode()
    assert panel.startswith("<title>Try it – Hireguide</title>")
    assert "<html" not in panel + part
    assert "data-announce" in part
    assert "One company, judged by" not in part


def test_answers_are_kept_by_nobody(reader, draft):
    response = reader.post(URL, SLIPPING)
    assert (response["Cache-Control"], response["X-Robots-Tag"]) == ("no-store", "noindex")


def test_a_visit_asks_and_judges_nothing(reader, draft):
    response = reader.get(URL)
    assert "Answer what you like, or nothing at all" in words(response)
    assert 'name="delivery_pain"' in response.content.decode()


def test_no_answer_at_all_can_be_judged(reader, draft):
    assert "Both say the same" in words(reader.post(URL, {}))


def test_every_rule_says_how_it_stands_and_why(reader, draft):
    found = rows(reader.post(URL, SLIPPING))
    assert set(found) == {
        *("too_small", "nobody_hurt", "slips", "exits", "many_engineers"),
        *("nobody_decides", "board_asks", "settle_first"),
    }
    assert "differs Edition 1: Holds (+5 execution) Slipping commitments: often, or nearly always" in found["slips"]
    assert "(is “Nearly always”)" in found["slips"]
    assert "The draft: Holds (+2 execution)" in found["slips"]
    assert "is “20 engineers”" in found["many_engineers"]
    assert "The draft: Not in it" in found["many_engineers"]
    assert "The draft: Open (+3 strategy)" in found["exits"]
    assert "is open" in found["exits"]
    assert "Does not hold (Impossible)" in found["nobody_hurt"]
    assert "differs" not in found["nobody_hurt"]


def test_a_question_that_is_not_asked_is_said_to_be(reader):
    asking = [evidence("topics", "strategy", 3, "board_asks_about", "is", "delivery")]
    make_rulebook_draft(evidence=asking, examples=[])
    assert "is not asked of this company" in rows(reader.post(URL, {"board_pressure": "none"}))["topics"]


def test_the_drafts_rules_lead_to_where_they_are_edited(reader, draft):
    page = reader.post(URL, SLIPPING).content.decode()
    row = draft.evidence_rows.get(key="slips")
    assert f'<a href="/admin/rulebooks/evidence/{row.pk}/change/">slips</a>' in page
    assert ">many_engineers</a>" not in page


def test_grids_that_are_the_same_show_both_places_in_one_picture(reader, draft):
    page = reader.post(URL, SLIPPING).content.decode()
    assert page.count('<svg class="grid grid--full"') == 1
    assert "edition 1</span>" in page
    assert "the draft</span>" in page


def test_grids_that_differ_are_drawn_one_each(reader):
    make_rulebook_draft(base=make_edition(), bands={"execution": [4, 20], "strategy": [4, 8]})
    page = reader.post(URL, SLIPPING).content.decode()
    assert page.count('<svg class="grid grid--full"') == 2


def test_the_filter_stays_as_it_was_set(reader, draft):
    page = reader.post(URL, SLIPPING | {"only_differs": "yes"}).content.decode()
    assert re.search(r'id="only-differs"[^>]* checked', page)
    assert not re.search(r'id="only-holds"[^>]* checked', page)


def test_an_example_of_the_draft_can_be_tried(reader, draft):
    page = reader.post(URL, {"example": "slipping", "delivery_pain": "none"}).content.decode()
    assert 'name="engineer_count" value="20"' in page
    assert re.search(r'<option value="high" selected>', page)
    assert "Title of neither_yet" in page


def test_a_profile_posted_as_json_is_judged(reader, draft):
    response = reader.post(URL, {"profile": json.dumps({"company_name": "Acme", "engineer_count": 20})})
    assert response.status_code == 200
    assert 'name="engineer_count" value="20"' in response.content.decode()
    assert "Acme" not in response.content.decode()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "line 1, column 2: this is not JSON"),
        ('{"stage": "moon"}', "stage must be one of"),
        ('{"colour": 1}', "colour: is not a question"),
        ("[]", "The profile must be an object"),
        ("{}" + " " * 10 + "x" * 20_001, "Shorten the profile to 20,000 characters"),
    ],
)
def test_json_that_is_no_profile_is_told_in_words_and_nothing_is_lost(reader, draft, text, said):
    response = reader.post(URL, SLIPPING | {"profile": text})
    page = response.content.decode()
    assert response.status_code == 422
    assert "<title>Error: Try it" in page
    assert said in words(response)
    assert 'name="engineer_count" value="20"' in page
    assert text[:30].replace('"', "&quot;") in page


def test_typed_answers_that_cannot_be_read_stay_and_are_told(reader, draft):
    response = reader.post(URL, SLIPPING | {"engineer_count": "lots", "stage": "moon"})
    page = response.content.decode()
    assert response.status_code == 422
    assert 'value="lots"' in page
    assert 'href="#try-engineer_count"' in page
    assert "What follows is shown here once what is marked is mended." in words(response)


def test_a_profile_that_the_rules_refuse_is_told_with_the_sentence(reader, draft):
    response = reader.post(URL, {"delivery_pain": "high", "engineer_count": "0"})
    assert response.status_code == 200
    assert "Refused:" in words(response)
    assert "With no engineers there are no commitments to slip." in words(response)
    assert "Holds (Impossible)" in rows(response)["nobody_hurt"]


def test_a_profile_that_one_of_them_refuses_has_one_picture(reader):
    make_rulebook_draft(base=make_edition(), situations=small_rulebook()["situations"][:1])
    response = reader.post(URL, {"delivery_pain": "high", "engineer_count": "0"})
    assert "They say different things" in words(response)
    assert response.content.decode().count('<svg class="grid grid--full"') == 1


@pytest.fixture
def supporter(client):
    user = make_staff("reader")
    user.user_permissions.add(Permission.objects.get(codename="view_diagnosis"))
    client.force_login(user)
    return client


ADMIN_PAGE = "/admin/diagnoses/diagnosis/{number}/change/"


@pytest.mark.parametrize("naming", ["{id}", "https://example.com/diagnoses/{id}/", "{number}", ADMIN_PAGE])
def test_a_kept_diagnosis_can_be_tried_without_whose_it_is(supporter, draft, naming):
    kept = make_diagnosis()
    text = naming.format(id=kept.public_id, number=kept.pk)
    page = supporter.post(URL, {"diagnosis": text}).content.decode()
    assert 'name="engineer_count" value="20"' in page
    assert "Acme" not in page
    assert kept.public_id not in page


@pytest.mark.parametrize("text", ["A" * 22, "99999", "nonsense"])
def test_a_diagnosis_that_is_not_there_is_told(supporter, draft, text):
    response = supporter.post(URL, {"diagnosis": text})
    assert response.status_code == 422
    assert "No kept diagnosis is found there." in words(response)


def test_who_may_not_read_diagnoses_cannot_try_one(reader, draft):
    kept = make_diagnosis()
    page = reader.post(URL, {"diagnosis": kept.public_id}).content.decode()
    assert "A kept diagnosis" not in page
    assert 'value="20"' not in page


def test_only_one_thing_is_begun_from(supporter, draft):
    response = supporter.post(URL, {"example": "slipping", "profile": "{}"})
    assert response.status_code == 422
    assert "Choose one of these to begin from, and clear the others" in words(response)


def test_without_a_draft_the_current_edition_is_tried_alone(reader):
    make_edition()
    response = reader.post(URL, SLIPPING)
    assert "The verdict Edition 1 Title of vp_engineering_first" in words(response)
    assert "No draft is open" in response.content.decode()
    assert "Only what differs" not in words(response)


def test_a_first_draft_is_tried_alone(reader):
    make_rulebook_draft(examples=[])
    response = reader.post(URL, SLIPPING)
    assert "The verdict The draft Title of vp_engineering_first" in words(response)
    assert "An example" not in response.content.decode()


def test_with_no_rulebook_at_all_it_says_what_to_do(reader):
    assert "load_rulebook" in reader.get(URL).content.decode()


def test_it_takes_few_queries_and_stores_nothing(reader, draft, django_assert_max_num_queries):
    with django_assert_max_num_queries(25):
        reader.post(URL, SLIPPING)
    version = draft.version
    draft.refresh_from_db()
    assert draft.version == version

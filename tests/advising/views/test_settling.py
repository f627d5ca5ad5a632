import re

import pytest
from django.urls import reverse

from hireguide.advising.models import Settled
from hireguide.diagnoses.models import Diagnosis
from tests.advising.heard import FAY, make_heard
from tests.factories import BEN, NOW, make_client, make_member, make_respondent, make_round, make_user
from tests.signed_out import leads_to_signing_in

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}
PAGES = ("settle", "keep_round")
SEEN = re.compile(r'name="seen" value="([0-9a-f]+)"')


def url(name, round_):
    return reverse(f"advising:{name}", args=[round_.public_id])


def seen(client, round_):
    page = client.get(url("settle", round_)).content.decode()
    return SEEN.search(page).group(1)


def keep(client, round_):
    page = client.get(url("keep_round", round_)).content.decode()
    return client.post(url("keep_round", round_), {"seen": SEEN.search(page).group(1)})


def chosen(page):
    """The answers that a page has chosen, by question."""
    buttons = re.findall(r'<input type="radio"[^>]*>', page)
    ticked = [re.search(r'name="(\w+)" value="(\w+)"', button) for button in buttons if " checked" in button]
    return {one.group(1): one.group(2) for one in ticked}


def settled():
    return {one.field: one.value for one in Settled.objects.all()}


def settle(client, round_, **posted):
    return client.post(url("settle", round_), {"seen": seen(client, round_)} | posted)


def test_settling_works(client, heard, emil):
    response = settle(client, heard, delivery_pain="none", engineer_count="own", engineer_count__own="13")
    assert response.status_code == 302
    assert {one.field: one.value for one in Settled.objects.all()} == {"delivery_pain": "none", "engineer_count": 13}
    page = client.get(response["Location"]).content.decode()
    assert "2 answers settled." in page
    assert "Fractional CTO first" in page


def test_keeping_works(client, heard, emil):
    settle(client, heard, delivery_pain="none", engineer_count="12")
    assert "Kept now" not in client.get(url("keep_round", heard)).content.decode()
    response = keep(client, heard)
    assert response["Location"] == url("round", heard)
    page = client.get(response["Location"]).content.decode()
    assert "Kept as a diagnosis of Acme." in page
    assert reverse("diagnoses:diagnosis", args=[Diagnosis.objects.get().public_id]) in page


@pytest.mark.parametrize("name", PAGES)
def test_a_page_needs_somebody_signed_in(client, heard, name):
    assert leads_to_signing_in(client.post(url(name, heard)))
    assert not Settled.objects.exists()


@pytest.mark.parametrize("name", PAGES)
def test_an_outsider_gets_404(client, heard, name):
    client.force_login(make_user(BEN))
    assert client.get(url(name, heard)).status_code == client.post(url(name, heard)).status_code == 404


@pytest.mark.parametrize("name", PAGES)
def test_a_viewer_may_not_write(client, heard, workspace, name):
    client.force_login(make_member(workspace, BEN, "viewer"))
    assert client.post(url(name, heard), {"delivery_pain": "none"}).status_code == 403
    assert not Settled.objects.exists()
    assert not Diagnosis.objects.exists()


@pytest.mark.parametrize("name", PAGES)
def test_htmx_gets_only_the_panel(client, heard, emil, name):
    assert "<html" not in client.get(url(name, heard), headers=HTMX).content.decode()


def test_the_verdict_with_some_answers_is_shown_and_nothing_is_stored(client, heard, emil):
    posted = {"delivery_pain": "none", "engineer_count": "12", "then": "show"}
    page = client.post(url("settle", heard), posted).content.decode()
    assert "With these answers" in page
    assert "Not saved yet." in page
    assert not Settled.objects.exists()
    part = client.post(url("settle", heard), posted, headers={**HTMX, "HX-Target": "so-far"}).content.decode()
    assert "Fractional CTO first" in part
    assert "<form" not in part


def test_what_was_settled_meanwhile_is_named_and_choices_stay(client, heard, emil):
    before = seen(client, heard)
    Settled.objects.create(round=heard, field="delivery_pain", value="high", at=NOW)
    Settled.objects.create(round=heard, field="engineer_count", value=12, at=NOW)
    Settled.objects.create(round=heard, field="urgency", value=None, at=NOW)
    posted = {"delivery_pain": "none", "engineer_count": "12", "board_pressure": "none"}
    response = client.post(url("settle", heard), {"seen": before} | posted)
    page = response.content.decode()
    assert response.status_code == 409
    assert "Settled otherwise meanwhile" in page
    assert "These answers were settled otherwise since you opened the page:" in page
    told = re.findall(r"<li>([^<]+)</li>", page.partition("These answers were settled")[2].partition("</ul>")[0])
    assert told == ["Slipping commitments: now “Nearly always”; you chose “Hardly ever”"]
    assert "chosen below: how soon it is needed." in page
    assert "Look at both, then save again." in page
    assert Settled.objects.get(field="delivery_pain").value == "high"
    assert chosen(page) == {**posted, "urgency": "unknown"}
    client.post(url("settle", heard), {"seen": SEEN.search(page).group(1)} | chosen(page))
    assert settled() == {"delivery_pain": "none", "engineer_count": 12, "board_pressure": "none", "urgency": None}


def test_what_was_settled_meanwhile_where_nothing_was_chosen_is_taken_into_the_form(client, heard, emil):
    before = seen(client, heard)
    Settled.objects.create(round=heard, field="engineer_count", value=13, at=NOW)
    Settled.objects.create(round=heard, field="urgency", value="now", at=NOW)
    response = client.post(url("settle", heard), {"seen": before, "delivery_pain": "none"})
    page = response.content.decode()
    assert response.status_code == 409
    assert "These answers were settled otherwise" not in page
    assert "chosen below: engineering team size and how soon it is needed." in page
    assert chosen(page) == {"delivery_pain": "none", "urgency": "now", "engineer_count": "own"}
    assert 'name="engineer_count__own" value="13"' in page
    theirs = {"engineer_count__own": "13"} | chosen(page)
    client.post(url("settle", heard), {"seen": SEEN.search(page).group(1)} | theirs)
    assert settled() == {"delivery_pain": "none", "engineer_count": 13, "urgency": "now"}


def test_whoever_chose_nothing_takes_nothing_back_that_was_settled_meanwhile(client, heard, emil):
    before = seen(client, heard)
    Settled.objects.create(round=heard, field="urgency", value=None, at=NOW)
    assert client.post(url("settle", heard), {"seen": before}).status_code == 302
    assert settled() == {"urgency": None}


@pytest.mark.parametrize("asked", [{"then": "show"}, {"employee_count": "own"}])
def test_no_page_in_between_makes_a_colleagues_answer_be_forgotten(client, heard, emil, asked):
    before = seen(client, heard)
    Settled.objects.create(round=heard, field="delivery_pain", value="high", at=NOW)
    Settled.objects.create(round=heard, field="urgency", value="now", at=NOW)
    page = client.post(url("settle", heard), {"seen": before, "delivery_pain": "none"} | asked).content.decode()
    assert "chosen below: how soon it is needed." in page
    answers = {"delivery_pain": "none", "urgency": "now"}
    assert chosen(page).items() >= answers.items()
    part = client.post(url("settle", heard), {"seen": before, **asked}, headers={**HTMX, "HX-Target": "so-far"})
    assert ("then" in asked) == ("With what was settled since you opened the page" in part.content.decode())
    response = client.post(url("settle", heard), {"seen": SEEN.search(page).group(1)} | answers)
    assert response.status_code == 409
    assert "Slipping commitments: now “Nearly always”; you chose “Hardly ever”" in response.content.decode()
    assert settled() == {"delivery_pain": "high", "urgency": "now"}


def test_what_was_settled_meanwhile_and_cannot_be_with_what_was_chosen_is_said_beside_it(client, heard, emil):
    before = seen(client, heard)
    Settled.objects.create(round=heard, field="employee_count", value=11, at=NOW)
    response = client.post(url("settle", heard), {"seen": before, "engineer_count": "12"})
    assert response.status_code == 422
    assert "Enter at most 11 engineers" in response.content.decode()
    assert settled() == {"employee_count": 11}


def test_what_is_left_open_again_by_two_at_once_is_left_open(client, heard, emil):
    Settled.objects.create(round=heard, field="delivery_pain", value="high", at=NOW)
    before = seen(client, heard)
    Settled.objects.all().delete()
    assert client.post(url("settle", heard), {"seen": before, "delivery_pain": "later"}).status_code == 302
    assert settled() == {}


def test_what_is_settled_no_longer_is_named_too(client, heard, emil):
    Settled.objects.create(round=heard, field="delivery_pain", value="high", at=NOW)
    before = seen(client, heard)
    Settled.objects.all().delete()
    page = client.post(url("settle", heard), {"seen": before, "delivery_pain": "none"}).content.decode()
    assert "Slipping commitments: no longer settled; you chose “Hardly ever”" in page


def test_what_was_settled_alike_meanwhile_is_no_quarrel(client, heard, emil):
    posted = {"seen": seen(client, heard), "delivery_pain": "none"}
    assert client.post(url("settle", heard), posted).status_code == 302
    assert client.post(url("settle", heard), posted).status_code == 302
    assert "These answers are settled already." in client.get(url("settle", heard)).content.decode()
    response = client.post(url("settle", heard), posted | {"engineer_count": "12"})
    assert response.status_code == 409
    assert "none of them otherwise than you chose" in response.content.decode()
    assert Settled.objects.get().value == "none"


def test_what_was_handed_in_meanwhile_is_told_before_it_is_kept(client, heard, emil):
    seen = SEEN.search(client.get(url("keep_round", heard)).content.decode()).group(1)
    make_respondent(heard, "Hana", "board", facts={"delivery_pain": "none"})
    response = client.post(url("keep_round", heard), {"seen": seen})
    page = response.content.decode()
    assert response.status_code == 409
    assert "since you opened the page" in page
    assert not Diagnosis.objects.exists()
    again = client.post(url("keep_round", heard), {"seen": SEEN.search(page).group(1)})
    assert again.status_code == 302
    assert Diagnosis.objects.count() == 1


def test_an_answer_whose_voice_says_otherwise_since_is_marked(client, heard, emil):
    settle(client, heard, delivery_pain="high", engineer_count="12")
    fay = heard.respondents.get(name="Fay")
    fay.facts = {**fay.facts, "delivery_pain": "low"}
    fay.save()
    mark = "Fay said so when it was settled, and has changed it since"
    for name in ("round", "settle", "agenda"):
        assert mark in client.get(url(name, heard)).content.decode(), name
    page = client.get(url("round", heard)).content.decode()
    assert f'<span class="stack-label">Whose: </span>{emil}' in page


@pytest.mark.parametrize(
    ("posted", "message"),
    [
        ({"engineer_count": "own"}, "Enter the number, or choose another answer"),
        ({"engineer_count": "own", "engineer_count__own": "many"}, "enter a whole number from 0 to 10,000"),
        ({"engineer_count": "own", "engineer_count__own": "41"}, "Enter at most 40 engineers"),
        ({"employee_count": "own", "employee_count__own": "11", "engineer_count": "12"}, "Enter at most 11 engineers"),
        ({"delivery_pain": "awful"}, "select one of the answers there are"),
    ],
)
def test_what_cannot_be_settled_is_refused_with_words_and_kept_as_typed(client, heard, emil, posted, message):
    response = settle(client, heard, **posted)
    page = response.content.decode()
    assert response.status_code == 422
    assert message in page
    assert page.startswith("<!doctype html>") or "Error: " in page
    assert all(value in page for value in posted.values() if value != "awful")
    assert not Settled.objects.exists()


def test_trouble_is_told_beside_the_verdict_too(client, heard, emil):
    headers = {**HTMX, "HX-Target": "so-far"}
    posted = {"engineer_count": "own", "then": "show"}
    part = client.post(url("settle", heard), posted, headers=headers).content.decode()
    assert "An answer needs mending first" in part


def test_what_is_settled_is_chosen_when_the_form_is_opened_and_can_be_left_open_again(client, heard, emil):
    settle(client, heard, delivery_pain="unknown", engineer_count="own", engineer_count__own="13", stage="seed")
    page = client.get(url("settle", heard)).content.decode()
    assert re.search(r'name="delivery_pain" value="unknown"[^>]*checked', page)
    assert re.search(r'name="engineer_count__own" value="13"', page)
    assert "Not settled: leave it open" in page
    settle(client, heard, delivery_pain="later", engineer_count="14", unguided_decisions="no")
    assert {one.field: one.value for one in Settled.objects.all()} == {
        "engineer_count": 14,
        "unguided_decisions": False,
    }
    assert "Not settled: take it over" in client.get(url("settle", heard)).content.decode()


def test_answers_that_cannot_be_true_are_told_and_not_kept(client, workspace, emil):
    clash = {**FAY, "engineer_count": 0}
    heard = make_heard(workspace, clash, clash)
    assert "cannot all be true together" in client.get(url("keep_round", heard)).content.decode()
    response = keep(client, heard)
    assert response.status_code == 422
    assert "With no engineers there are no commitments to slip." in response.content.decode()
    assert not Diagnosis.objects.exists()


def test_disputes_are_named_before_they_are_kept_as_open(client, heard, emil):
    assert "2 answers are still in dispute" in client.get(url("keep_round", heard)).content.decode()


def test_where_nobody_said_anything_nothing_is_kept(client, workspace, emil):
    silent = make_round(make_client(workspace))
    make_respondent(silent, handed_in=False)
    assert client.get(url("settle", silent)).status_code == 200
    response = keep(client, silent)
    assert response.status_code == 422
    assert "Nobody has said anything yet" in response.content.decode()


def test_an_advisor_who_knows_settles_before_anybody_answers(client, workspace, emil):
    silent = make_round(make_client(workspace))
    make_respondent(silent, handed_in=False)
    settle(client, silent, delivery_pain="high", ceo_is_technical="yes")
    assert "Whose answers count" in client.get(url("round", silent)).content.decode()
    assert Settled.objects.filter(voice=None, by=emil).count() == 2

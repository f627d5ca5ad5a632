import pytest
from django.urls import reverse

from hireguide.advising.models import Settled
from tests.advising.heard import make_heard
from tests.factories import BEN, NOW, make_client, make_member, make_respondent, make_round, make_user

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}
PAGES = ("round", "agenda")


def url(name, round_):
    return reverse(f"advising:{name}", args=[round_.public_id])


def shown(client, name, round_):
    return client.get(url(name, round_)).content.decode()


def test_the_map_works(client, heard, emil):
    page = shown(client, "round", heard)
    assert "They differ on 2 questions." in page
    assert "Differences that decide the verdict" in page
    assert "if Gus (CTO) is right about slipping commitments (“Hardly ever”)" in page
    assert "Each voice’s dot" in page
    assert url("settle", heard) in page


def test_the_agenda_works(client, heard, emil):
    page = shown(client, "agenda", heard)
    assert "With Fay and Gus." in page
    assert "First what is disputed, then what decides, then the open questions" in page
    places = [page.index(heading) for heading in ("Disputed: they differ", "Decisive: the verdict", "Also open:")]
    assert places == sorted(places)
    assert places[-1] < page.index("<li>What stage is the company at?</li>")


@pytest.mark.parametrize("name", PAGES)
def test_a_page_needs_somebody_signed_in(client, heard, name):
    response = client.get(url(name, heard))
    assert response.status_code == 302
    assert response["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("name", PAGES)
def test_an_outsider_gets_404(client, heard, name):
    client.force_login(make_user(BEN))
    assert client.get(url(name, heard)).status_code == 404


@pytest.mark.parametrize("name", PAGES)
def test_htmx_gets_only_the_panel(client, heard, emil, name):
    page = client.get(url(name, heard), headers=HTMX).content.decode()
    assert "<html" not in page
    assert page.startswith("<title>")


def test_a_viewer_sees_the_map_and_is_offered_no_change(client, heard, workspace):
    client.force_login(make_member(workspace, BEN, "viewer"))
    page = shown(client, "round", heard)
    assert "They differ on 2 questions." in page
    assert url("settle", heard) not in page


def test_before_anybody_has_handed_in_the_page_says_what_will_be_here(client, workspace, emil):
    silent = make_round(make_client(workspace))
    make_respondent(silent, handed_in=False)
    page = shown(client, "round", silent)
    assert "Nobody has handed in yet." in page
    assert "Who was asked" in page
    assert "Nobody has handed in yet, so everything is open." in shown(client, "agenda", silent)


def test_one_voice_alone_is_told_so(client, workspace, emil):
    alone = make_round(make_client(workspace))
    make_respondent(alone, facts={"delivery_pain": "high"})
    page = shown(client, "round", alone)
    assert "Only Fay has handed in so far." in page
    assert "What is left open" in page


def test_whose_each_settled_answer_is_stands_on_the_page(client, heard, emil):
    fay = heard.respondents.first()
    Settled.objects.create(round=heard, field="delivery_pain", value="high", voice=fay, by=emil, at=NOW)
    page = shown(client, "round", heard)
    assert "Whose answers count" in page
    assert "Settled: Nearly always (Fay)" in page
    assert "1 answer settled already." in shown(client, "agenda", heard)


def test_what_is_not_proven_is_said(client, heard, emil, monkeypatch):
    from hireguide.advising.selectors import disagreement
    from hireguide.rules import disagree

    monkeypatch.setattr(disagreement, "disagree", lambda *args: disagree(*args, most=1))
    page = shown(client, "round", heard)
    assert "Not all of this is proven" in page
    assert "is right about" in page


@pytest.mark.parametrize("name", [*PAGES, "settle", "keep_round", "respondent_links"])
def test_a_page_about_five_voices_takes_few_queries(client, heard, emil, name, django_assert_max_num_queries):
    for who in ("Hana", "Ivo", "Jo"):
        make_respondent(heard, who, "other", facts={"delivery_pain": "medium"})
    with django_assert_max_num_queries(12):
        assert client.get(url(name, heard)).status_code == 200


def test_what_cannot_all_be_true_is_named_on_the_map_and_beside_the_form(client, workspace, emil):
    none = {"engineer_count": 0, "delivery_pain": "none"}
    heard = make_heard(workspace, {"engineer_count": 12, "delivery_pain": "high"}, none)
    page = shown(client, "round", heard)
    assert "What cannot all be true" in page
    assert "With no engineers there are no commitments to slip." in page
    for name, value in (("engineer_count", 0), ("delivery_pain", "high")):
        Settled.objects.create(round=heard, field=name, value=value, at=NOW)
    assert "These answers cannot all be true together." in shown(client, "settle", heard)

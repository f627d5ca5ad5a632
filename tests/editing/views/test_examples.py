import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from hireguide.rulebooks.models import Example
from hireguide.rulebooks.selectors import open_draft
from hireguide.rulebooks.services import DraftIsClosedError
from tests.editing.people import make_staff
from tests.factories import make_diagnosis, make_profile, make_rulebook_draft

pytestmark = pytest.mark.django_db

OTHERWISE = {"bands": {"execution": [20, 30], "strategy": [4, 8]}}


def url(kept):
    return reverse("editing:example_from_diagnosis", args=[kept.pk])


@pytest.fixture
def kept(db):
    return make_diagnosis(profile=make_profile(company_name="Acme", delivery_pain="high", engineer_count=83))


@pytest.fixture
def editor(client):
    user = make_staff("editor")
    user.user_permissions.add(Permission.objects.get(codename="view_diagnosis"))
    client.force_login(user)
    return client


@pytest.fixture
def draft(kept):
    return make_rulebook_draft(base=kept.edition)


def test_one_click_works_and_leads_to_the_example(editor, kept, draft):
    response = editor.post(url(kept))
    example = Example.objects.get(key="life_1")
    assert response.url == reverse("admin:rulebooks_example_change", args=[example.pk])
    assert example.profile == {"engineer_count": 80, "delivery_pain": "high"}
    assert (example.verdict, example.also) == ("vp_engineering_first", [])


def test_it_needs_sign_in(client, kept, draft):
    refused = client.post(url(kept))
    assert (refused.status_code, reverse("admin:login") in refused.content.decode()) == (403, True)


@pytest.mark.parametrize("rights", [("view_diagnosis",), ("change_rulebookdraft",), ()])
@pytest.mark.parametrize("method", ["get", "post"])
def test_without_both_rights_there_is_no_such_page(client, kept, draft, rights, method):
    user = make_staff("outsider")
    user.user_permissions.set(Permission.objects.filter(codename__in=rights))
    client.force_login(user)
    assert getattr(client, method)(url(kept)).status_code == 404
    assert not Example.objects.filter(key="life_1").exists()


def test_htmx_gets_only_the_panel(editor, kept, draft):
    page = editor.get(url(kept), headers={"HX-Request": "true"}).content.decode()
    assert page.startswith("<title>Make an example of a diagnosis")
    assert "<html" not in page


def test_a_visit_shows_what_it_would_be_and_stores_nothing(editor, kept, draft):
    page = editor.get(url(kept)).content.decode()
    assert "80 engineers" in page
    assert "Acme" not in page
    assert kept.public_id not in page
    assert not Example.objects.filter(key="life_1").exists()


def test_where_the_draft_says_otherwise_somebody_chooses(editor, kept):
    make_rulebook_draft(base=kept.edition, **OTHERWISE)
    response = editor.post(url(kept))
    assert response.status_code == 200
    assert "The diagnosis said “VP Engineering first”, and the draft says “Neither yet”" in response.content.decode()
    assert not Example.objects.filter(key="life_1").exists()
    chosen = {"verdict": "neither_yet", "also": ["pairing", "neither_yet"], "note": "Mine."}
    assert editor.post(url(kept), chosen).status_code == 302
    example = Example.objects.get(key="life_1")
    assert (example.verdict, example.also, example.note) == ("neither_yet", ["pairing"], "Mine.")


@pytest.mark.parametrize("chosen", [{"verdict": ""}, {"verdict": "impossible", "note": "Mine."}])
def test_a_choice_that_is_none_is_told_and_nothing_is_lost(editor, kept, draft, chosen):
    response = editor.post(url(kept), chosen)
    assert response.status_code == 422
    assert "There is a problem" in response.content.decode()
    assert chosen.get("note", "") in response.content.decode()


def test_a_draft_that_refuses_the_answers_says_so(editor):
    kept = make_diagnosis(profile=make_profile(engineer_count=20))
    refusing = {"key": "no_such", "verdict": "impossible", "because": "Nobody has so many.", "sources": ["ours"]}
    refusing["when"] = {"all": [{"field": "engineer_count", "op": "at_least", "value": 10}]}
    make_rulebook_draft(base=kept.edition, situations=[refusing], examples=[])
    assert "The draft refuses these answers: Nobody has so many." in editor.post(url(kept)).content.decode()


def test_the_same_diagnosis_twice_is_told(editor, kept, draft):
    editor.post(url(kept))
    response = editor.post(url(kept))
    assert response.status_code == 409
    assert "The draft has an example with these answers already: life_1" in response.content.decode()
    assert Example.objects.filter(key__startswith="life_").count() == 1


def test_without_a_draft_it_says_what_to_do(editor, kept):
    response = editor.post(url(kept))
    assert response.status_code == 409
    assert "no draft is open" in response.content.decode()


def test_a_draft_that_closes_meanwhile_takes_none(editor, kept, draft, monkeypatch):
    def closed(*args, **kwargs):
        raise DraftIsClosedError(open_draft())

    monkeypatch.setattr("hireguide.editing.services.examples.store_rows", closed)
    response = editor.post(url(kept), {"verdict": "pairing", "note": "My words"})
    assert response.status_code == 409
    assert "My words" in response.content.decode()


def test_what_the_rulebook_cannot_hold_is_told(editor, kept, draft):
    response = editor.post(url(kept), {"verdict": "pairing", "note": "A\x07bell"})
    assert response.status_code == 422
    assert "control character" in response.content.decode()


def test_a_diagnosis_that_is_not_there_gets_404(editor, draft):
    assert editor.post("/editing/examples/99999/").status_code == 404

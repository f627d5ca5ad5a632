"""Kept diagnoses in the admin: works · needs sign-in · needs the right · shows neither name nor key · stays quick."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from hireguide.diagnoses.admin import diagnoses as diagnoses_admin
from hireguide.diagnoses.models import Diagnosis
from tests.factories import ADA, BEN, NOW, make_diagnosis, make_edition, make_profile, make_rulebook_draft, make_user

pytestmark = pytest.mark.django_db

LIST = reverse("admin:diagnoses_diagnosis_changelist")
SLIPPING = {"company_name": "Acme Secret Holding", "delivery_pain": "high", "engineer_count": 20}


def page_of(diagnosis):
    return reverse("admin:diagnoses_diagnosis_change", args=[diagnosis.pk])


@pytest.fixture
def support(client):
    user = make_user(BEN, is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename="view_diagnosis"))
    client.force_login(user)
    return user


def text(answer):
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_list_shows_when_what_and_how_firm(client, support):
    kept = make_diagnosis()
    shown = text(client.get(LIST))
    assert "VP Engineering first" in shown
    assert diagnoses_admin.FIRMNESS[kept.result["firmness"]["label"]] in shown
    assert 'data-label="Edition"' in shown


def test_neither_the_name_nor_the_key_stands_in_list_or_page(client):
    kept = make_diagnosis(profile=make_profile(**SLIPPING))
    make_rulebook_draft()
    client.force_login(make_user(ADA))
    for address in (LIST, page_of(kept)):
        shown = text(client.get(address))
        assert "Acme" not in shown
        assert kept.public_id not in shown


@pytest.mark.parametrize(
    "guess",
    [
        *("public_id__startswith", "result__icontains", "result__profile__company_name__startswith"),
        *("profile__company_name", "draft__public_id__startswith", "own_result__isnull", "answers_digest"),
    ],
)
def test_neither_can_be_found_out_letter_by_letter_through_a_filter(client, guess):
    make_diagnosis(profile=make_profile(**SLIPPING))
    client.force_login(make_user(ADA))
    assert client.get(LIST, {guess: "A"}).status_code == 400


def test_the_page_says_what_was_answered_in_the_words_of_the_questions(client, support):
    shown = text(client.get(page_of(make_diagnosis(profile=make_profile(**SLIPPING)))))
    assert "<dd>20 engineers</dd>" in shown or "<dd>20</dd>" in shown
    assert "9 points, large" in shown
    assert "<h1>VP Engineering first</h1>" in shown


def test_nothing_can_be_changed_added_or_deleted(client):
    kept = make_diagnosis()
    client.force_login(make_user(ADA))
    assert client.post(page_of(kept), {"verdict": "pairing"}).status_code == 403
    assert client.get(reverse("admin:diagnoses_diagnosis_add")).status_code == 403
    assert client.post(reverse("admin:diagnoses_diagnosis_delete", args=[kept.pk])).status_code == 403
    assert Diagnosis.objects.get().verdict == kept.verdict


def test_it_needs_a_sign_in_and_the_right_to_look(client):
    kept = make_diagnosis()
    assert client.get(LIST).url.startswith(reverse("admin:login"))
    client.force_login(make_user(BEN, is_staff=True))
    assert client.get(LIST).status_code == client.get(page_of(kept)).status_code == 403


def test_what_ifs_are_left_out(client, support):
    kept = make_diagnosis()
    fields = {field.attname: getattr(kept, field.attname) for field in kept._meta.concrete_fields}
    other = make_diagnosis(profile=make_profile(delivery_pain="low", engineer_count=3))
    Diagnosis.objects.filter(pk=kept.pk).delete()
    own = {"id": None, "public_id": "a-what-if", "draft_id": None, "what_if_of_id": other.pk, "own_result": kept.result}
    what_if = Diagnosis(**fields | own)
    what_if.save()
    assert [row.pk for row in client.get(LIST).context["cl"].result_list] == [other.pk]
    assert client.get(page_of(what_if)).status_code == 302


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"verdict": "vp_engineering_first"}, 1),
        ({"verdict": "pairing"}, 0),
        ({"edition": "1"}, 1),
        ({"edition": "2"}, 0),
        ({"edition": "none of them"}, 1),
        ({"made_at__gte": str(NOW + timedelta(days=1))}, 0),
    ],
)
def test_filters(client, support, query, found):
    make_diagnosis()
    assert client.get(LIST, query).context["cl"].result_count == found


def test_a_list_of_nothing_says_so_and_leads_back(client, support):
    make_edition()
    assert "Nothing here matches" in text(client.get(LIST, {"verdict": "pairing"}))


def test_many_take_no_more_queries_than_few(client, support, django_assert_max_num_queries, monkeypatch):
    monkeypatch.setattr(diagnoses_admin, "LISTED", 3)
    monkeypatch.setattr(diagnoses_admin.DiagnosisAdmin, "list_per_page", 2)
    for engineers in range(5):
        make_diagnosis(profile=make_profile(delivery_pain="high", engineer_count=engineers + 1))
    newest = list(Diagnosis.objects.order_by("-pk").values_list("pk", flat=True))
    with django_assert_max_num_queries(9):
        listed = client.get(LIST).context["cl"]
    assert (listed.result_count, [row.pk for row in listed.result_list]) == (3, newest[:2])


def test_an_example_can_be_made_of_it_while_a_draft_is_open_by_those_who_may_change_it(client, support, monkeypatch):
    monkeypatch.setattr(diagnoses_admin, "reverse", lambda _, args: f"/editing/examples/{args[0]}/")
    kept = make_diagnosis()
    make_rulebook_draft()
    assert "Make it an example" not in text(client.get(page_of(kept)))
    client.force_login(make_user(ADA))
    assert f'action="/editing/examples/{kept.pk}/"' in text(client.get(page_of(kept)))


def test_without_an_open_draft_it_says_what_to_do_first(client):
    kept = make_diagnosis()
    client.force_login(make_user(ADA))
    assert "To make it an example, start a draft first" in text(client.get(page_of(kept)))

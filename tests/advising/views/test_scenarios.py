"""Scenarios: works · up to four, by address · another's are not there · viewer only looks · deleting leads back."""

from datetime import timedelta

import pytest
from django.urls import reverse

from hireguide.diagnoses.models import Diagnosis
from hireguide.diagnoses.services import keep_what_if
from hireguide.workspaces.models import Activity
from tests.factories import (
    BEN,
    EMIL,
    NOW,
    make_client,
    make_client_diagnosis,
    make_edition,
    make_member,
    make_profile,
    make_user,
    make_workspace,
    small_rulebook,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def company(client):
    verdicts = small_rulebook()["verdicts"]
    verdicts["neither_yet"] |= {"first": None}
    make_edition(verdicts=verdicts)
    workspace = make_workspace()
    client.force_login(workspace.memberships.get().user)
    return make_client(workspace)


def supposed(kept, name="", **answers):
    profile = make_profile(**{"company_name": "Acme", "delivery_pain": "high", "engineer_count": 20} | answers)
    return keep_what_if(of=kept, own_result=kept.result, profile=profile, dont_know=[], now=NOW, name=name)


def shown(client, company, *chosen, status=200):
    asked = {"show": [each.public_id for each in chosen]}
    response = client.get(reverse("advising:scenarios", args=[company.public_id]), asked)
    assert response.status_code == status
    return response


def test_today_and_named_what_ifs_stand_side_by_side(client, company):
    kept = make_client_diagnosis(company)
    supposed(kept, "After the raise", unguided_decisions=True)
    supposed(kept, "After the reorganisation", delivery_pain="none", engineer_count=5)
    response = shown(client, company)
    today, reorganised, raised = response.context["scenarios"].columns
    assert [today.name, reorganised.name, raised.name] == ["Today", "After the reorganisation", "After the raise"]
    assert (today.verdict, reorganised.verdict) == ("vp_engineering_first", "neither_yet")
    assert today.cost.startswith("A VP Engineering alone costs $200,000–300,000 a year")
    assert reorganised.cost == "No seat to fill, so nothing to pay for one."
    assert [change.field for change in raised.changes] == ["unguided_decisions"]
    page = response.content.decode()
    assert "Today, and where the company would stand" in page
    assert "style=" not in page


def test_the_address_chooses_and_more_than_four_are_refused_in_words(client, company):
    kept = make_client_diagnosis(company)
    what_ifs = [supposed(kept, f"Number {count}", engineer_count=count) for count in range(5, 11)]
    assert len(shown(client, company).context["scenarios"].columns) == 5
    assert len(shown(client, company, what_ifs[0]).context["scenarios"].columns) == 2
    page = shown(client, company, *what_ifs, status=422)
    assert "you chose 6" in page.content.decode()
    assert len(page.context["scenarios"].columns) == 5


def test_one_without_a_name_is_called_by_what_is_changed(client, company):
    supposed(make_client_diagnosis(company), delivery_pain="none")
    assert "What if: slipping commitments" in shown(client, company).content.decode()


def test_one_made_from_older_answers_says_so_and_another_grid_is_not_drawn(client, company):
    supposed(make_client_diagnosis(company), "Before", engineer_count=5)
    bands = {**small_rulebook()["bands"], "execution": [2, 9]}
    make_edition(name="Other", bands=bands)
    make_client_diagnosis(company, profile=make_profile(delivery_pain="high"), now=NOW + timedelta(days=1))
    response = shown(client, company)
    assert response.context["scenarios"].left_out == ("Before",)
    assert "Made from older answers" in response.content.decode()


def test_without_a_diagnosis_or_a_what_if_it_says_what_to_do(client, company):
    assert "has none yet" in shown(client, company).content.decode()
    kept = make_client_diagnosis(company)
    page = shown(client, company).content.decode()
    assert reverse("diagnoses:what_if", args=[kept.public_id]) in page
    assert "A diagnosis says how the company is; a scenario never counts as one" in page
    client.force_login(make_member(company.workspace, BEN, "viewer"))
    page = shown(client, company).content.decode()
    assert reverse("diagnoses:what_if", args=[kept.public_id]) not in page
    assert "Somebody who advises in this workspace can keep one" in page


def test_a_what_if_of_another_client_is_not_there(client, company):
    make_client_diagnosis(company)
    other = supposed(make_client_diagnosis(make_client(company.workspace, "Other")), delivery_pain="none")
    shown(client, company, other, status=404)


def test_a_viewer_looks_and_deletes_nothing(client, company):
    what_if = supposed(make_client_diagnosis(company), "After the raise", delivery_pain="none")
    client.force_login(make_member(company.workspace, BEN, "viewer"))
    delete = reverse("diagnoses:delete", args=[what_if.public_id])
    assert delete not in shown(client, company).content.decode()
    assert client.post(delete).status_code == 403


def test_one_is_called_otherwise_and_the_choice_of_scenarios_stays(client, company):
    kept = make_client_diagnosis(company)
    what_if, other = supposed(kept, "After the rase", delivery_pain="none"), supposed(kept, "Other", engineer_count=5)
    where = f"{reverse('advising:scenarios', args=[company.public_id])}?show={what_if.public_id}"
    for name in ("After the raise", "After the raise"):
        answer = client.post(where, {"scenario": what_if.public_id, "name": f" {name} "}, follow=True)
    assert answer.redirect_chain == [(where, 302)]
    assert [column.name for column in answer.context["scenarios"].columns] == ["Today", "After the raise"]
    assert "The scenario has its new name." in answer.content.decode()
    lines = list(Activity.objects.filter(what__contains="renamed").values_list("what", flat=True))
    assert lines == ["renamed a scenario of Acme"]
    client.post(where, {"scenario": what_if.public_id, "name": ""})
    names = {one.public_id: one.name for one in Diagnosis.objects.filter(own_result__isnull=False)}
    assert names == {what_if.public_id: "", other.public_id: "Other"}


def test_a_name_too_long_is_told_beside_it_and_one_that_has_gone_is_said(client, company):
    what_if = supposed(make_client_diagnosis(company), "After the raise", delivery_pain="none")
    where = reverse("advising:scenarios", args=[company.public_id])
    answer = client.post(where, {"scenario": what_if.public_id, "name": "n" * 81})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.count("Shorten the name to 80 characters. You entered 81") == 2
    assert f'<a href="#name-{what_if.public_id}">' in page
    assert f'value="{"n" * 81}"' in page
    for scenario in ("\0", "", "A" * 22):
        answer = client.post(where, {"scenario": scenario, "name": "Mine"})
        assert (answer.status_code, "was deleted meanwhile" in answer.content.decode()) == (422, True)
    what_if.refresh_from_db()
    assert what_if.name == "After the raise"


def test_only_those_who_may_write_rename(client, company):
    what_if = supposed(make_client_diagnosis(company), "After the raise", delivery_pain="none")
    where = reverse("advising:scenarios", args=[company.public_id])
    assert "Save the name" in shown(client, company).content.decode()
    outsider, viewer = make_user(EMIL), make_member(company.workspace, BEN, "viewer")
    for user, status in ((outsider, 404), (viewer, 403)):
        client.force_login(user)
        assert client.post(where, {"scenario": what_if.public_id, "name": "Mine"}).status_code == status
    assert "Save the name" not in shown(client, company).content.decode()
    what_if.refresh_from_db()
    assert what_if.name == "After the raise"


def test_the_what_if_names_the_client(client, company):
    page = client.get(reverse("diagnoses:what_if", args=[make_client_diagnosis(company).public_id])).content.decode()
    assert "<title>What if at Acme – Hireguide</title>" in page
    assert ">What if at Acme</h1>" in page


def test_deleting_one_leads_back_and_says_so(client, company):
    what_if = supposed(make_client_diagnosis(company), "After the raise", delivery_pain="none")
    delete = reverse("diagnoses:delete", args=[what_if.public_id])
    assert ">Delete this scenario “After the raise”?</h1>" in client.get(delete).content.decode()
    answer = client.post(delete, follow=True)
    assert answer.redirect_chain[-1][0].startswith(reverse("advising:scenarios", args=[company.public_id]))
    assert "The scenario is deleted." in answer.content.decode()


def test_htmx_gets_only_the_panel(client, company):
    page = client.get(reverse("advising:scenarios", args=[company.public_id]), headers={"HX-Request": "true"})
    assert "<html" not in page.content.decode()

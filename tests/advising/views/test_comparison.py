"""What changed between two diagnoses: works · refused in words · another's is not there · a viewer may look."""

from datetime import timedelta

import pytest
from django.urls import reverse

from hireguide.advising.selectors import client as client_selectors
from hireguide.diagnoses.models import Diagnosis
from hireguide.diagnoses.services import judge_again
from tests.factories import (
    BEN,
    NOW,
    evidence,
    make_client,
    make_client_diagnosis,
    make_edition,
    make_member,
    make_profile,
    make_workspace,
    small_rulebook,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def company(client):
    make_edition()
    workspace = make_workspace()
    client.force_login(workspace.memberships.get().user)
    return make_client(workspace)


def compared(client, company, *chosen, status=200):
    asked = dict(zip(("a", "b"), (getattr(each, "public_id", each) for each in chosen), strict=False))
    response = client.get(reverse("advising:compare", args=[company.public_id]), asked)
    assert response.status_code == status
    return response


def harsher():
    """An edition under which slipping calls for a pair."""
    grid = small_rulebook()["grid"]
    grid["large"]["none"] = {"verdict": "pairing", "because": "Both."}
    return make_edition(name="Harsher", grid=grid)


def test_answers_that_changed_under_the_same_rules_did_it(client, company):
    before = make_client_diagnosis(company, now=NOW)
    after = make_client_diagnosis(company, profile=make_profile(engineer_count=5), now=NOW + timedelta(days=1))
    turned = "Shown from the older to the newer."
    assert turned not in compared(client, company, before, after).content.decode()
    page = compared(client, company, after, before).content.decode()
    assert turned in page
    assert "The answers did it" in page
    verdicts = page.partition('id="verdicts"')[2]
    assert verdicts.index("21 November 2026") < verdicts.index("22 November 2026")
    assert "Slipping commitments" in page
    assert "No longer counts:" in page
    assert "The rules are the same" in page


def test_the_dots_are_marked_as_on_the_clients_page_the_later_one_filled(client, company):
    kept = [
        make_client_diagnosis(company, profile=make_profile(**answers), now=NOW + timedelta(days=days))
        for days, answers in enumerate([{"engineer_count": 5}, {}, {"delivery_pain": "none"}])
    ]
    (path,) = compared(client, company, kept[2], kept[1]).context["comparison"].paths
    assert [stop.mark for stop in path.stops] == ["2", "3"]
    assert path.main.mark == "3"
    filled = compared(client, company, *kept[:2]).content.decode().split("grid__count--main")[1]
    assert ">2<" in filled.partition("</text>")[0] + "<"


def test_a_question_that_somebody_looked_at_and_could_not_answer_is_told_as_no_change_to_the_rules(client, company):
    before = make_client_diagnosis(company)
    after = make_client_diagnosis(company, dont_know=["urgency", "stage"], now=NOW + timedelta(days=1))
    response = compared(client, company, before, after)
    comparison = response.context["comparison"]
    assert comparison.changes == ()
    assert ("urgency", "Not answered yet", "I don’t know") in [
        (change.field, change.before, change.after) for change in comparison.looked_at
    ]
    assert comparison.cause.name == "Nothing differs"
    assert "it tells that somebody looked at the question" in response.content.decode()


def test_rules_that_changed_on_the_same_answers_did_it(client, company):
    before = make_client_diagnosis(company)
    after = judge_again(before, edition=harsher(), now=NOW + timedelta(days=1))
    page = compared(client, company, before, after).content.decode()
    assert "The rules did it" in page
    assert "Every answer that the rules read is the same." in page
    assert "can’t be laid over one another" in page


def test_where_both_changed_all_four_corners_are_judged_and_nothing_is_kept(client, company):
    before = make_client_diagnosis(company)
    harsher()
    calm = make_profile(engineer_count=20, unguided_decisions=True, delivery_pain="none")
    after = make_client_diagnosis(company, profile=calm, now=NOW + timedelta(days=1))
    comparison = compared(client, company, before, after).context["comparison"]
    corners = comparison.corners
    assert [corners.before.code, corners.rules_alone.code] == ["vp_engineering_first", "pairing"]
    assert [corners.answers_alone.code, corners.after.code] == ["pairing", "pairing"]
    assert comparison.cause.name == "Either alone would have done it"
    assert Diagnosis.objects.count() == 2


def test_answers_that_the_new_rules_refuse_are_told_with_their_sentence(client, company):
    before = make_client_diagnosis(company)
    refusing = {"key": "no_slips", "verdict": "impossible", "sources": ["ours"], "because": "Nobody slips."}
    refusing["when"] = {"all": [{"field": "delivery_pain", "op": "is", "value": "high"}]}
    whole = small_rulebook()
    make_edition(name="Refusing", situations=[*whole["situations"], refusing], examples=[])
    after = make_client_diagnosis(company, profile=make_profile(unguided_decisions=True), now=NOW + timedelta(days=1))
    page = compared(client, company, before, after).content.decode()
    assert "The answers did it" in page
    assert "Refused: Nobody slips." in page


def test_a_rule_that_weighs_otherwise_is_told(client, company):
    before = make_client_diagnosis(company)
    rules = small_rulebook()["evidence"]
    rules[0] = evidence("slips", "execution", 4, "delivery_pain", "at_least", "medium")
    after = judge_again(before, edition=make_edition(evidence=rules), now=NOW + timedelta(days=1))
    page = compared(client, company, before, after).content.decode()
    assert "Weighs otherwise, plus 5 points before:" in page
    assert "The verdict stays" in page


def test_without_an_address_the_last_two_are_compared(client, company):
    for number in range(3):
        make_client_diagnosis(company, now=NOW + timedelta(days=number))
    comparison = compared(client, company).context["comparison"]
    assert [side.day for side in comparison.sides] == ["22 November 2026", "23 November 2026"]


def test_two_of_one_day_are_told_apart(client, company):
    for number in range(2):
        make_client_diagnosis(company, now=NOW + timedelta(hours=number))
    comparison = compared(client, company).context["comparison"]
    assert [side.day for side in comparison.sides] == ["21 November 2026, the first", "21 November 2026, the second"]
    assert comparison.cause.name == "Nothing differs"


def test_one_and_the_same_is_refused_in_words(client, company):
    kept, _ = (make_client_diagnosis(company, now=NOW + timedelta(days=number)) for number in range(2))
    page = compared(client, company, kept, kept, status=422).content.decode()
    assert "<title>Error: What changed at Acme" in page
    assert "Choose two different diagnoses" in page


@pytest.mark.parametrize("count", [0, 1])
def test_too_few_to_compare_say_what_will_be_here(client, company, count):
    for _ in range(count):
        make_client_diagnosis(company)
    assert "so far" in compared(client, company).content.decode() or count == 0


def test_a_diagnosis_of_another_client_is_not_there(client, company):
    mine, _ = (make_client_diagnosis(company, now=NOW + timedelta(days=number)) for number in range(2))
    other = make_client_diagnosis(make_client(company.workspace, "Other"))
    compared(client, company, mine, other, status=404)
    compared(client, company, mine, "nowhere", status=404)


def test_a_viewer_may_compare(client, company):
    for number in range(2):
        make_client_diagnosis(company, now=NOW + timedelta(days=number))
    client.force_login(make_member(company.workspace, BEN, "viewer"))
    compared(client, company)


def test_one_that_is_too_old_for_the_list_is_still_chosen_in_it(client, company, monkeypatch):
    monkeypatch.setattr(client_selectors, "CHOSEN_FROM", 1)
    kept = [make_client_diagnosis(company, now=NOW + timedelta(days=number)) for number in range(3)]
    page = compared(client, company, kept[0], kept[2]).content.decode()
    assert f'<option value="{kept[0].public_id}" selected>1: 21 November 2026' in page
    assert f'<option value="{kept[2].public_id}" selected>3: 23 November 2026' in page
    assert kept[1].public_id not in page

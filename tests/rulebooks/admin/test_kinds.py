import pytest
from django.urls import reverse

from hireguide.rulebooks.models import VerdictText
from tests.factories import make_rulebook_draft
from tests.rulebooks.admin.people import make_editor

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    return make_rulebook_draft()


@pytest.fixture
def editor(client):
    client.force_login(make_editor())


def page(kind, name="changelist", *args):
    return reverse(f"admin:rulebooks_{kind}_{name}", args=args)


def listed(client, kind, **asked):
    answer = client.get(page(kind), asked)
    assert answer.status_code == 200
    return [row.key for row in answer.context["cl"].result_list], answer.content.decode()


def test_evidence_is_listed_with_its_condition_in_words(client, draft, editor):
    found, shown = listed(client, "evidence")
    assert found == ["slips", "many_engineers", "nobody_decides", "board_asks"]
    assert "engineering team size: at least 15 engineers" in shown
    assert "+5" in shown


def test_evidence_is_found_by_words_by_gap_and_by_the_question_that_it_asks(client, draft, editor):
    assert listed(client, "evidence", q="many_eng")[0] == ["many_engineers"]
    assert listed(client, "evidence", gap="strategy")[0] == ["nobody_decides", "board_asks"]
    assert listed(client, "evidence", asks="delivery_pain")[0] == ["slips"]


def test_verdicts_plans_costs_and_examples_are_listed_in_words(client, draft, editor):
    assert "VP Engineering" in listed(client, "verdicttext")[1]
    assert "1, 1 and 1" in listed(client, "plan")[1]
    assert listed(client, "cost")[0] == ["vp_price"]
    shown = listed(client, "example")[1]
    assert "Slipping commitments: Nearly always" in shown
    assert "VP Engineering first" in shown


def test_an_expectation_is_listed_as_a_move_in_words(client, editor):
    never = {"gap": "execution", "never": "lowers", "because": "Pain is pain."}
    ends = {"key": "more_pain", "field": "delivery_pain", "from": "none", "to": "high"}
    make_rulebook_draft(expectations=[ends | never])
    assert "Slipping commitments: from “Hardly ever” to “Nearly always”" in listed(client, "expectation")[1]


def test_there_are_four_verdicts_no_more_and_no_less(client, draft, editor):
    pairing = VerdictText.objects.get(draft=draft, key="pairing")
    assert client.get(page("verdicttext", "add")).status_code == 403
    assert client.post(page("verdicttext", "delete", pairing.pk)).status_code == 403
    assert (
        page("verdicttext", "delete", pairing.pk)
        not in client.get(page("verdicttext", "change", pairing.pk)).content.decode()
    )


@pytest.mark.parametrize(
    ("kind", "asked", "title", "words"),
    [
        ("situation", {"verdict__exact": "pairing"}, "By verdict", "VP Engineering first"),
        ("expectation", {"field__exact": "delivery_pain"}, "By question", "Slipping commitments"),
        ("cost", {"seat__exact": "vp_engineering"}, "By seat", "Fractional CTO"),
    ],
)
def test_filters_speak_in_words(client, draft, editor, kind, asked, title, words):
    beside = listed(client, kind, **asked)[1].partition('id="changelist-filter"')[2]
    assert title in beside.replace("\n", " ")
    assert words in beside

import pytest
from django.urls import reverse

from hireguide.rulebooks import services
from hireguide.rulebooks.models import Situation, VerdictText
from tests.factories import NOW, make_rulebook_draft
from tests.rulebooks.admin.people import make_editor, make_support

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


def keys(draft):
    return list(Situation.objects.filter(draft=draft).values_list("key", flat=True))


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


def test_situations_move_by_a_button_that_needs_no_script(client, draft, editor):
    first, second = Situation.objects.filter(draft=draft)
    down = reverse("admin:rulebooks_situation_move", args=(first.pk, "down"))
    shown = listed(client, "situation")[1]
    assert f'formaction="{down}" aria-label="Move {first.key} down"' in shown
    answer = client.post(down)
    assert answer.headers["Location"] == f"{page('situation')}#down-{first.pk}"
    assert keys(draft) == [second.key, first.key]
    client.post(reverse("admin:rulebooks_situation_move", args=(first.pk, "up")))
    assert keys(draft) == [first.key, second.key]


def test_a_situation_s_place_is_its_own_where_others_were_removed_or_are_not_listed(client, draft, editor):
    first, second = Situation.objects.filter(draft=draft)
    second.position = 7
    second.save()
    assert [row.place for row in client.get(page("situation")).context["cl"].result_list] == [1, 2]
    assert [row.place for row in client.get(page("situation"), {"q": second.key}).context["cl"].result_list] == [2]
    services.remove_row(draft, first, by=None, at=NOW)
    assert [row.place for row in client.get(page("situation")).context["cl"].result_list] == [1]


def test_what_a_move_does_can_be_seen_first(client, draft, editor):
    first = Situation.objects.filter(draft=draft).first()
    seen = f'formaction="{reverse("editing:preview", args=("situations", first.pk))}" name="move" value="down"'
    assert seen in listed(client, "situation")[1]


def test_a_move_beyond_the_end_changes_nothing(client, draft, editor):
    before = keys(draft)
    first = Situation.objects.filter(draft=draft).first()
    assert client.post(reverse("admin:rulebooks_situation_move", args=(first.pk, "up"))).status_code == 302
    assert keys(draft) == before


def test_a_move_is_a_post_by_an_editor_of_a_row_that_is_there(client, draft):
    first = Situation.objects.filter(draft=draft).first()
    down = reverse("admin:rulebooks_situation_move", args=(first.pk, "down"))
    client.force_login(make_support())
    assert client.post(down).status_code == 403
    assert down not in listed(client, "situation")[1]
    client.force_login(make_editor())
    assert client.get(down).status_code == 405
    gone = reverse("admin:rulebooks_situation_move", args=(10**6, "down"))
    assert "not in the draft any more" in client.post(gone, follow=True).content.decode()
    sideways = reverse("admin:rulebooks_situation_move", args=(first.pk, "sideways"))
    assert client.post(sideways).status_code == 302
    assert keys(draft)[0] == first.key


def test_a_move_in_a_draft_that_closed_meanwhile_is_told(client, draft, editor, monkeypatch):
    from hireguide.rulebooks.admin import kinds

    def closed(held, row, **others):
        raise services.DraftIsClosedError(services.give_up_draft(held, by=None, at=NOW))

    monkeypatch.setattr(kinds, "move_row", closed)
    first = Situation.objects.filter(draft=draft).first()
    down = reverse("admin:rulebooks_situation_move", args=(first.pk, "down"))
    assert "be changed any more" in client.post(down, follow=True).content.decode()


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

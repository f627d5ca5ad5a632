from dataclasses import replace

import pytest

from hireguide.advising.documents.settling import agenda_page, so_far
from hireguide.advising.models import Settled
from hireguide.advising.selectors.disagreement import table_of
from tests.advising.heard import FAY, make_heard
from tests.factories import NOW, make_client, make_respondent, make_round, make_workspace

pytestmark = pytest.mark.django_db


@pytest.fixture
def table():
    return table_of(make_heard(make_workspace()))


def test_what_is_in_dispute_leaves_several_verdicts(table):
    told = so_far(table, {})
    assert [code for code, _ in told.outcomes] == ["fractional_cto_first", "pairing"]
    assert (told.disputed, told.because, told.may_be) == (2, "", ())


def test_settled_answers_come_to_a_verdict_with_its_reason(table):
    told = so_far(table, {"delivery_pain": "none", "engineer_count": 12})
    assert told.outcomes == (("fractional_cto_first", "Fractional CTO first"),)
    assert told.kept == told.outcomes[0]
    assert told.because == "The cell none, some."
    assert told.may_be == ()


def test_open_questions_may_still_change_it(table):
    told = so_far(table, {"delivery_pain": None, "engineer_count": 12})
    assert told.may_be == ("Both seats as a pair",)


def test_answers_that_cannot_be_true_are_told(table):
    told = so_far(table, {"delivery_pain": "high", "engineer_count": 0})
    assert told.trouble == "With no engineers there are no commitments to slip."
    assert told.outcomes == ()


def test_where_whoever_is_right_is_impossible_that_is_told():
    heard = make_heard(make_workspace(), {**FAY, "engineer_count": 50}, {**FAY, "engineer_count": 60})
    assert so_far(table_of(heard), {}).trouble.startswith("Whoever is right")


def test_without_answers_there_is_no_dot():
    silent = make_round(make_client(make_workspace()))
    assert so_far(table_of(silent), {}).picture.points is None


def test_the_agenda_has_what_is_open_then_disputed_then_decisive(table):
    told = agenda_page(table)
    assert told.open == ()
    assert [point.question for point in told.disputed] == ["How many engineers does the company have today?"]
    assert [(said.name, said.text) for said in told.decisive[0].said] == [
        ("Fay (CEO)", "Nearly always"),
        ("Gus (CTO)", "Hardly ever"),
    ]
    assert "If Gus (CTO) is right" in told.decisive[0].note
    assert len(told.rest) > 20
    assert "What stage is the company at?" in told.rest


def test_the_agenda_begins_by_saying_what_is_on_it_in_the_order_of_the_page(table):
    told = agenda_page(table)
    assert told.lead == ("First what is disputed, then what decides, then the open questions that decide nothing.")
    opened = replace(told, open=told.disputed, changed=told.disputed)
    assert opened.lead == (
        "First the open questions that can change the verdict, then what is disputed, then what decides, then what was "
        "settled and is said otherwise now, then the open questions that decide nothing."
    )
    assert replace(told, decisive=(), rest=()).lead == "All that is left is what is disputed."
    assert replace(told, rest=()).lead == "First what is disputed, then what decides."
    assert replace(told, disputed=(), decisive=(), rest=()).lead == (
        "Nothing is left to settle that could change the verdict."
    )


def test_what_was_settled_as_unknown_is_open_and_says_so():
    heard = make_heard(make_workspace())
    Settled.objects.create(round=heard, field="delivery_pain", value=None, at=NOW)
    Settled.objects.create(round=heard, field="engineer_count", value=12, at=NOW)
    told = agenda_page(table_of(heard))
    assert [point.note for point in told.open] == ["Settled as “nobody knows” so far."]
    assert not told.is_empty


def test_a_point_leaves_out_whom_it_was_not_asked_and_says_who_does_not_know():
    pressed = {**FAY, "board_pressure": "high"}
    heard = make_heard(
        make_workspace(), {**pressed, "board_asks_about": "both"}, {**pressed, "board_asks_about": "delivery"}
    )
    make_respondent(heard, "Hana", "board", facts=pressed)
    make_respondent(heard, "Ivo", "product", facts={"board_pressure": "none"})
    point = next(point for point in agenda_page(table_of(heard)).disputed if "mostly ask about" in point.question)
    assert [(said.name, said.text) for said in point.said] == [
        ("Fay (CEO)", "Both equally"),
        ("Gus (CTO)", "Delivery"),
        ("Hana (board)", "Doesn’t know"),
    ]


def test_when_all_is_settled_the_agenda_is_empty():
    heard = make_heard(make_workspace())
    for name, value in (("delivery_pain", "none"), ("engineer_count", 12)):
        Settled.objects.create(round=heard, field=name, value=value, at=NOW)
    told = agenda_page(table_of(heard))
    assert told.is_empty
    assert told.lead == (
        "Nothing is left to settle that could change the verdict. At the end stand the open questions that decide "
        "nothing."
    )


def test_what_its_voice_says_otherwise_since_is_on_the_agenda():
    heard = make_heard(make_workspace())
    gus = heard.respondents.get(name="Gus")
    for name in ("delivery_pain", "engineer_count"):
        Settled.objects.create(round=heard, field=name, value=gus.facts[name], voice=gus, at=NOW)
    gus.facts = {**gus.facts, "engineer_count": 15}
    gus.save()
    told = agenda_page(table_of(heard))
    assert [point.note for point in told.changed] == [
        "Settled as “14 engineers”. Gus said so when it was settled, and has changed it since."
    ]
    assert not told.is_empty

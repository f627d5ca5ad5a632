import pytest

from hireguide.advising.documents.disagreement import build_map
from hireguide.advising.models import Settled
from hireguide.advising.selectors import disagreement as selectors
from hireguide.advising.selectors.disagreement import table_of
from hireguide.rules import disagree
from tests.advising.heard import AGREED, FAY, GUS, make_heard
from tests.factories import NOW, make_client, make_respondent, make_round, make_workspace

pytestmark = pytest.mark.django_db


def built(fay=FAY, gus=GUS, **settled):
    heard = make_heard(make_workspace(), fay, gus)
    for name, value in settled.items():
        Settled.objects.create(round=heard, field=name, value=value, at=NOW)
    return build_map(table_of(heard))


def fields(rows):
    return [row.field for row in rows]


def test_rows_are_grouped_by_what_hangs_on_them():
    told = built()
    assert fields(told.decisive) == ["delivery_pain"]
    assert fields(told.harmless) == ["engineer_count"]
    assert fields(told.some) == ["urgency"]
    assert fields(told.agreed) == ["employee_count", "board_pressure", "unguided_decisions"]
    assert "stage" in fields(told.open)
    assert told.summary == "They differ on 2 questions. 1 of these can decide the verdict; 1 changes nothing."


def test_cells_say_what_each_voice_says_or_does_not():
    told = built()
    assert [cell.text for cell in told.decisive[0].cells] == ["Nearly always", "Hardly ever"]
    assert [(cell.text, cell.is_missing) for cell in told.some[0].cells] == [("I don’t know", True), ("Now", False)]
    assert {cell.text for cell in told.open[0].cells} == {"Not answered"}


def test_a_decisive_row_says_what_comes_of_whom():
    note = built().decisive[0].note
    assert note == (
        "If Gus (CTO) is right, it is Fractional CTO first. If Fay (CEO) is right, it is Both seats as a pair."
    )


def test_two_that_decide_together_say_so():
    told = built(
        {**AGREED, "delivery_pain": "none", "engineer_count": 20},
        {**AGREED, "delivery_pain": "high", "engineer_count": 10},
    )
    assert fields(told.decisive) == ["delivery_pain", "engineer_count"]
    assert told.summary == "They differ on 2 questions. Each can decide the verdict."
    assert [outcome.verdict for outcome in told.outcomes] == ["vp_engineering_first", "fractional_cto_first", "pairing"]


def test_each_voice_has_its_verdict_and_its_dot():
    told = built()
    assert [(voice.mark, voice.name, voice.seat, voice.title) for voice in told.voices] == [
        ("A", "Fay", "CEO", "Both seats as a pair"),
        ("B", "Gus", "CTO", "Fractional CTO first"),
    ]
    assert [stop.mark for stop in told.picture.stops] == ["A", "B"]
    assert not any(place.is_main for place in told.picture.places)


def test_the_dot_of_all_together_stands_once_nothing_is_in_dispute():
    told = built(delivery_pain="none", engineer_count=12)
    assert told.picture.stops[-1].name == "All together"
    assert [place.is_main for place in told.picture.places][-1]
    assert told.summary == "Nothing is in dispute any more."
    assert fields(told.settled) == ["delivery_pain", "engineer_count"]
    assert told.outcomes == ()


def test_what_all_agree_on_stays_there_when_it_is_settled_so():
    told = built(board_pressure="none", employee_count=41)
    assert "board_pressure" in fields(told.agreed)
    assert fields(told.settled) == ["employee_count"]


def test_a_voice_on_whom_a_situation_decides_says_so_beside_its_dot():
    told = built(fay={**FAY, "employee_count": 3, "engineer_count": 3})
    fay, gus = told.voices
    assert (fay.title, fay.because) == ("Neither yet", "Three people need no executive.")
    assert fay.off_cell not in ("", fay.title)
    assert (gus.off_cell, gus.because) == ("", "")


def test_answers_that_cannot_be_true_have_a_reason_and_no_dot():
    told = built(fay={**FAY, "engineer_count": 0})
    assert told.voices[0].trouble == "With no engineers there are no commitments to slip."
    assert [stop.mark for stop in told.picture.stops] == ["B"]
    assert told.clashes[0][1] == told.voices[0].trouble


def test_where_nobody_can_be_right_there_is_no_picture():
    impossible = {"delivery_pain": "high", "engineer_count": 0}
    assert built(impossible, impossible).picture is None


def test_differences_that_change_nothing_leave_one_verdict():
    told = built(gus={**GUS, "delivery_pain": "high"})
    assert told.summary == "They differ on 1 question. Whoever is right, the verdict is Both seats as a pair."
    assert told.outcomes[0].sets[0].text == "whoever is right"


def test_people_who_agree_contradict_nobody():
    assert built(gus=FAY).summary == "Nobody contradicts anybody."


def test_one_difference_may_decide():
    told = built(gus={**GUS, "engineer_count": 12})
    assert told.summary == "They differ on 1 question. It decides the verdict."


def test_answers_may_be_impossible_whoever_is_right():
    broken = built({**FAY, "engineer_count": 50, "employee_count": 40}, {"engineer_count": 60, "employee_count": 40})
    assert broken.summary == "They differ on 1 question. Whoever is right, these differences change nothing."


def test_one_voice_has_a_map_without_differences():
    alone = make_round(make_client(make_workspace()))
    make_respondent(alone, "Fay", "other", facts=FAY)
    told = build_map(table_of(alone))
    assert (told.summary, told.outcomes, told.voices[0].seat) == ("", (), "")
    assert [stop.mark for stop in told.picture.stops] == ["A"]


def test_what_is_no_question_any_more_says_so():
    pressed = {**FAY, "board_pressure": "high"}
    told = built(
        {**pressed, "board_asks_about": "delivery"}, {**pressed, "board_asks_about": "both"}, board_pressure="none"
    )
    assert told.harmless[0].note == "No question any more, by what is settled"


def test_a_question_not_asked_of_everybody_says_so():
    told = built({**FAY, "board_pressure": "high", "board_asks_about": "delivery"}, FAY)
    row = next(row for row in told.some if row.field == "board_asks_about")
    assert row.note == "Not asked of everybody"
    assert [cell.text for cell in row.cells] == ["Delivery", "Not asked"]


def test_what_is_not_proven_is_told(monkeypatch):
    monkeypatch.setattr(selectors, "disagree", lambda *args: disagree(*args, most=1))
    told = built()
    assert not told.is_proven
    assert told.held
    assert told.harmless[0].note.endswith("not proven")
    assert all(outcome.more for outcome in told.outcomes)

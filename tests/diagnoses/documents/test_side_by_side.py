from hireguide.diagnoses.documents.side_by_side import Judgement, drawn, gap_moves
from hireguide.rules import judge, parse_rulebook
from tests.factories import evidence, rulebook_text

FACTS = {"delivery_pain": "high", "engineer_count": 20}


def judgement(name="before", facts=FACTS, **parts):
    rulebook = parse_rulebook(rulebook_text(**parts))
    return Judgement(name, rulebook, judge(rulebook, facts).as_dict())


def test_reasons_come_go_and_weigh_otherwise():
    other = [
        evidence("slips", "execution", 2, "delivery_pain", "at_least", "medium"),
        evidence("pain", "execution", 1, "delivery_pain", "is", "high"),
    ]
    move, strategy = gap_moves(judgement().result, judgement(evidence=other).result)
    assert [(line.points, line.before) for line in move.weighs] == [(2, 5)]
    assert [line.text for line in move.comes] == ["The sentence of pain."]
    assert [line.text for line in move.goes] == ["The sentence of many_engineers."]
    assert (move.before, move.after) == ("9 points, a large gap", "3 points, no gap")
    assert not strategy.is_same  # the old rules left questions open that the new ones do not ask
    assert (strategy.before, strategy.after) == ("0 points, no gap; open answers leave 0–9", "0 points, no gap")


def test_a_gap_is_the_same_where_no_reason_and_no_meaning_changes():
    same, _ = gap_moves(judgement().result, judgement().result)
    assert same.is_same
    moved, _ = gap_moves(judgement().result, judgement(bands={"execution": [4, 20], "strategy": [4, 8]}).result)
    assert not moved.is_same


def test_two_places_stand_in_one_picture_under_their_names():
    (both,) = drawn(judgement(), judgement("after", {"delivery_pain": "high"}))
    assert both.name == ""
    assert both.picture.names == ("before", "after")
    assert (both.picture.own["execution"], both.picture.points["execution"]) == (9, 5)
    assert both.picture.description.startswith("After: ")


def test_grids_that_differ_are_drawn_apart():
    bands = {"execution": [4, 20], "strategy": [4, 8]}
    one, other = drawn(judgement(), judgement("after", bands=bands))
    assert (one.name, other.name) == ("before", "after")
    assert one.picture.own is None
    assert other.picture.bands["execution"] == (4, 20)

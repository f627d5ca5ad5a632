import json

from hireguide.rules import parse_rulebook
from tests.diagnoses.documents.results import companies, document_of, documents, example
from tests.factories import GRID, small_rulebook


def against(document, code):
    return next(other for other in document.against if other.code == code)


def test_every_other_verdict_is_told_in_the_rulebooks_order():
    assert [other.title for other in document_of(example("ex_nobody_owns_delivery")).against] == [
        "Fractional CTO first",
        "Both seats as a pair",
        "Neither yet",
    ]


def test_what_a_verdict_lacks_is_told_in_plain_words():
    rulebook = parse_rulebook(json.dumps(small_rulebook()))
    document = document_of({"delivery_pain": "high", "engineer_count": 20}, rulebook)
    assert against(document, "neither_yet").by_points == ("Execution would need at most 3 points; it has 9.",)
    assert against(document, "fractional_cto_first").by_points == (
        "Execution would need at most 3 points; it has 9.",
        "Strategy would need at least 4 points; it has 0.",
    )


def test_points_below_zero_have_a_true_minus_sign():
    other = against(document_of(example("ex_vp_without_direction")), "vp_engineering_first")
    assert other.by_points[0] == "Execution would need at least 4 points; it has −5."


def test_a_verdict_that_the_points_would_give_says_that_a_situation_went_first():
    other = against(document_of(example("ex_vp_without_direction")), "fractional_cto_first")
    assert "the situation that decided is looked at before points are" in other.by_points[0]


def test_a_verdict_that_the_known_points_would_give_says_that_nothing_leads_there():
    other = against(document_of(*companies()["completed"]), "neither_yet")
    assert "no way of answering the rest leads to it" in other.by_points[0]
    assert not other.is_possible


def test_a_verdict_that_no_cell_gives_says_that_only_a_situation_could():
    part = small_rulebook()
    for strategy, verdict in zip(("none", "some", "large"), GRID["none"], strict=True):
        part["grid"]["none"][strategy]["verdict"] = "pairing" if verdict == "neither_yet" else verdict
    rulebook = parse_rulebook(json.dumps(part))
    other = against(document_of({"delivery_pain": "high"}, rulebook), "neither_yet")
    assert other.by_points == ("No pair of gaps gives this verdict; only a situation could.",)


def test_a_situation_that_does_not_hold_names_what_it_would_need_and_what_was_said():
    document = document_of(example("ex_empty_seat"), dont_know=["leadership_budget"])
    missed = {situation.text[:22]: situation.unmet for situation in against(document, "neither_yet").missed}
    assert missed["Both seats are already"] == (
        "who leads technology now: two people who share it (you said “Nobody”)",
    )
    assert missed["At this size the money"][0] == (
        "monthly budget for technology leadership: less than $8,000 (you don’t know)"
    )
    assert missed["A leader has already f"] == (
        "earlier hire for the same problem: yes (not answered yet)",
        "one of these: promises changed from above: yes (not answered yet); "
        "what the technology lead wants next: keep doing both (does not apply to you)",
    )


def test_a_condition_that_holds_is_not_among_what_is_missing():
    document = document_of(example("ex_empty_seat"))
    (first, *_) = against(document, "pairing").missed
    assert first.unmet == (
        "who leads technology now: a VP or head of engineering who runs the team (you said “Nobody”)",
    )


def test_every_situation_that_does_not_hold_lacks_something():
    for document in documents():
        for other in document.against:
            assert all(situation.unmet for situation in other.missed)

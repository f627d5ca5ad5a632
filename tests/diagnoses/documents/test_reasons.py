import doctest
import json

import pytest

from hireguide.diagnoses.documents import reasons
from hireguide.diagnoses.documents.reasons import known_verdict, short_title, thresholds
from hireguide.rules import CATALOGUE, parse_rulebook
from tests.diagnoses.documents.results import (
    companies,
    document_of,
    documents,
    example,
    real_rulebook,
    result_of,
    wavering_rulebook,
)
from tests.factories import small_rulebook, when


def test_the_examples_in_the_docstrings_hold():
    assert doctest.testmod(reasons).failed == 0


def test_bands_that_begin_at_the_same_points_leave_no_middle():
    assert thresholds(5, 5) == "Fewer than 5 points count as no gap, 5 or more as large."


def test_a_ledger_begins_with_what_widens_the_gap_most():
    for document in documents():
        for ledger in document.ledgers:
            given = [reason.points for reason in ledger.reasons]
            assert given == sorted(given, reverse=True)


def test_a_gap_whose_points_nothing_can_move_has_no_range():
    rulebook = wavering_rulebook("execution", "execution")
    open_one, closed = document_of({}, rulebook).ledgers
    assert (open_one.total, open_one.band_name, open_one.range) == ("0 points", "no gap", "5")
    assert (closed.total, closed.range) == ("0 points", "")
    assert document_of({}, wavering_rulebook("execution", "strategy")).ledgers[0].range == "0–5"


def test_a_situation_that_decided_is_told_with_its_sources_and_what_the_grid_would_say():
    decision = document_of(example("ex_promises_remade")).decision
    assert decision.text.startswith("A leader has already failed at this problem")
    assert [note.source.key for note in decision.notes] == ["bock", "house"]
    assert decision.aside == "On points alone, the grid would say “VP Engineering first”. The situation outweighs that."


def test_a_situation_that_the_grid_agrees_with_says_so():
    decision = document_of(example("ex_two_engineers")).decision
    assert (decision.kind, decision.aside) == ("situation", "The grid, looked at alone, says the same.")


def test_a_cell_that_decided_is_named_by_its_bands():
    decision = document_of(example("ex_nobody_owns_delivery")).decision
    assert decision.lead == "Your two gaps meet in one cell of the grid: execution large, strategy none."
    assert decision.text == real_rulebook().grid["large", "none"].because


def test_a_verdict_that_the_known_answers_do_not_give_says_what_they_give_and_why_not_that():
    completed = document_of(*companies()["completed"])
    assert completed.decision.lead == "Taken alone, what you have told us so far would give “Neither yet”."
    assert "“VP Engineering first” is the first in our fixed order" in completed.decision.text
    settled = document_of(*companies()["settled_elsewhere"])
    assert "Every way of answering the remaining questions leads here instead" in settled.decision.text


@pytest.mark.parametrize("name", companies())
def test_what_the_known_answers_give_is_what_decided_where_they_decided(name):
    result = result_of(*companies()[name])
    given = known_verdict(result, companies()[name][1])
    if result["decided_by"] is None:
        assert given == "neither_yet" != result["verdict"]
    elif result["decided_by"]["cell"]:
        assert given == result["verdict"]


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("empty", "You have not answered anything yet"),
        ("ex_two_engineers", "No open answer can change this."),
        ("ex_nobody_owns_delivery", "This rests on what you have told us so far."),
        ("completed", "What you have told us so far is not enough to decide."),
    ],
)
def test_it_says_what_the_verdict_rests_on(name, says):
    assert document_of(*companies()[name]).basis_text.startswith(says)


def test_nothing_but_i_dont_know_is_not_told_as_nothing_answered():
    few = document_of({}, dont_know=("stage", "delivery_pain"))
    assert few.basis_text.startswith("You have answered “I don’t know” so far and nothing else")
    assert few.is_empty
    assert document_of({}).is_empty
    assert not document_of({"stage": "seed"}).is_empty


def test_a_verdict_on_everything_says_that_nothing_is_open():
    everything = {field.name: next(iter(field.values)) for field in CATALOGUE}
    document = document_of(everything)
    assert document.answers.open_count == 0
    assert document.basis_text == "You have answered everything that applies to you."


def test_a_verdicts_short_name_begins_with_a_capital():
    assert short_title("neither_yet") == "Neither yet"


def test_a_situation_that_holds_is_what_the_known_answers_give():
    """It holds whatever is still open, and an earlier one comes before it in every completion."""
    later = {"key": "later", "when": when("stage", "is", "seed"), "verdict": "pairing"}
    sooner = [
        {"key": f"sooner_{text}", "when": when("delivery_owner", "is", value), "verdict": "vp_engineering_first"}
        for text, value in (("yes", True), ("no", False))
    ]
    said = {"because": "So it is.", "sources": []}
    rules = [rule | said for rule in (*sooner, later)]
    rulebook = parse_rulebook(json.dumps(small_rulebook(situations=rules, examples=[])))
    result = result_of({"stage": "seed"}, rulebook)
    assert (result["verdict"], result["decided_by"]) == ("vp_engineering_first", None)
    assert known_verdict(result, rulebook) == "pairing"

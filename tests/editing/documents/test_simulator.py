import pytest

from hireguide.editing.documents.simulator import build_trial
from hireguide.editing.selectors.trying import Book
from hireguide.rules import parse_rulebook
from tests.factories import rulebook_text, when

BANDS = ("none", "some", "large")


def book(name="The draft", **parts):
    return Book(name, parse_rulebook(rulebook_text(examples=[], **parts)), is_draft=True)


def situation(key, verdict, *condition):
    return {"key": key, "verdict": verdict, "when": when(*condition), "because": f"{key}.", "sources": ["ours"]}


def test_a_settled_verdict_says_that_nothing_can_change_it_and_which_situation_decides():
    (side,) = build_trial([book()], {"employee_count": 2}, {}).sides
    assert side.basis == "Settled: no open answer can change it."
    assert side.decided == "The situation too_small: Three people need no executive."
    assert dict(side.gaps)["strategy"] == "0 points, no gap; open answers leave 0–9"


def test_a_verdict_that_only_open_answers_decide_says_so():
    either = [situation("seed", "pairing", "stage", "is", "seed")]
    either += [situation("rest", "neither_yet", "stage", "is_not", "seed")]
    cells = {row: {column: {"verdict": "vp_engineering_first", "because": "C."} for column in BANDS} for row in BANDS}
    (side,) = build_trial([book(situations=either, grid=cells)], {}, {}).sides
    assert side.basis.startswith("What is known alone would give another verdict, which open answers rule out.")
    assert side.basis.endswith("Possible too: “Neither yet”.")
    assert side.decided == ""


@pytest.mark.parametrize(
    ("facts", "spoken"),
    [
        ({"employee_count": 2}, "Edition 1: Title of neither_yet. The draft: Title of neither_yet."),
        (
            {"delivery_pain": "high", "engineer_count": 0},
            "Edition 1: refused. With no engineers there are no commitments to slip. "
            "The draft: Title of vp_engineering_first.",
        ),
    ],
)
def test_the_outcome_is_spoken(facts, spoken):
    trial = build_trial([book("Edition 1"), book(situations=[])], facts, {})
    assert trial.spoken == spoken


def test_rules_keep_the_drafts_order_and_what_only_the_edition_has_comes_last():
    one = [situation("old", "pairing", "stage", "is", "seed"), situation("kept", "pairing", "stage", "is", "series_a")]
    other = [situation("new", "pairing", "stage", "is", "series_b"), one[1]]
    books = [book("Edition 1", situations=one), book(situations=other)]
    trial = build_trial(books, {}, {("situations", "new"): "/new/"})
    lines = trial.sections[0].lines
    assert [line.key for line in lines] == ["new", "kept", "old"]
    assert [line.url for line in lines] == ["/new/", "", ""]
    assert [line.is_same for line in lines] == [False, True, False]
    assert [[cell.state for cell in line.cells] for line in lines] == [
        ["not in it", "open"],
        ["open", "open"],
        ["open", "not in it"],
    ]


def test_a_rule_of_one_rulebook_alone_is_the_same_as_none():
    trial = build_trial([book()], {}, {})
    assert not any(line.is_same for line in trial.lines)
    assert trial.differing == 0

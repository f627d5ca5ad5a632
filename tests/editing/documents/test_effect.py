import pytest

from hireguide.editing.documents.effect import effect_of, share_text
from hireguide.rulebooks.wording import VERDICT_LABELS
from hireguide.rules import compare, judge, parse_rulebook
from tests.factories import evidence, rulebook_text, small_rulebook


def weigh(points, rule="slips"):
    """The small rulebook with another weight of its first rule."""
    others = small_rulebook()["evidence"][1:]
    text = rulebook_text(evidence=[evidence(rule, "execution", points, "delivery_pain", "at_least", "medium"), *others])
    return parse_rulebook(text)


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (0.0, "0%"),
        (0.000_01, "under 0.01%"),
        (0.000_12, "0.012%"),
        (0.031_2, "3.1%"),
        (0.099_96, "10%"),
        (0.5, "50%"),
        (1.0, "100%"),
    ],
)
def test_a_share_has_as_many_figures_as_it_bears(share, said):
    assert share_text(share) == said


def test_the_effect_tells_the_share_the_moves_and_a_witness_that_anyone_can_judge():
    one, other = weigh(5), weigh(3)
    effect = effect_of(one, other)
    comparison = compare(one, other)
    assert effect.headline == f"Exactly {share_text(comparison.share)} of companies would get another verdict."
    assert effect.how.startswith("Counted: ")
    assert [row.share for row in effect.moves] == [share_text(move.share) for move in comparison.moves]
    for row, move in zip(effect.moves, comparison.moves, strict=True):
        assert row.start == VERDICT_LABELS[move.start]
        assert row.end == VERDICT_LABELS[move.end]
        assert judge(one, move.witness).as_dict()["verdict"] == move.start
        assert judge(other, move.witness).as_dict()["verdict"] == move.end
        assert len(row.witness) == len(move.witness)
    assert [kind.part for kind in effect.differences.kinds] == ["evidence"]


def test_words_alone_change_no_verdict():
    effect = effect_of(weigh(5), weigh(5, rule="renamed"))
    assert effect.headline == "No company would get another verdict."
    assert effect.moves == ()
    assert effect.differences


def test_what_becomes_impossible_is_called_that():
    whole = small_rulebook()
    whole["situations"][0]["verdict"] = "impossible"
    effect = effect_of(parse_rulebook(rulebook_text()), parse_rulebook(rulebook_text(situations=whole["situations"])))
    assert {move.end for move in effect.moves} == {"Impossible"}


def test_what_was_drawn_is_said_to_be_drawn_with_its_interval(monkeypatch):
    drawn = {"steps": 1, "sample": 2_000}
    monkeypatch.setattr("hireguide.editing.documents.effect.compared", lambda one, other: compare(one, other, **drawn))
    effect = effect_of(weigh(5), weigh(3))
    assert effect.headline.startswith("About ")
    assert effect.how.startswith("Drawn: 2,000 possible companies")
    assert "With 95% confidence the true share is between" in effect.how
    exact_counts = [("employee_count", 777), ("engineer_count", 321), ("engineers_next_year", 345)]
    rare = {"all": [{"field": field, "op": "is", "value": value} for field, value in exact_counts]}
    added = {**small_rulebook()["situations"][0], "key": "rare", "when": rare}
    rarely = parse_rulebook(rulebook_text(situations=[*small_rulebook()["situations"], added]))
    assert effect_of(weigh(5), rarely).headline == "Of 2,000 companies drawn, none would get another verdict."

from hireguide.rules import judge
from hireguide.rules.compiled import compile_rulebook
from hireguide.rules.flips import flips
from hireguide.rules.space import space_of
from tests.rules.books import GRID, book, evidence


def test_an_open_answer_that_a_step_makes_count_is_no_witness_that_nothing_changes():
    told = book(
        evidence=[
            evidence("failed", "execution", 4, "previous_leader_failed is true"),
            evidence("fresh", "execution", 4, "previous_leader_failed is false"),
            evidence("hires", "execution", -4, "previous_leader_failed is true", "hiring_owner is true"),
        ]
    )
    facts = {"hiring_owner": True}
    assert judge(told, facts).code == "neither_yet"
    assert judge(told, {"hiring_owner": False}).code == "vp_engineering_first"
    found = flips(space_of(compile_rulebook(told)), facts, "neither_yet")["vp_engineering_first"]
    assert (found.steps, found.proven) == (1, True)
    assert [[(move.field, move.to) for move in moves] for moves in found.sets] == [[("hiring_owner", False)]]


def test_where_each_open_answer_leads_away_the_reading_without_it_is_no_verdict_of_a_step():
    told = book(
        evidence=[
            evidence("failed", "execution", 4, "previous_leader_failed is true"),
            evidence("fresh", "execution", -4, "previous_leader_failed is false"),
            evidence("unhired", "execution", 2, "hiring_owner is false"),
            evidence("adrift", "strategy", 2, "unguided_decisions is true"),
        ]
    )
    facts = {"hiring_owner": True, "unguided_decisions": True}
    assert judge(told, facts).code == "neither_yet"
    assert judge(told, {**facts, "hiring_owner": False}).code == "vp_engineering_first"
    found = flips(space_of(compile_rulebook(told)), facts, "neither_yet")
    assert {code: (flip.steps, flip.proven) for code, flip in found.items()} == {
        "vp_engineering_first": (1, True),
        "fractional_cto_first": (None, True),
        "pairing": (None, True),
    }


def test_what_an_answer_keeps_down_no_other_answer_brings_about():
    """A promotable insider, or none, moves one gap alone; only while nobody owns hiring pain may move the other too."""
    told = book(
        grid={**GRID, "large": {**GRID["large"], "large": "neither_yet"}},
        evidence=[
            evidence("ready", "execution", 4, "promotable_insider is true"),
            evidence(
                *("alone", "strategy", 4, "promotable_insider is false"),
                any_of=("delivery_pain at_least medium", "promotable_insider is false"),
            ),
            evidence("quiet", "strategy", 4, "delivery_pain is high", "hiring_owner is false"),
        ],
    )
    assert judge(told, {"hiring_owner": False}).code == "neither_yet"
    assert judge(told, {"hiring_owner": True}).code == "vp_engineering_first"
    found = flips(space_of(compile_rulebook(told)), {"hiring_owner": False}, "neither_yet")["vp_engineering_first"]
    assert (found.steps, found.proven) == (1, True)

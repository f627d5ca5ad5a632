from hireguide.rulebooks.documents.plain import comparison_text, proof_text
from hireguide.rules import Comparison, Item, Move, Part, Proof
from tests.rules.books import book

CLIFF = Item("c", True, "A cliff.", ({"engineer_count": 14}, {"engineer_count": 15}), warns=True)
BROKEN = Item("x", False, "Broken: so.", ({"stage": "seed"},))
OPEN = Item("o", None, "Not proven: whether so.")


def lines_of(*parts):
    """What is said below the rulebook's name and digest."""
    lines = proof_text(Proof("sha256:1", parts), book(name="A book")).splitlines()
    assert lines[:3] == ["“A book”", "sha256:1", ""]
    return lines[3:]


def test_what_fails_is_told_with_its_witnesses_and_what_holds_is_counted():
    assert lines_of(Part("expectations", (BROKEN, CLIFF, Item("y", True, "Fine.")))) == [
        "does not hold  Every expectation is kept (1 of 2)",
        "               - Broken: so.",
        '                 {"stage": "seed"}',
        "               - A cliff.",
        '                 {"engineer_count": 14}',
        '                 {"engineer_count": 15}',
        "",
        "Of these claims 1 does not hold.",
    ]


def test_what_is_not_proven_says_so_and_what_informs_is_shown():
    late = Item("l", True, "Not proven: whether l can also hold.", warns=True)
    shares = Part("shares", (Item("pairing", True, "About 3 %.", ({"stage": "seed"},)),))
    assert lines_of(Part("rules", (OPEN,)), Part("overlaps", (late,)), shares) == [
        "not proven     Every rule matters, and all advice can be given (0 of 1)",
        "               - Not proven: whether so.",
        "",
        "told           Situations that overlap, so that only their order decides (1)",
        "               - Not proven: whether l can also hold.",
        "",
        "told           What share of companies gets which verdict (1)",
        "               - About 3 %.",
        "",
        "Of these claims 1 could not be proven in time.",
    ]


def test_situations_that_overlap_are_shown_with_the_company_in_which_both_hold():
    both = Item("a/b", True, "a (pairing) and b (neither_yet) both hold here: the first decides.", ({"stage": "seed"},))
    assert lines_of(Part("overlaps", (both,)))[:3] == [
        "told           Situations that overlap, so that only their order decides (1)",
        "               - a (pairing) and b (neither_yet) both hold here: the first decides.",
        '                 {"stage": "seed"}',
    ]


def test_it_ends_with_what_all_of_it_comes_to():
    assert lines_of(Part("rules", (Item("y", True, "Fine."),)))[-1] == "All holds."
    both = lines_of(Part("rules", (OPEN, BROKEN, BROKEN)))
    assert both[-1] == "Of these claims 2 do not hold, and 1 could not be proven in time."


def test_a_long_message_is_folded_at_88_characters():
    lines = lines_of(Part("rules", (Item("x", False, "word " * 40),)))
    assert max(map(len, lines)) <= 88


def test_a_comparison_says_about_only_where_it_was_drawn():
    move = Move("pairing", "neither_yet", 0.25, {"stage": "seed"})
    assert comparison_text(Comparison(0.25, True, (move,)), "1", "2").splitlines() == [
        "From 1 to 2, 25.00% of companies get another verdict (exactly counted).",
        "",
        "  25.00% from pairing to neither_yet, as this one:",
        '     {"stage": "seed"}',
    ]
    drawn = comparison_text(Comparison(0.25, False, (move,)), "1", "2")
    assert "about 25.00% of companies get another verdict (of companies drawn at random)" in drawn


def test_where_nothing_moves_it_says_how_sure_that_is():
    none = Comparison(0.0, True, ())
    assert comparison_text(none, "1", "2") == "From 1 to 2, no company gets another verdict."
    drawn = comparison_text(Comparison(0.0, False, ()), "1", "2")
    assert drawn == "From 1 to 2, no company that was drawn gets another verdict."

from hireguide.rules import Fault, failing_examples
from tests.rules.books import book, situation

SITUATIONS = [situation("odd", "impossible", "stage is enterprise", "engineer_count at_most 4")]


def example(key, profile, verdict, also=()):
    return {"key": key, "profile": profile, "verdict": verdict, "also": list(also), "note": ""}


def test_examples_that_get_their_verdict_or_another_that_would_do_pass():
    examples = [example("one", {}, "neither_yet"), example("two", {"stage": "seed"}, "pairing", ["neither_yet"])]
    assert failing_examples(book(examples=examples)) == ()


def test_an_example_that_gets_another_verdict_is_named_with_both():
    examples = [example("one", {}, "neither_yet"), example("two", {}, "pairing", ["vp_engineering_first"])]
    assert failing_examples(book(examples=examples)) == (
        Fault("examples[1]", "two must get pairing or vp_engineering_first, but gets neither_yet"),
    )


def test_an_example_that_is_refused_is_named_with_the_sentence():
    examples = [example("one", {"stage": "enterprise", "engineer_count": 2}, "pairing")]
    assert failing_examples(book(examples=examples, situations=SITUATIONS)) == (
        Fault("examples[0]", "one must get pairing, but is refused: Because of odd."),
    )

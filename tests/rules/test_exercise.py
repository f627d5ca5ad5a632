from hireguide.rules import parse_rulebook, unexercised
from tests.rules.books import advice, book, evidence, situation

PARTS = {
    "evidence": [
        evidence("slips", "execution", 4, "delivery_pain is high"),
        evidence("grown", "strategy", 4, "engineer_count at_least 15"),
    ],
    "situations": [
        situation("odd", "impossible", "stage is enterprise", "engineer_count at_most 4"),
        situation("small", "neither_yet", "employee_count at_most 3"),
    ],
    "advice": [advice("wait", "verdict is neither_yet"), advice("grow", "engineer_count at_least 30")],
}


def example(key, verdict, **profile):
    return {"key": key, "profile": profile, "verdict": verdict, "also": [], "note": ""}


def names(found):
    return [(part, rule.key) for part, rule in found.rules]


def test_what_no_example_exercises_is_named_in_the_rulebooks_order():
    found = unexercised(book(examples=[example("calm", "neither_yet", stage="seed")], **PARTS))
    assert names(found) == [("situations", "small"), ("evidence", "slips"), ("evidence", "grown"), ("advice", "grow")]
    assert found.verdicts == ("vp_engineering_first", "fractional_cto_first", "pairing")
    assert len(found.cells) == 8
    assert ("none", "none") not in found.cells


def test_an_example_that_a_situation_decides_exercises_no_cell():
    found = unexercised(book(examples=[example("tiny", "neither_yet", employee_count=2)], **PARTS))
    assert ("situations", "small") not in names(found)
    assert len(found.cells) == 9


def test_an_example_that_is_refused_exercises_nothing():
    refused = example("odd_one", "pairing", stage="enterprise", engineer_count=2)
    assert unexercised(book(examples=[refused], **PARTS)) == unexercised(book(**PARTS))


def test_what_comes_after_an_example_that_is_refused_is_exercised():
    refused = example("odd_one", "pairing", stage="enterprise", engineer_count=2)
    calm = example("calm", "neither_yet", stage="seed")
    assert unexercised(book(examples=[refused, calm], **PARTS)) == unexercised(book(examples=[calm], **PARTS))


def test_the_real_rulebooks_examples_reach_every_verdict(rulebook_text):
    assert unexercised(parse_rulebook(rulebook_text)).verdicts == ()

"""Many companies at once, of which half is known: beside judging each by each rulebook."""

import random

from hireguide.rules import changes, outcomes, parse_profile, parse_rulebook, sample_profiles
from hireguide.rules.compiled import compile_afresh
from hireguide.rules.completing import witness
from hireguide.rules.space import Space
from tests.rules.books import book, evidence
from tests.rules.test_causes import overhauled
from tests.rules.test_shipped_rulebook import TEXT


def test_companies_of_which_half_is_known_change_as_each_is_judged():
    one, other, chance = parse_rulebook(TEXT), overhauled(), random.Random(5)  # noqa: S311 - samples
    companies = [
        parse_profile({name: value for name, value in facts.items() if chance.random() < 0.5}).facts
        for facts in sample_profiles(one, 12, seed=5)
    ]
    before, after = (list(outcomes(each, companies)) for each in (one, other))
    told = [each and (each.start, each.end) for each in changes(one, other, companies)]
    assert told == [None if start == end else (start, end) for start, end in zip(before, after, strict=True)]
    assert any(told)


def test_a_verdict_that_no_completion_gets_has_no_witness():
    space = Space(compile_afresh(book(evidence=[evidence("slips", "execution", 4, "delivery_pain is high")])))
    start = space.completions({})
    assert witness(space, start, "vp_engineering_first") is not None
    assert witness(space, start, "pairing") is None

import json
import random
from functools import partial

import pytest
from hypothesis import given, settings

from hireguide.rules import (
    ImpossibleProfile,
    ProfileError,
    judge,
    outcomes,
    parse_profile,
    parse_rulebook,
    sample_profiles,
)
from tests.rules import oracle
from tests.rules.books import book, evidence, situation
from tests.rules.test_judging import judgements
from tests.rules.test_shipped_rulebook import TEXT

SEARCH = "hireguide.rules.completing.verdicts_of"


def outcome(rulebook, facts):
    [code] = outcomes(rulebook, [facts])
    return code


def searched(*_, asked):
    asked.append("a search")
    return frozenset(), False, 0


@settings(max_examples=40)
@given(judgements())
def test_an_outcome_is_that_of_trying_every_completion(judgement):
    document, facts = judgement
    told = oracle.verdict(document, facts)
    assert outcome(parse_rulebook(json.dumps(document)), facts) == (told["verdict"] if told else "impossible")


@pytest.mark.parametrize("kept", [0.2, 0.6])
def test_outcomes_under_the_shipped_rulebook_are_those_of_judging_one_by_one(kept):
    rulebook, chance = parse_rulebook(TEXT), random.Random(kept)  # noqa: S311 - samples
    open_ones = [
        parse_profile({name: value for name, value in facts.items() if chance.random() < kept}).facts
        for facts in sample_profiles(rulebook, 100, seed=20)
    ]
    for facts, code in zip(open_ones, outcomes(rulebook, open_ones), strict=True):
        try:
            assert judge(rulebook, facts).code == code
        except ImpossibleProfile:
            assert code == "impossible"


# What is built: as few rules more hold as can be; then points lean back; then points as near as can be.
BUILT = {
    "nothing more holds": [evidence("slips", "execution", 4, "delivery_pain is high")],
    "it leans back down": [
        evidence("either", "execution", 3, "urgency is now"),
        *(evidence(f"or{n}", "execution", -1, "urgency is_not now", "lead_departed is false") for n in range(3)),
        evidence("stays", "execution", 3, "lead_departed is true"),
    ],
    "it leans back up": [
        evidence("now", "strategy", -3, "urgency is now"),
        *(evidence(f"else{n}", "strategy", 1, "urgency is_not now") for n in range(2)),
        evidence("known", "strategy", 4, "delivery_pain is high"),
    ],
    "it leans back as far as it went": [
        evidence("kept", "strategy", -4, "delivery_owner is true"),
        evidence("lost", "strategy", 4, "delivery_owner is false"),
    ],
    "it leans back down though the other gap moves": [
        evidence("now", "execution", -4, "urgency is now"),
        evidence("else", "execution", 4, "urgency is_not now"),
        evidence("rushed", "strategy", -1, "urgency is now"),
    ],
    "it leans back down though the other gap might move": [
        evidence("stays", "strategy", 4, "lead_departed is false"),
        evidence("leaves", "strategy", -2, "lead_departed is true"),
        evidence("held", "execution", 2, "delivery_owner is true", "lead_departed is true"),
    ],
    "it leans back up though the other gap might move": [
        evidence("leaves", "execution", 2, "lead_departed is true"),
        evidence("stays", "execution", -1, "lead_departed is false"),
        evidence("hires", "strategy", 3, "hiring_owner is true", "lead_departed is true"),
        evidence("known", "execution", 4, "delivery_pain is high"),
    ],
    "a gap that went nowhere astray is left alone": [
        evidence("gone", "strategy", 2, "lead_departed is true"),
        evidence("lost", "strategy", 2, "delivery_owner is false"),
        evidence("stays", "execution", 4, "lead_departed is false"),
        evidence("leaves", "execution", -3, "lead_departed is true"),
    ],
    "the nearer of two": [
        evidence("hires", "execution", 1, "hiring_owner is true"),
        evidence("nobody", "execution", 4, "hiring_owner is false"),
    ],
    "as near as can be": [
        *(evidence(f"e{n}", "execution", 2, "urgency is now") for n in range(2)),
        *(evidence(f"s{n}", "strategy", 2, "urgency is_not now") for n in range(2)),
        *(evidence(f"less{n}", "execution", -2, "lead_departed is true") for n in range(2)),
        *(evidence(f"fewer{n}", "execution", -2, "lead_departed is false", "urgency is_not now") for n in range(3)),
    ],
}


@pytest.mark.parametrize("name", BUILT)
def test_one_completion_shows_that_the_known_verdict_is_possible(monkeypatch, name):
    rulebook = book(evidence=BUILT[name])
    asked = []
    monkeypatch.setattr(SEARCH, partial(searched, asked=asked))
    facts = {"delivery_pain": "high"}
    assert outcome(rulebook, facts) == judge(rulebook, facts).code
    assert not asked


# Whoever is in a hurry has no plan, and whoever isn't has no people: what is known alone is never all there is.
FORCED = [
    situation("now", "pairing", "urgency is now"),
    situation("else", "fractional_cto_first", "urgency is_not now", "diligence_ahead is true"),
    situation("last", "vp_engineering_first", "urgency is_not now", "diligence_ahead is false"),
]


def test_where_the_known_verdict_is_not_possible_it_is_the_first_that_is():
    assert outcome(book(situations=FORCED), {}) == "vp_engineering_first"
    assert outcome(book(situations=FORCED[:1]), {"urgency": "now"}) == "pairing"
    nobody = [situation("a", "impossible", "urgency is now"), situation("b", "impossible", "urgency is_not now")]
    assert outcome(book(situations=nobody), {}) == "impossible"


def test_a_search_that_proves_nothing_leaves_it_to_judging(monkeypatch):
    asked = []
    monkeypatch.setattr(SEARCH, partial(searched, asked=asked))
    assert outcome(book(situations=FORCED), {}) == "vp_engineering_first"
    assert asked


@pytest.mark.parametrize("proven", [(True, False), (False, True)])
def test_a_search_that_proves_half_leaves_it_to_judging(monkeypatch, proven):
    told = iter(zip((frozenset(), frozenset({"neither_yet"})), proven, (1, 1), strict=True))
    monkeypatch.setattr(SEARCH, lambda *_: next(told))
    assert outcome(book(situations=FORCED), {}) == "vp_engineering_first"
    assert not list(told)


def test_companies_that_cannot_be_are_refused_as_judging_refuses_them():
    asking = book(evidence=[evidence("one", "execution", 4, "ceo_hours_on_engineers at_least 3")])
    assert outcome(asking, {"employee_count": 0, "ceo_hours_on_engineers": 4}) == "impossible"
    with pytest.raises(ProfileError, match="engineer_count: must be at most employee_count, which is 2, not 3"):
        outcome(asking, {"engineer_count": 3, "employee_count": 2})

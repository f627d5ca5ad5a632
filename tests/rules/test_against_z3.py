"""z3 as an independent judge: it knows the rulebook as formulas, and nothing of masks, crowds or searches of ours."""

import json
from random import Random

import pytest
from hypothesis import given, settings

from benchmarks.books import expert_cases, generated, shipped
from benchmarks.solver import Peer
from hireguide.rules import (
    CATALOGUE,
    GAPS,
    ImpossibleProfile,
    analyse,
    judge,
    parse_profile,
    parse_rulebook,
    sample_profiles,
)
from tests.rules.test_judging import judgements

pytestmark = pytest.mark.bare
BOOKS = {
    "shipped": shipped,
    "drawn, 20 rules": lambda: generated(20, seed=20),
    "drawn, 40 rules": lambda: generated(40, seed=6),
}
PARENTS = {field.asked_if.field for field in CATALOGUE if field.asked_if}


@pytest.fixture(scope="module", params=BOOKS)
def peer(request):
    return Peer(BOOKS[request.param]())


def sparse(rulebook, count):
    """Nothing, and companies of which a third, a half or most is known."""
    random = Random(7)  # noqa: S311 - samples, not secrets
    yield {}
    for number, company in enumerate(sample_profiles(rulebook, count, seed=7)):
        share = (0.3, 0.5, 0.8)[number % 3]
        yield parse_profile({name: value for name, value in company.items() if random.random() < share}).facts


def check(peer, facts):
    """Judges and asks z3 for the same."""
    try:
        verdict = judge(peer.rulebook, facts)
    except ImpossibleProfile:
        assert not peer.possible(facts)
        return
    assert verdict.proven
    assert set(verdict.possible) == peer.possible(facts)
    assert {gap: (verdict.gaps[gap].least, verdict.gaps[gap].most) for gap in GAPS} == {
        gap: peer.points(facts, gap) for gap in GAPS
    }


def test_z3_finds_the_same_verdicts_and_points_possible(peer):
    for facts in sparse(peer.rulebook, 6):
        check(peer, facts)


def test_z3_finds_the_same_verdicts_and_points_possible_for_expert_cases():
    peer = Peer(shipped())
    for facts in expert_cases()[::6]:
        check(peer, facts)


@settings(max_examples=15)
@given(judgements())
def test_z3_finds_the_same_verdicts_and_points_possible_under_random_small_rulebooks(judgement):
    document, facts = judgement
    check(Peer(parse_rulebook(json.dumps(document))), facts)


def test_z3_finds_no_fewer_steps_to_another_verdict(peer):
    compared = 0
    for facts in sample_profiles(peer.rulebook, 3, seed=11):
        for code, flip in analyse(peer.rulebook, facts).flips.items():
            if not flip.proven:
                continue
            steps = peer.steps(facts, code)
            # What brings a question into the form leaves it open: z3 does not look there, so it may find no such way.
            opens = {change.field for changes in flip.sets for change in changes} & PARENTS
            compared += not opens
            assert flip.steps == steps or (opens and (steps is None or flip.steps < steps)), (code, facts)
    assert compared >= 5

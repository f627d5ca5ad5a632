import json
import time
from dataclasses import replace

import pytest

from hireguide.rules import ProfileError, judge, parse_rulebook, place_in, prove
from tests.rules.books import WHOLE


@pytest.fixture(scope="module")
def rulebook(rulebook_text):
    return parse_rulebook(rulebook_text)


@pytest.fixture(scope="module")
def timed(rulebook):
    """The proof, and the seconds that it took."""
    begun = time.process_time()
    return prove(rulebook), time.process_time() - begun


def test_the_shipped_rulebook_is_proven_whole_and_soon(timed):
    proof, seconds = timed
    assert [item.message for _, item in proof.open] == []
    assert seconds < 5


@pytest.mark.bare
def test_each_witness_of_the_shipped_rulebook_is_judged_as_its_message_says(rulebook, timed):
    parts = {part.proof: part.items for part in timed[0].parts}
    for item in parts["reach"]:
        verdict = judge(rulebook, *item.witnesses)
        execution, strategy = (verdict.gaps[gap].band for gap in ("execution", "strategy"))
        assert item.key == (verdict.code if "/" not in item.key else f"{execution}/{strategy}"), item
        assert "/" not in item.key or verdict.decided_by.cell
    for item in parts["rules"]:
        given = {advice.key for advice in rulebook.advice}
        if item.key in given:
            assert item.key in {told.key for told in judge(rulebook, *item.witnesses).advice}
        else:
            assert outcome_of(without(rulebook, item.key), *item.witnesses) != outcome_of(rulebook, *item.witnesses)
    for item in parts["questions"]:
        one, other = item.witnesses
        assert outcome_of(rulebook, one) != outcome_of(rulebook, other)
        assert {name for name in one.keys() & other.keys() if one[name] != other[name]} == {item.key}
    for item in parts["overlaps"]:
        first, later = item.key.split("/")
        assert judge(rulebook, *item.witnesses).decided_by.situation == first
        alone = tuple(rule for rule in rulebook.situations if rule.key == later)
        assert judge(replace(rulebook, situations=alone), *item.witnesses).decided_by.situation == later
    for item in parts["examples"]:
        assert item.message.startswith(f"{item.key} gets ")


def without(rulebook, key):
    """The rulebook less one rule."""
    less = {
        kind: tuple(rule for rule in getattr(rulebook, kind) if rule.key != key) for kind in ("evidence", "situations")
    }
    return replace(rulebook, **less)


def outcome_of(rulebook, facts):
    try:
        return judge(rulebook, facts).code
    except ProfileError:
        return "impossible"


@pytest.mark.parametrize(
    ("part", "key", "place"),
    [
        ("reach", "pairing", "verdicts.pairing"),
        ("reach", "none/some", "grid.none.some"),
        ("rules", "grown", "evidence[1]"),
        ("rules", "small", "situations[0]"),
        ("rules", "wait", "advice[0]"),
        ("questions", "stage", "questions.stage"),
        ("expectations", "pain", "expectations[0]"),
        ("examples", "three", "examples[0]"),
    ],
)
def test_an_item_points_to_its_place_in_the_file(part, key, place):
    assert place_in(parse_rulebook(json.dumps(WHOLE)), part, key) == place

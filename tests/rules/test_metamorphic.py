"""What must stay as it is, or move one way only, when a rulebook or a profile is changed in a known way."""

import json
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hireguide.rules import (
    FIELDS,
    GAPS,
    ImpossibleProfile,
    analyse,
    applies,
    compare,
    judge,
    judge_all,
    parse_rulebook,
    prove_parts,
    sample_profiles,
)
from tests.rules.books import book
from tests.rules.strategies import documents
from tests.rules.test_judging import judgements

PARENTS = {field.asked_if.field for field in FIELDS.values() if field.asked_if}


@pytest.fixture(scope="module")
def rulebook(rulebook_text):
    return parse_rulebook(rulebook_text)


def parsed(document):
    return parse_rulebook(json.dumps(document))


def told(document, facts):
    """The whole analysis, None where the profile is refused."""
    try:
        return analyse(parsed(document), facts).as_dict()
    except ImpossibleProfile:
        return None


def less(document, key):
    return {
        **document,
        **{kind: [rule for rule in document[kind] if rule["key"] != key] for kind in ("evidence", "situations")},
    }


@settings(max_examples=20)
@given(documents(fields=3, rules=6))
def test_a_rule_can_go_and_nobody_gets_another_verdict_just_where_it_never_matters(document):
    whole = parsed(document)
    rules = next(part for part in prove_parts(whole, crowd=1024, budget=1_000_000) if part.proof == "rules")
    companies = sample_profiles(book(), 60, seed=12)  # of another rulebook, so that some are refused by this one
    before = [one.verdict for one in judge_all(whole, companies)]
    for item in rules.items:
        without = parsed(less(document, item.key))
        comparison = compare(whole, without)
        assert comparison.exact
        assert (comparison.share > 0) == item.holds, item
        after = [one.verdict for one in judge_all(without, [*companies, *item.witnesses])]
        assert item.holds or after == before, item
        if item.holds:
            [witness] = judge_all(whole, item.witnesses)
            assert witness.verdict != after[-1]


@settings(max_examples=25)
@given(judgements())
def test_other_keys_change_nothing_but_the_keys(judgement):
    document, facts = judgement
    renamed = {
        **document,
        **{
            kind: [{**rule, "key": f"renamed_{rule['key']}"} for rule in document[kind]]
            for kind in ("evidence", "situations")
        },
    }
    assert json.loads(json.dumps(told(renamed, facts)).replace("renamed_", "")) == told(document, facts)


@settings(max_examples=25)
@given(judgements(), st.randoms())
def test_evidence_in_another_order_and_the_impossible_elsewhere_change_no_part_of_an_analysis(judgement, random):
    document, facts = judgement
    refusing = [rule for rule in document["situations"] if rule["verdict"] == "impossible"]
    deciding = [rule for rule in document["situations"] if rule["verdict"] != "impossible"]
    shuffled = {
        **document,
        "evidence": random.sample(document["evidence"], len(document["evidence"])),
        "situations": [*deciding, *refusing],
    }
    one, other = told(document, facts), told(shuffled, dict(reversed(facts.items())))
    for each in (one, other):
        if each:
            each["reasons"] = sorted(each["reasons"], key=lambda reason: reason["rule"])
    assert one == other


@pytest.mark.bare
def test_from_answer_to_answer_of_a_whole_form_possible_verdicts_and_points_only_narrow(rulebook):
    for company in sample_profiles(rulebook, 4, seed=5):
        names = list(company)
        forms = [{name: company[name] for name in names[:number]} for number in range(len(names) + 1)]
        for before, after in pairwise(judge(rulebook, facts) for facts in forms):
            assert set(after.possible) <= set(before.possible)
            for gap in GAPS:
                wide, narrow = before.gaps[gap], after.gaps[gap]
                assert wide.least <= narrow.least <= narrow.most <= wide.most
        assert judge(rulebook, company).basis == "settled"


def moves(rulebook, facts):
    """Each way to move one answer by one step or two, with its steps."""
    for name, here in facts.items():
        field = FIELDS[name]
        if field.nature == "fact":
            continue
        if field.kind == "integer":
            starts = [field.low, *cuts(rulebook, field)]
            at = max(number for number, start in enumerate(starts) if start <= here)
            places = dict(enumerate(starts))
        else:
            at, places = list(field.values).index(here), dict(enumerate(field.values))
        for number, to in places.items():
            steps = min(abs(number - at), 1) if field.kind == "choice" else abs(number - at)
            if 0 < steps <= 2:
                yield steps, {name: to}


def cuts(rulebook, field):
    """Where evidence or situations may begin to see another number."""
    tests = [
        condition
        for rule in (*rulebook.evidence, *rulebook.situations)
        for condition in (*rule.when.all, *rule.when.any)
        if condition.field == field.name
    ]
    literals = {v for test in tests for v in (test.value if isinstance(test.value, tuple) else (test.value,))}
    starts = {literal + above for literal in literals for above in (0, 1)} | {1}
    return sorted(start for start in starts if field.low < start <= field.high)


def changed(facts, changes):
    after = {**facts, **changes}
    return {name: value for name, value in after.items() if applies(FIELDS[name], after) is not False}


@pytest.mark.bare
def test_on_the_shipped_rulebook_each_flip_flips_and_no_one_or_two_steps_do_what_needs_more(rulebook):
    for facts in sample_profiles(rulebook, 6, seed=21):
        analysis = analyse(rulebook, facts)
        for code, flip in analysis.flips.items():
            ways = [changed(facts, {change.field: change.to for change in changes}) for changes in flip.sets]
            assert {one.verdict for one in judge_all(rulebook, ways)} <= {code}
        single = list(moves(rulebook, facts))
        near = [move for steps, move in single if steps == 1]
        pairs = [one | other for one, other in combinations(near, 2) if one.keys() != other.keys()]
        tried = [(1, move) for move in near] + [(2, move) for steps, move in single if steps == 2]
        tried += [(2, move) for move in pairs]
        tried = [(steps, move, changed(facts, move)) for steps, move in tried]
        tried = [(steps, after) for steps, move, after in tried if move.keys() <= after.keys()]
        for (steps, after), one in zip(tried, judge_all(rulebook, [after for _, after in tried]), strict=True):
            if one.verdict not in ("impossible", analysis.verdict.code):
                found = analysis.flips[one.verdict]
                assert found.steps is not None, after
                assert found.steps <= steps, after


@pytest.mark.bare
def test_the_way_back_is_no_longer_than_the_way_there(rulebook):
    gone = 0
    for facts in sample_profiles(rulebook, 4, seed=31):
        analysis = analyse(rulebook, facts)
        for flip in analysis.flips.values():
            for changes in flip.sets[:1]:
                if not {change.field for change in changes} & PARENTS:
                    after = changed(facts, {change.field: change.to for change in changes})
                    back = analyse(rulebook, after).flips[analysis.verdict.code]
                    gone += 1
                    assert back.steps <= flip.steps, after
    assert gone >= 4

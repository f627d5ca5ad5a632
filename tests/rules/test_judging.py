import json
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from hireguide.rules import (
    GAPS,
    VERDICTS,
    ImpossibleProfile,
    ProfileError,
    applies,
    judge,
    parse_profile,
    parse_rulebook,
)
from hireguide.rules.fields import CATALOGUE, FIELDS
from tests.rules import oracle
from tests.rules.books import WHOLE, advice, book, evidence, situation
from tests.rules.strategies import POOL, answers, documents, values

CASES = json.loads((Path(__file__).parent / "cases" / "judging.json").read_text())
MAKERS = {"evidence": evidence, "situations": situation, "advice": advice}


def written_out(parts):
    """A case's rulebook: `["key", …, "condition", …, "|", "any condition", …]` for each rule."""
    return {
        name: [rule(MAKERS[name], entry) for entry in part] if name in MAKERS else part for name, part in parts.items()
    }


def rule(make, entry):
    bar = entry.index("|") if "|" in entry else len(entry)
    return make(*entry[:bar], any_of=entry[bar + 1 :])


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_profile_gets_what_the_rulebook_says(case):
    rulebook, facts = book(**written_out(case["book"])), parse_profile(case["profile"]).facts
    if "refused" in case:
        with pytest.raises(ImpossibleProfile) as refused:
            judge(rulebook, facts)
        assert [(fault.path, fault.message) for fault in refused.value.faults] == [("", case["refused"])]
        return
    told = judge(rulebook, facts).as_dict()
    for name, expected in case["gets"].items():
        if name == "gaps":
            assert {gap: told["gaps"][gap] for gap in expected} == expected
        else:
            assert told[name] == expected


def test_a_verdict_as_a_document_has_the_keys_of_the_command_line():
    told = judge(book(), {}).as_dict()
    assert list(told) == [
        *("verdict", "title", "basis", "gaps", "decided_by", "reasons", "against"),
        *("possible", "settled", "advice"),
    ]
    assert told["title"] == "Title of neither_yet"
    assert list(told["against"]) == ["vp_engineering_first", "fractional_cto_first", "pairing"]
    assert json.loads(json.dumps(told)) == told


def test_more_engineers_than_people_are_refused_where_they_stand():
    with pytest.raises(ProfileError, match="engineer_count: must be at most employee_count, which is 2, not 3"):
        judge(book(), {"engineer_count": 3, "employee_count": 2})


def test_the_same_rulebook_read_twice_is_compiled_once():
    from hireguide.rules.compiled import compile_rulebook

    one, other = (parse_rulebook(json.dumps(WHOLE)) for _ in range(2))
    assert compile_rulebook(one) is compile_rulebook(other)


def test_only_so_many_compiled_rulebooks_are_kept():
    from hireguide.rules import compiled

    for number in range(40):
        compiled.compile_rulebook(book(name=f"Rulebook {number}"))
    assert len(compiled._KEPT) == 32


@st.composite
def judgements(draw):
    document = draw(documents())
    return document, draw(answers(document))


def judged(document, facts):
    try:
        return judge(parse_rulebook(json.dumps(document)), facts)
    except ImpossibleProfile:
        return None


@settings(max_examples=60, deadline=None)
@given(judgements())
def test_judging_says_what_trying_every_completion_says(judgement):
    document, facts = judgement
    expected = oracle.verdict(document, facts)
    verdict = judged(document, facts)
    if expected is None:
        assert verdict is None
        return
    assert verdict is not None
    assert verdict.proven
    assert set(verdict.possible) == expected["possible"]
    assert {gap: [verdict.gaps[gap].least, verdict.gaps[gap].most] for gap in GAPS} == expected["ranges"]
    assert {gap: verdict.gaps[gap].points for gap in GAPS} == expected["points"]
    assert (verdict.code, verdict.basis) == (expected["verdict"], expected["basis"])
    assert (verdict.decided_by is not None) == expected["decided"]
    if verdict.decided_by:
        assert verdict.decided_by.situation == expected["situation"]


@settings(max_examples=40, deadline=None)
@given(judgements())
def test_another_verdict_lacks_what_its_nearest_cell_wants(judgement):
    document, facts = judgement
    verdict = judged(document, facts)
    assume(verdict is not None)
    _, points, _ = oracle.reading(document, facts)
    for code, against in verdict.against.items():
        steps = oracle.lacks(document, points, code)
        assert against.lacks == (steps and {gap: wanted(points[gap], step) for gap, step in steps.items() if step})


def wanted(has, step):
    bound, count = "at least" if step > 0 else "at most", has + step
    return f"{bound} {count} {'point' if count == 1 else 'points'}, has {has}"


@settings(max_examples=40, deadline=None)
@given(judgements(), st.data())
def test_an_answer_only_narrows_unless_it_sets_another_aside(judgement, data):
    document, facts = judgement
    before = judged(document, facts)
    assume(before is not None)
    name = data.draw(st.sampled_from([name for name in POOL if name not in facts] or ["stage"]))
    more = {**facts, name: data.draw(values(FIELDS[name]))}
    assume(more.get("engineer_count", 0) <= more.get("employee_count", 100_000))
    assume(all(applies(FIELDS[asked], more) is not False for asked in more))
    after = judged(document, more)
    if after is not None:
        assert set(after.possible) <= set(before.possible)
        for gap in GAPS:
            assert before.gaps[gap].least <= after.gaps[gap].least <= after.gaps[gap].most <= before.gaps[gap].most


@settings(max_examples=30, deadline=None)
@given(judgements(), st.randoms())
def test_the_order_of_evidence_and_of_answers_changes_nothing_but_the_order_of_reasons(judgement, random):
    document, facts = judgement
    shuffled = {**document, "evidence": random.sample(document["evidence"], len(document["evidence"]))}
    one, other = judged(document, facts), judged(shuffled, dict(reversed(facts.items())))
    assert (one is None) == (other is None)
    if one is not None:
        assert {reason.rule for reason in one.reasons} == {reason.rule for reason in other.reasons}
        told, told_other = ({**verdict.as_dict(), "reasons": None} for verdict in (one, other))
        assert told == told_other


def test_a_complete_profile_is_always_settled():
    facts = parse_profile({field.name: list(field.values)[-1] for field in CATALOGUE}).facts
    told = judge(parse_rulebook(json.dumps(WHOLE)), facts)
    assert (told.basis, told.possible) == ("settled", (told.code,))
    assert told.code in VERDICTS

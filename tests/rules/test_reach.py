import json

from hypothesis import assume, given, settings

from hireguide.rules import GAPS, VERDICTS, judge, judging, parse_rulebook
from hireguide.rules.compiled import compile_rulebook
from hireguide.rules.outlook import look
from hireguide.rules.reach import Range, Reach, reach, verdicts_left
from hireguide.rules.space import space_of
from tests.rules import oracle
from tests.rules.books import book, document, evidence, situation
from tests.rules.test_judging import judgements

# Each rule asks three questions, so that nothing can be told without splitting.
KNOTTED = book(
    bands=((3, 9), (3, 9)),
    evidence=[
        evidence("one", "execution", 4, "delivery_pain is high", "urgency is now", "delivery_owner is false"),
        evidence("two", "execution", 4, "delivery_pain is low", "urgency is now", "delivery_owner is true"),
        evidence("three", "strategy", -3, "delivery_pain is high", "urgency is exploring", "delivery_owner is true"),
        evidence("four", "strategy", 4, "delivery_pain is low", "urgency is exploring", "delivery_owner is false"),
    ],
)

# No two of these hold together, yet each two share a question that the third does not ask.
AROUND = book(
    evidence=[
        evidence("one", "execution", 4, "diligence_ahead is true", "delivery_owner is true"),
        evidence("two", "execution", 4, "diligence_ahead is false", "hiring_owner is true"),
        evidence("three", "execution", 4, "delivery_owner is false", "hiring_owner is false"),
    ],
)


def space(rulebook):
    return space_of(compile_rulebook(rulebook))


def test_a_search_that_may_finish_is_exact():
    found = reach(space(KNOTTED), {})
    assert found.proven
    assert found.ranges == (Range(0, 4, proven=True), Range(-3, 4, proven=True))
    assert found.verdicts == {"neither_yet"}


def test_a_search_cut_short_says_so_and_rules_nothing_out_wrongly():
    found = reach(space(KNOTTED), {}, budget=0)
    assert not found.proven
    assert found.verdicts > {"neither_yet"}


def test_a_range_that_is_not_proven_says_so_and_is_not_too_narrow():
    execution, strategy = reach(space(AROUND), {}, budget=0).ranges
    assert (execution.proven, execution.least, strategy.proven) == (False, 0, True)
    assert execution.most > 4
    assert reach(space(AROUND), {}).ranges[0] == Range(0, 4, proven=True)


@settings(max_examples=40, deadline=None)
@given(judgements())
def test_a_search_cut_short_is_never_narrower_than_the_truth(judgement):
    document, facts = judgement
    expected = oracle.verdict(document, facts)
    found = reach(space(parse_rulebook(json.dumps(document))), facts, budget=2)
    if expected:
        assert found.verdicts >= expected["possible"]
        for gap, ends in zip(GAPS, found.ranges, strict=True):
            least, most = expected["ranges"][gap]
            assert ends.least <= least <= most <= ends.most
            assert not ends.proven or (ends.least, ends.most) == (least, most)
    if found.proven:
        assert found.verdicts == (expected["possible"] if expected else set())


def test_a_verdict_that_is_not_proven_says_so_in_its_document(monkeypatch):
    monkeypatch.setattr(judging, "reach", lambda space, facts: reach(space, facts, budget=0))
    assert judge(KNOTTED, {}).as_dict()["proven"] is False
    told = judge(AROUND, {}).as_dict()
    assert (told["proven"], told["gaps"]["execution"]["proven"]) == (False, False)
    assert told["verdict"] == "neither_yet"


def test_people_may_be_split_before_the_engineers_among_them():
    questions = ["urgency is now", "delivery_pain is high", "diligence_ahead is true", "delivery_owner is false"]
    written = document(
        evidence=[
            *(
                evidence(f"few{n}", "execution", 2, "employee_count at_most 4", asked)
                for n, asked in enumerate(questions)
            ),
            evidence("many", "execution", 5, "engineer_count at_least 5"),
            evidence("idle", "execution", 3, "management_structure is false", "employee_count at_most 0"),
        ]
    )
    found = reach(space(parse_rulebook(json.dumps(written))), {})
    expected = oracle.verdict(written, {})
    assert (found.proven, found.ranges[0]) == (True, Range(*expected["ranges"]["execution"], proven=True))
    assert found.verdicts == expected["possible"]


def test_a_range_is_proven_piece_by_piece():
    others = ("part_time_cto", "lead_departed", "unguided_decisions")
    rules = [
        evidence(f"{name}{n}", "execution", 4, f"{pair[0]} is true", f"{pair[1]} is {other}")
        for name, (a, b, c) in (("own", ("diligence_ahead", "delivery_owner", "hiring_owner")), ("other", others))
        for n, (pair, other) in enumerate([((a, b), "true"), ((c, a), "false"), ((c, b), "false")])
    ]
    written = document(evidence=rules)
    found = reach(space(parse_rulebook(json.dumps(written))), {})
    assert [found.ranges[0].least, found.ranges[0].most] == oracle.verdict(written, {})["ranges"]["execution"]
    assert found.ranges[0].proven


def test_a_rule_counts_once_where_one_of_its_three_ways_to_hold_is_shut():
    ways = ("delivery_pain is high", "urgency is now", "engineer_count at_least 50")
    rules = [
        evidence("either", "execution", 2, any_of=ways),
        evidence("grown", "execution", 2, "engineer_count at_least 50"),
    ]
    found = reach(space(book(evidence=rules)), {"employee_count": 10})
    assert (found.verdicts, found.ranges[0]) == ({"neither_yet"}, Range(0, 2, proven=True))


def test_a_look_counts_what_a_question_does_alone_once_though_other_evidence_leans_on_it():
    rules = [
        evidence("slips", "execution", 2, "delivery_pain is high"),
        evidence("knot", "execution", 1, "delivery_pain is high", "urgency is now"),
        evidence("calm", "execution", 2, "delivery_pain is low"),
    ]
    among = space(book(evidence=rules))
    assert look(among, among.completions({}), ()).verdicts == {"neither_yet"}


def test_a_profile_whose_every_completion_is_refused_reaches_nothing():
    pairs = [(first, second) for first in ("true", "false") for second in ("true", "false")]
    refusing = book(
        situations=[
            situation(f"no{n}", "impossible", f"diligence_ahead is {first}", f"delivery_owner is {second}")
            for n, (first, second) in enumerate(pairs)
        ]
    )
    assert reach(space(refusing), {}) == Reach(frozenset(), (), proven=True)


@settings(max_examples=40, deadline=None)
@given(judgements())
def test_a_search_alone_finds_the_verdicts_that_trying_every_completion_finds(judgement):
    written, facts = judgement
    told = oracle.verdict(written, facts)
    assume(told)
    among = space(parse_rulebook(json.dumps(written)))
    for code in VERDICTS:
        found, proven, _ = verdicts_left(among, facts, {*VERDICTS} - {code}, 10_000)
        assert (found, proven) == (told["possible"] & {code}, True)


def test_a_search_sees_evidence_that_shares_no_question_with_other():
    apart = book(
        evidence=[
            evidence("slips", "execution", 4, "delivery_pain is high", "delivery_owner is false"),
            evidence("unclear", "execution", -2, "delivery_pain is high", "hiring_owner is true"),
            evidence("blind", "strategy", 4, "long_view_owner is false", "diligence_ahead is true"),
        ],
    )
    seen, unseen = {"neither_yet", "vp_engineering_first"}, {"fractional_cto_first", "pairing"}
    assert verdicts_left(space(apart), {}, seen, 100)[:2] == (unseen, True)


def test_that_nothing_is_left_of_a_profile_without_completions_is_proven():
    nobody = {"employee_count": 0, "priorities_clear": True}
    assert verdicts_left(space(KNOTTED), nobody, (), 100) == (frozenset(), True, 0)
    assert reach(space(KNOTTED), nobody) == Reach(frozenset(), (), proven=True)


def test_a_piece_that_is_left_twice_is_worked_out_once():
    both = ("ceo_is_technical is true", "part_time_cto is true")
    neither = ("ceo_is_technical is false", "part_time_cto is false")
    own = ("diligence_ahead is true", "delivery_owner is false", "hiring_owner is true")
    written = document(
        evidence=[
            *(evidence(f"both{n}", "execution", 1, *both, asked) for n, asked in enumerate(own)),
            *(evidence(f"neither{n}", "execution", 1, *neither, asked) for n, asked in enumerate(own)),
            evidence("only", "execution", 1, both[0], neither[1]),
            evidence("other", "execution", 1, neither[0], both[1]),
            evidence("one", "execution", 4, "diligence_ahead is true", "delivery_owner is true"),
            evidence("two", "execution", 4, "diligence_ahead is false", "hiring_owner is true"),
            evidence("three", "execution", 4, "delivery_owner is false", "hiring_owner is false"),
        ]
    )
    found = reach(space(parse_rulebook(json.dumps(written))), {})
    assert [found.ranges[0].least, found.ranges[0].most] == oracle.verdict(written, {})["ranges"]["execution"]


def test_an_answer_that_every_other_answer_refuses_gives_no_points():
    written = document(
        evidence=[evidence("owned", "execution", 4, "delivery_owner is true", "hiring_owner is true")],
        situations=[
            situation("hurried", "impossible", "delivery_owner is true", "diligence_ahead is true"),
            situation("calm", "impossible", "delivery_owner is true", "diligence_ahead is false"),
        ],
    )
    found = reach(space(parse_rulebook(json.dumps(written))), {})
    assert found == Reach(frozenset({"neither_yet"}), (Range(0, 0, proven=True), Range(0, 0, proven=True)), proven=True)


def test_an_answer_that_every_other_answer_refuses_gives_no_points_where_those_answers_give_some_too():
    written = document(
        evidence=[
            evidence("owned", "execution", 4, "delivery_owner is true", "hiring_owner is true"),
            evidence("kept", "execution", 4, "delivery_owner is true", "hiring_owner is false"),
            evidence("diligent", "execution", 1, "diligence_ahead is true", "hiring_owner is true"),
            evidence("frugal", "execution", 1, "diligence_ahead is false", "hiring_owner is false"),
        ],
        situations=[
            situation("hurried", "impossible", "delivery_owner is true", "diligence_ahead is true"),
            situation("calm", "impossible", "delivery_owner is true", "diligence_ahead is false"),
        ],
    )
    found = reach(space(parse_rulebook(json.dumps(written))), {})
    assert found == Reach(frozenset({"neither_yet"}), (Range(0, 1, proven=True), Range(0, 0, proven=True)), proven=True)

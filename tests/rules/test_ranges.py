import json

from hypothesis import assume, given, settings

from hireguide.rules import GAPS, parse_rulebook
from hireguide.rules.compiled import compile_rulebook
from hireguide.rules.knots import Puzzle
from hireguide.rules.outlook import look
from hireguide.rules.ranges import NEVER, Climb
from hireguide.rules.space import space_of
from tests.rules import oracle
from tests.rules.books import document, evidence
from tests.rules.test_judging import judgements


def climbed(written, facts, gap):
    """The least and most points as the search alone finds them, no crowd having seen any."""
    space = space_of(compile_rulebook(parse_rulebook(json.dumps(written))))
    start = space.completions(facts)
    if start is None or look(space, start, ()) is None:
        return None
    climbs = [Climb(Puzzle(space, start, gap), way, 10_000) for way in (-1, 1)]
    least, most = (climb.top(NEVER) for climb in climbs)
    assert all(climb.proven for climb in climbs)
    return [-least, most]


@settings(max_examples=40, deadline=None)
@given(judgements())
def test_a_search_alone_finds_the_range_that_trying_every_completion_finds(judgement):
    written, facts = judgement
    told = oracle.verdict(written, facts)
    assume(told)
    for gap in GAPS:
        assert climbed(written, facts, gap) == told["ranges"][gap]


def test_the_law_between_two_counts_keeps_points_apart():
    written = document(
        evidence=[
            evidence("few", "execution", 4, "employee_count at_most 3", "delivery_owner is true"),
            evidence("many", "execution", 4, "engineer_count at_least 9", "delivery_owner is true"),
            evidence("some", "execution", 1, "engineer_count at_most 2", "employee_count at_most 9"),
        ]
    )
    assert climbed(written, {}, "execution") == [0, 5]


def test_the_first_rule_counts_once_though_either_of_two_answers_makes_it_hold():
    ways = ("delivery_pain is high", "urgency is now")
    costs = [evidence(f"cost{n}", "execution", -1, way) for n, way in enumerate(ways)]
    written = document(evidence=[evidence("either", "execution", 4, any_of=ways), *costs])
    assert climbed(written, {}, "execution") == [0, 3]


def test_an_answer_that_does_nothing_is_best_where_the_others_take_more_points_than_they_give():
    written = document(
        evidence=[
            evidence("early", "execution", -3, "urgency is exploring"),
            evidence("slips", "execution", 1, "delivery_pain is high"),
            evidence("late", "execution", 1, "urgency is now"),
            evidence("later", "execution", -5, "urgency is now"),
        ]
    )
    assert climbed(written, {}, "execution") == [-4, 1]

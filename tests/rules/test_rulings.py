from hireguide.rules.compiled import compile_rulebook
from hireguide.rules.rulings import Allowance, Rulings, answered
from hireguide.rules.space import space_of
from tests.rules.books import book, evidence, situation

SMALL = evidence("small", "execution", 4, "employee_count at_most 10")
PAIN = evidence("pain", "execution", 4, "delivery_pain is high", "delivery_owner is true")
LED = evidence("led", "strategy", 4, "priorities_clear is true")


def space(*rules):
    return space_of(compile_rulebook(book(evidence=list(rules))))


def likeness(among, facts):
    rulings = Rulings(among, Allowance(1_000_000))
    return rulings.likeness(facts, answered(among, facts), among.compiled.standing(facts))


def holding(among, facts):
    compiled = among.compiled
    return {compiled.evidence_of[bit].key for bit in compiled.evidence_of if bit & answered(among, facts)}


def test_answers_leave_standing_what_they_do_not_contradict_and_what_still_applies():
    among = space(SMALL, PAIN, LED)
    assert holding(among, {}) == {"small", "pain", "led"}
    assert holding(among, {"delivery_pain": "high"}) == {"small", "pain", "led"}
    assert holding(among, {"delivery_pain": "low"}) == {"small", "led"}
    assert holding(among, {"engineer_count": 0, "employee_count": 11}) == {"pain"}


def test_profiles_are_alike_only_where_the_law_leaves_them_the_same_future():
    among = space(SMALL)
    assert likeness(among, {"engineer_count": 5}) != likeness(among, {"engineer_count": 50})
    both = ({"engineer_count": 5, "employee_count": 9}, {"engineer_count": 7, "employee_count": 8})
    assert likeness(among, both[0]) == likeness(among, both[1])


def test_profiles_are_alike_only_where_the_same_points_can_still_come():
    among = space(PAIN, LED)
    assert likeness(among, {"delivery_pain": "high"}) != likeness(among, {"delivery_pain": "low"})
    assert likeness(among, {"delivery_pain": "low"}) == likeness(among, {"delivery_pain": "none"})
    assert likeness(among, {"priorities_clear": True}) != likeness(among, {"priorities_clear": False})


def test_what_holds_already_by_one_of_some_conditions_is_no_difference_and_all_else_is():
    either = evidence("either", "execution", 4, any_of=("delivery_pain is high", "delivery_owner is true"))
    among = space(either, LED)
    known = {"delivery_pain": "high"}
    assert likeness(among, known) == likeness(among, {**known, "delivery_owner": False})
    assert likeness(among, known) != likeness(among, {**known, "priorities_clear": False})


def test_where_a_situation_decides_profiles_are_alike_whatever_comes_after_it_but_not_whatever_comes_before():
    decided = book(
        evidence=[PAIN],
        situations=[
            situation("no", "impossible", "urgency is now", "diligence_ahead is true"),
            situation("before", "pairing", "codebase_health is sound", "diligence_ahead is true"),
            situation("decides", "neither_yet", "hiring_owner is true"),
            situation("after", "pairing", "long_view_owner is true", "diligence_ahead is true"),
        ],
    )
    among, hires = space_of(compile_rulebook(decided)), {"hiring_owner": True}
    alike = {"long_view_owner": True, "delivery_pain": "high"}
    other = {"long_view_owner": False, "delivery_pain": "low"}
    assert likeness(among, hires | alike) == likeness(among, hires | other)
    for name, one, two in (("urgency", "now", "exploring"), ("codebase_health", "sound", "untrusted")):
        assert likeness(among, {**hires, name: one}) != likeness(among, {**hires, name: two})

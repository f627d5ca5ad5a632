from hireguide.rules.compiled import compile_rulebook
from hireguide.rules.rulings import Allowance, Rulings, answered
from hireguide.rules.space import space_of
from tests.rules.books import book, evidence

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

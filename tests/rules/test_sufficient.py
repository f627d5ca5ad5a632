from hireguide.rules import judge
from hireguide.rules.compiled import compile_rulebook
from hireguide.rules.space import space_of
from hireguide.rules.sufficient import sufficient
from tests.rules.books import book, situation


def test_how_many_people_there_are_settles_what_hangs_on_more_engineers_than_that():
    told = book(situations=[situation("large", "pairing", "engineer_count at_least 30")])
    facts = {"employee_count": 20, "engineer_count": 10}
    assert judge(told, facts).settled
    assert sufficient(space_of(compile_rulebook(told)), facts, "neither_yet") == (("employee_count",), True)

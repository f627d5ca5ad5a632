import pytest

from hireguide.rules.compiled import bits_of, compile_rulebook
from hireguide.rules.crowd import Crowd
from hireguide.rules.fields import CATALOGUE, applies
from hireguide.rules.focus import focus
from tests.rules.books import book, evidence


def made_over(*conditions, size=64):
    """Each company of a crowd as it was, all that it would answer, and as it is once a rule is to hold of it."""
    compiled = compile_rulebook(book(evidence=[evidence("rare", "execution", 4, *conditions)]))
    crowd = Crowd([compiled], size, 7)
    columns = focus(compiled, crowd, compiled.groups[compiled.evidence])
    if columns is None:
        return None
    return [(crowd.facts(company, crowd.raw), crowd.facts(company, columns)) for company in bits_of(crowd.all)]


# The board is asked about by those alone whom it presses.
WANTED = {
    "stage": ("seed",),
    "delivery_pain": ("medium", "high"),
    "hiring_owner": (True,),
    "board_asks_about": ("delivery",),
    "board_pressure": ("low", "medium", "high"),
}
CONDITIONS = (
    "stage is seed",
    "delivery_pain at_least medium",
    "hiring_owner is true",
    "board_asks_about is delivery",
    "engineer_count at_least 15",
)


def test_a_company_made_over_keeps_its_answers_where_the_rule_allows_them_and_else_gives_the_first_that_it_allows():
    for before, after in made_over(*CONDITIONS):
        for name, accepted in WANTED.items():
            assert after[name] == (before[name] if before[name] in accepted else accepted[0])
        assert after["engineer_count"] == max(before["engineer_count"], 15)
        others = after.keys() - WANTED.keys() - {"engineer_count"}
        assert {name: after[name] for name in others} == {name: before[name] for name in others}


def test_a_company_made_over_answers_all_that_it_is_asked_and_nothing_else():
    for _, after in made_over(*CONDITIONS):
        assert list(after) == [field.name for field in CATALOGUE if applies(field, after) is not False]


@pytest.mark.parametrize(
    "conditions",
    [("urgency is now", "urgency is exploring"), ("board_pressure is none", "board_asks_about is delivery")],
)
def test_no_company_is_made_over_where_no_answers_allow_the_rule(conditions):
    assert made_over(*conditions) is None

import pytest

from hireguide.rules import prove
from tests.rules.books import book, situation


@pytest.mark.parametrize(("fewest", "matters"), [(9_999, True), (10_000, False)])
def test_engineers_matter_by_the_law_alone_only_where_there_can_be_more_of_them_than_people(fewest, matters):
    giants = book(situations=[situation("giants", "impossible", f"employee_count at_most {fewest - 1}")])
    [questions] = [part for part in prove(giants).parts if part.proof == "questions"]
    [item] = [item for item in questions.items if item.key == "engineer_count"]
    assert item.holds is matters
    if matters:
        lawful, unlawful = item.witnesses
        assert lawful["engineer_count"] <= lawful["employee_count"] < unlawful["engineer_count"]


def test_engineers_matter_by_the_law_alone_where_nobody_may_work():
    deserted = book(situations=[situation("people", "impossible", "employee_count at_least 1")])
    [questions] = [part for part in prove(deserted).parts if part.proof == "questions"]
    [item] = [item for item in questions.items if item.key == "engineer_count"]
    assert item.holds
    assert [witness["engineer_count"] for witness in item.witnesses] == [0, 10_000]

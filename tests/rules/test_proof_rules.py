import pytest

from hireguide.rules import prove
from tests.rules.books import advice, book, evidence, situation


@pytest.mark.parametrize("stage", ["pre_seed", "seed", "series_a", "series_b", "enterprise"])
def test_what_asks_for_companies_that_are_refused_alone_never_holds(stage):
    refusing = book(
        evidence=[evidence("early", "execution", 4, f"stage is {stage}")],
        situations=[situation("no", "impossible", f"stage is {stage}")],
        advice=[advice("calm", f"stage is {stage}"), advice("ask", "stage is bootstrapped")],
    )
    items = {item.key: item for part in prove(refusing, crowd=512).parts for item in part.items}
    assert items["early"].message.startswith("early never holds: no possible profile meets its condition.")
    assert (items["calm"].holds, items["ask"].holds) == (False, True)
    assert items["ask"].witnesses[0]["stage"] == "bootstrapped"

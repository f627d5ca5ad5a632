import pytest

from hireguide.rules.compiled import compile_rulebook
from hireguide.rules.fields import CATALOGUE
from hireguide.rules.weights import spans_of
from tests.rules.books import book, evidence

INTEGERS = [field.name for field in CATALOGUE if field.kind == "integer"]
COUNTS = {"engineer_count", "employee_count"}


def spans(*rules):
    return spans_of([compile_rulebook(book(evidence=rules))])


@pytest.mark.parametrize("name", INTEGERS)
def test_a_rule_tells_numbers_apart_for_its_own_question_alone_save_that_both_counts_are_cut_alike(name):
    plain, cut = spans(), spans(evidence("many", "execution", 4, f"{name} at_least 3"))
    changed = {other for other in plain if cut[other] != plain[other]}
    assert changed == (COUNTS if name in COUNTS else {name})
    assert any(span.start == 3 for span in cut[name])
    assert all(sum(span.weight for span in each) == 1 for each in cut.values())

import pytest

from hireguide.pages.selectors import expert_cases
from hireguide.pages.wording import ADVICE_TITLES, DISAGREEMENTS, EXAMPLE_CASE, GAP_MEANINGS, GRADES
from hireguide.rules import ADVICE_KINDS, GAPS, parse_rulebook
from hireguide.rules import GRADES as ALL_GRADES


@pytest.fixture(scope="module")
def real(rulebook_text):
    return parse_rulebook(rulebook_text)


def test_every_grade_kind_of_advice_and_gap_has_its_words():
    assert list(GRADES) == list(ALL_GRADES)
    assert set(ADVICE_TITLES) == set(ADVICE_KINDS)
    assert list(GAP_MEANINGS) == list(GAPS)


@pytest.mark.parametrize("one", DISAGREEMENTS, ids=lambda one: one.key)
def test_a_disagreement_rests_on_sources_and_rules_that_the_rulebook_has(real, one):
    parts = (real.evidence, real.situations, real.advice, real.costs)
    assert {key for side in one.sides for key in side.sources} <= set(real.sources)
    assert set(one.rules) <= {rule.key for part in parts for rule in part}
    assert len(one.sides) > 1
    assert all(side.sources for side in one.sides)


def test_each_disagreement_has_a_key_of_its_own():
    keys = [one.key for one in DISAGREEMENTS]
    assert len(keys) == len(set(keys))


def test_the_story_of_the_example_agrees_with_the_case_whose_dot_is_drawn():
    (case,) = [case for case in expert_cases() if case.key == EXAMPLE_CASE]
    facts = case.profile.facts
    assert (facts["engineer_count"], facts["engineers_next_year"]) == (8, 30)
    assert facts["management_structure"] is False
    assert facts["delivery_pain"] == "medium"

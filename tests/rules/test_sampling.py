import pytest

from hireguide.rules import CATALOGUE, FIELDS, applies, parse_profile, sample_profiles
from tests.rules import oracle
from tests.rules.books import book, document, situation

IMPOSSIBLE = [situation("odd", "impossible", "engineer_count at_least 1", "technology_lead is none")]


def test_the_same_seed_draws_the_same_complete_possible_companies():
    rulebook = book(situations=IMPOSSIBLE)
    drawn = sample_profiles(rulebook, 300, seed=4)
    assert drawn == sample_profiles(rulebook, 300, seed=4)
    assert drawn != sample_profiles(rulebook, 300, seed=5)
    for facts in drawn:
        assert parse_profile(facts).facts == facts
        assert all((field.name in facts) is applies(field, facts) for field in CATALOGUE)
        assert oracle.reading(document(situations=IMPOSSIBLE), facts)[0] != "impossible"


@pytest.mark.bare
def test_choices_and_brackets_count_equally():
    drawn = sample_profiles(book(), 4000, seed=1)
    for value in FIELDS["stage"].choices:
        assert 400 < sum(facts["stage"] == value for facts in drawn) < 600
    for low, high in FIELDS["regretted_exits"].brackets:
        assert 880 < sum(low <= facts["regretted_exits"] <= high for facts in drawn) < 1120


def test_what_is_known_stays_and_what_sets_it_aside_is_drawn_again():
    known = {"lead_wish": "step_back", "engineer_count": 40}
    for facts in sample_profiles(book(), 100, seed=2, known=known):
        assert facts.items() >= known.items()
        assert facts["employee_count"] >= 40
        assert facts["technology_lead"] not in ("none", "agency")


@pytest.mark.bare
def test_where_hardly_anything_is_possible_it_says_so():
    nothing = book(situations=[situation("no", "impossible", any_of=("urgency is now", "urgency is_not now"))])
    with pytest.raises(ValueError, match="10,000 draws in a row were refused"):
        sample_profiles(nothing, 1, seed=1)


def test_what_is_known_and_sets_itself_aside_is_said_to_be_hardly_possible_too():
    with pytest.raises(ValueError, match="10,000 draws in a row were refused"):
        sample_profiles(book(), 1, seed=1, known={"technology_lead": "none", "lead_wish": "step_back"})

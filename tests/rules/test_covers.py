from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hireguide.rules.covers import Covers, SpentError

SIZE = 7
SETS = st.lists(st.integers(1, (1 << SIZE) - 1), max_size=12)


def naive(sets):
    """The first smallest cover, by trying all."""
    for most in range(SIZE + 1):
        for places in combinations(range(SIZE), most):
            cover = sum(1 << place for place in places)
            if all(each & cover for each in sets):
                return cover
    raise AssertionError("no set is empty")


@settings(max_examples=60, deadline=None)
@given(SETS, SETS)
def test_covers_are_smallest_and_the_first_of_those_as_sets_are_added(sets, more):
    covers = Covers(SIZE, tries=10_000)
    for known, added in ((sets, sets), (sets + more, more)):
        covers.add(added)
        expected = naive(known)
        assert covers.some().bit_count() == expected.bit_count()
        assert covers.first() == expected


def test_a_search_for_covers_ends_when_it_has_tried_enough():
    covers = Covers(SIZE, tries=3)
    covers.add([0b11, 0b110, 0b1100, 0b1001])
    with pytest.raises(SpentError):
        covers.first()


def test_sets_that_share_nothing_need_a_place_each_however_often_others_meet():
    covers = Covers(SIZE, tries=20)
    covers.add([0b000011, 0b001100, 0b110000, 0b000101, 0b010001, 0b010100])
    assert covers.first() == 0b010101


def test_one_more_place_is_tried_where_what_the_sets_share_does_not_rule_fewer_out():
    triangles = Covers(SIZE, tries=20)
    triangles.add([0b000011, 0b000110, 0b000101, 0b011000, 0b110000, 0b101000])
    assert triangles.first() == 0b011011


def test_four_sets_that_share_nothing_need_four_places_though_one_meets_most_sets():
    covers = Covers(8, tries=20)
    covers.add([0b00000011, 0b00001100, 0b00110000, 0b11000000, 0b00000101, 0b00010001, 0b01000001])
    assert covers.first() == 0b01010101

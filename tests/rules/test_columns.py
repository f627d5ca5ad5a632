from hypothesis import given, settings
from hypothesis import strategies as st

from hireguide.rules.columns import add, at_least, counted, summed, turned

WIDTH = 9
EVERYONE = (1 << WIDTH) - 1
COLUMNS = st.lists(st.integers(0, EVERYONE), max_size=12)


def numbers(digits):
    """The number that each has."""
    return [sum((digit >> one & 1) << place for place, digit in enumerate(digits)) for one in range(WIDTH)]


@settings(max_examples=60)
@given(st.lists(COLUMNS, max_size=4))
def test_piles_of_columns_come_to_what_adding_one_by_one_comes_to(piles):
    expected = [
        sum((column >> one & 1) << place for place, pile in enumerate(piles) for column in pile) for one in range(WIDTH)
    ]
    digits = []
    for place, pile in enumerate(piles):
        for column in pile:
            add(digits, place, column)
    assert numbers(digits) == numbers(summed([list(pile) for pile in piles])) == expected


@settings(max_examples=60)
@given(COLUMNS, st.integers(-2, 20))
def test_those_who_have_so_many_are_found(columns, wanted):
    counts = [sum(column >> one & 1 for column in columns) for one in range(WIDTH)]
    found = at_least(counted(columns), wanted, EVERYONE)
    assert [bool(found >> one & 1) for one in range(WIDTH)] == [count >= wanted for count in counts]


@settings(max_examples=60)
@given(COLUMNS)
def test_rows_turned_twice_are_as_they_were(rows):
    assert turned(turned(rows, WIDTH), len(rows)) == rows

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hireguide.rules.ballot import OUTCOMES
from hireguide.rules.table import Table, repeated

# Three digits of 2, 3 and 2 places; the first turns fastest.
RADICES = (2, 3, 2)
ROWS = [row[::-1] for row in product(*(range(radix) for radix in reversed(RADICES)))]


def table(outcome, radices=RADICES):
    """The table in which each combination gets what `outcome` says of it."""
    rows = [row[::-1] for row in product(*(range(radix) for radix in reversed(radices)))]
    columns = dict.fromkeys(OUTCOMES, 0)
    for number, row in enumerate(rows):
        columns[outcome(*row)] |= 1 << number
    return Table(radices, columns)


def gives(told, code, chosen):
    """Whether the places give the verdict, by looking at each combination."""
    left = told.all
    for digit, place in chosen:
        left &= told.at(digit, place)
    wrong = sum(told.columns[other] for other in OUTCOMES if other not in (code, "impossible"))
    return bool(left & told.columns[code]) and not left & (wrong if code != "impossible" else ~told.columns[code])


def test_a_pattern_is_repeated_up_to_a_length():
    assert repeated(0b011, 3, 9) == 0b011011011


def test_a_place_is_found_in_every_combination():
    told = table(lambda *_: "pairing")
    assert all(bool(told.at(1, 2) >> number & 1) == (row[1] == 2) for number, row in enumerate(ROWS))


def test_a_digit_sways_where_another_place_gives_another_verdict():
    told = table(lambda first, second, _: "pairing" if first and second == 2 else "neither_yet")
    assert [told.sways(digit) for digit in range(3)] == [Fraction(1, 3), Fraction(1, 2), 0]
    assert told.reached() == ["pairing", "neither_yet"]


def test_the_sets_that_give_a_verdict_come_smallest_first():
    told = table(lambda first, second, third: "pairing" if second == 2 or (first and third) else "neither_yet")
    found = told.sets("pairing", 10)
    assert found.sets == (((1, 2),), ((0, 1), (2, 1)))
    assert found.whole
    assert found.proven


def test_the_search_goes_no_further_than_it_is_asked_to():
    told = table(lambda first, second, third: "pairing" if second == 2 or (first and third) else "neither_yet")
    found = told.sets("pairing", 1)
    assert found.sets == (((1, 2),),)
    assert not found.whole


def test_what_is_impossible_does_not_speak_against_a_set():
    told = table(
        lambda first, second, _: "impossible" if first and not second else "pairing" if first else "neither_yet"
    )
    assert told.sets("pairing", 10).sets == (((0, 1),),)
    assert told.sets("impossible", 10).sets == (((0, 1), (1, 0)),)


def test_one_verdict_whatever_is_right_needs_nobody():
    assert table(lambda *_: "pairing").sets("pairing", 10).sets == ((),)


def test_a_search_that_runs_out_still_tells_a_set_that_gives_the_verdict(monkeypatch):
    monkeypatch.setattr("hireguide.rules.table._NODES", 3)
    told = table(lambda first, second, third: "pairing" if second == 2 and first and third else "neither_yet")
    found = told.sets("pairing", 10)
    assert sorted(found.sets[0]) == [(0, 1), (1, 2), (2, 1)]
    assert not found.proven
    either = table(lambda first, second, third: "pairing" if second == 2 or (first and third) else "neither_yet")
    assert either.sets("pairing", 10).sets == (((1, 2),),)


@settings(max_examples=60, deadline=None)
@given(st.data(), st.lists(st.integers(2, 3), min_size=1, max_size=4), st.booleans())
def test_sets_are_all_the_smallest_ones(data, radices, lean):
    size = table(lambda *_: "pairing", radices).size
    outcomes = data.draw(st.lists(st.sampled_from(OUTCOMES), min_size=size, max_size=size))
    columns = {code: sum(1 << row for row, each in enumerate(outcomes) if each == code) for code in OUTCOMES}
    told = Table(radices, columns)
    everything = [
        tuple((digit, place) for digit, place in enumerate(row) if place is not None)
        for row in product(*([None, *range(radix)] for radix in radices))
    ]
    for code in {*outcomes}:
        giving = [set(chosen) for chosen in everything if gives(told, code, chosen)]
        smallest = [chosen for chosen in giving if not any(other < chosen for other in giving)]
        found = [set(chosen) for chosen in told.sets(code, 1000).sets]
        assert sorted(map(sorted, found)) == sorted(map(sorted, smallest))


def test_a_table_without_digits_has_one_combination():
    told = table(lambda: "pairing", ())
    assert told.sets("pairing", 5).sets == ((),)
    with pytest.raises(IndexError):
        told.sways(0)


def test_the_set_that_a_search_falls_back_on_is_from_a_combination_that_gives_the_verdict(monkeypatch):
    monkeypatch.setattr("hireguide.rules.table._NODES", 3)
    told = table(lambda *row: "pairing" if row == (0, 1, 0) else "neither_yet")
    assert told.sets("pairing", 10).sets == (((0, 0), (1, 1), (2, 0)),)

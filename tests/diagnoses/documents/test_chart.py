import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hireguide.diagnoses.documents import chart
from hireguide.diagnoses.documents.chart import MOST_TICKS, draw, tick_step

RANGES = st.lists(st.tuples(st.integers(0, 10**8), st.integers(0, 10**8)).map(sorted), max_size=9)


def test_the_examples_in_the_docstrings_hold():
    assert doctest.testmod(chart).failed == 0


def test_bars_share_one_scale():
    drawn = draw([("Dear", 300_000, 600_000, True), ("Cheap", 60_000, 150_000, False)])
    assert [(bar.low, bar.span) for bar in drawn.bars] == [(50.0, 50.0), (10.0, 15.0)]
    assert [(tick.x, tick.label, tick.anchor) for tick in drawn.ticks] == [
        (0.0, "$0", "start"),
        (33.33, "$200,000", "middle"),
        (66.67, "$400,000", "middle"),
        (100.0, "$600,000", "end"),
    ]


def test_the_picture_is_told_in_words():
    assert draw([("One", 5, 9, False), ("Two", 7, 7, False)]).description == "One: $5–9. Two: $7."


@given(ranges=RANGES)
def test_every_bar_ends_within_the_picture_and_below_the_one_before(ranges):
    drawn = draw([(str(number), low, high, False) for number, (low, high) in enumerate(ranges)])
    assert all(bar.low >= 0 and bar.span >= 0 and bar.low + bar.span <= 100.01 for bar in drawn.bars)
    tops = [bar.y for bar in drawn.bars]
    assert tops == sorted(set(tops))
    assert all(y + drawn.bar_height <= drawn.foot < drawn.words_at < drawn.height for y in tops)


@pytest.mark.parametrize("highest", [0, 1, 4, 5, 39, 41, 540_000, 99_999_999])
def test_a_scale_has_few_ticks_and_reaches_the_dearest(highest):
    step = tick_step(highest)
    assert str(step).rstrip("0") in {"1", "2", "5"}
    assert step * MOST_TICKS >= highest

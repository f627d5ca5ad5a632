import pytest

from hireguide.rules.doubts import _up_to


@pytest.mark.parametrize(
    ("column", "many", "rows"),
    [(0b1, 1, 0), (0b1011000, 1, 0b111), (0b1011000, 2, 0b1111), (0b1011000, 3, 0b111111), (0b101, 2, 0b11)],
)
def test_all_rows_before_the_last_of_so_many_are_looked_at(column, many, rows):
    assert _up_to(column, many) == rows

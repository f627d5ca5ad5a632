import pytest
from hypothesis import given
from hypothesis import strategies as st

from hireguide.web.grid import BANDS, THIRD, Scale
from hireguide.web.grid_crowd import PARTS, CrowdPicture, spot

BOUNDS = {"execution": (4, 8), "strategy": (2, 5)}
NAMES = {(execution, strategy): ("pairing", f"{execution} {strategy}") for execution in BANDS for strategy in BANDS}


def picture(crowd):
    return CrowdPicture(BOUNDS, NAMES, crowd)


@given(st.integers(-20, 60), st.integers(-20, 60))
def test_a_place_is_in_the_cell_of_its_bands(execution, strategy):
    column, row = spot(BOUNDS, {"execution": execution, "strategy": strategy})
    assert BANDS[column // PARTS] == Scale(*BOUNDS["strategy"]).band(strategy)
    assert BANDS[row // PARTS] == Scale(*BOUNDS["execution"]).band(execution)


def test_companies_in_one_place_are_one_bubble_with_their_number_and_a_single_one_is_a_dot():
    many, one = picture({(0, 0): 12, (8, 8): 1}).bubbles
    assert (many.count, many.label, one.label) == (12, "12", "")
    assert many.radius > one.radius
    assert many.x < THIRD < 2 * THIRD < one.x
    assert one.y < THIRD < 2 * THIRD < many.y


def test_a_number_is_never_wider_than_its_bubble():
    many = picture({(0, 0): 12_345, (1, 0): 1_000, (2, 0): 999})
    assert [bubble.label for bubble in many.bubbles] == ["12k", "1k", "999"]
    assert many.is_rounded
    assert not picture({(0, 0): 999}).is_rounded


def test_bubbles_do_not_overlap_and_stay_in_their_cell_below_its_name():
    found = picture({(column, row): 50 for column in range(9) for row in range(9)}).bubbles
    for number, one in enumerate(found):
        assert (one.y - one.radius) % THIRD >= 33
        assert (one.y + one.radius) % THIRD > THIRD / 2
        for other in found[number + 1 :]:
            assert (one.x - other.x) ** 2 + (one.y - other.y) ** 2 >= (one.radius + other.radius) ** 2


def test_the_numbers_are_told_as_a_table_and_in_words():
    crowd = picture({(0, 8): 3, (1, 7): 1, (8, 0): 2})
    cells = {(cell.execution, cell.strategy): cell.count for _, row in crowd.rows for cell in row}
    assert (cells["large", "none"], cells["none", "large"], sum(cells.values())) == (4, 2, 6)
    assert [execution for execution, _ in crowd.rows] == ["large", "some", "none"]
    assert crowd.description == (
        "6 companies: 4 companies in “large none” (execution gap large, strategy gap none); "
        "2 companies in “none large” (execution gap none, strategy gap large)."
    )


@pytest.mark.parametrize("crowd", [{}, {(0, 0): 0}])
def test_nobody_on_the_grid_is_said(crowd):
    assert (picture(crowd).bubbles, picture(crowd).description) == ((), "No company is on the grid.")

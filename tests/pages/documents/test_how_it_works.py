import pytest

from hireguide.pages.documents.how_it_works import build_how_it_works
from hireguide.rules import BANDS, parse_rulebook
from tests.factories import rulebook_text as small_text


@pytest.fixture(scope="module")
def real(rulebook_text):
    return parse_rulebook(rulebook_text)


def test_the_bands_are_told_from_the_edition():
    document = build_how_it_works(parse_rulebook(small_text(bands={"execution": [4, 8], "strategy": [3, 4]})))
    execution, strategy = (dict(part.bands) for part in document.gaps)
    assert execution == {"none": "fewer than 4 points", "some": "4 to 7 points", "large": "8 points or more"}
    assert strategy["some"] == "3 points"


def test_the_nine_cells_are_told_as_the_picture_has_them(real):
    document = build_how_it_works(real)
    bands = [(cell.execution, cell.strategy) for cell in document.cells]
    assert bands == [(execution, strategy) for execution in reversed(BANDS) for strategy in BANDS]
    assert all(real.grid[one.execution, one.strategy].because == one.because for one in document.cells)
    assert document.picture.dot is None


def test_every_expectation_is_a_promise_in_words(real):
    promises = {promise.key: promise for promise in build_how_it_works(real).promises}
    assert set(promises) == {one.key for one in real.expectations}
    owner = promises["an_owner_closes_execution"]
    assert (owner.asks, owner.start, owner.end) == ("owner of delivery", "No", "Yes")
    assert (owner.never, owner.gap) == ("never raises", "execution")


def test_every_price_is_told_with_its_unit_and_year(real):
    prices = {price.key: price for price in build_how_it_works(real).prices}
    assert set(prices) == {cost.key for cost in real.costs}
    seat = prices["cost_fractional_cto"]
    assert (seat.seat, seat.amount, seat.year) == ("Fractional CTO", "$5,000–15,000 a month", 2026)


def test_a_document_is_put_together_once_for_each_rulebook(real):
    assert build_how_it_works(real) is build_how_it_works(real)

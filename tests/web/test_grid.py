import re
from itertools import product
from pathlib import Path

import pytest
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from hireguide.web.grid import BANDS, LINE_LENGTH, MARGIN, MARK, SIDE, THIRD, GridPicture, Scale

ROOT = Path(__file__).resolve().parents[2]
BANDS_OF_TESTS = {"execution": (4, 8), "strategy": (3, 9)}
NAMES = {
    (execution, strategy): ("pairing", "The pairing")
    if execution == strategy == "large"
    else ("vp_engineering_first", "VP Engineering first")
    if execution == "large"
    else ("fractional_cto_first", "Fractional CTO first")
    if strategy == "large"
    else ("neither_yet", "Neither yet")
    for execution, strategy in product(BANDS, BANDS)
}

points = st.integers(-40, 60)
scales = st.tuples(st.integers(-10, 20), st.integers(0, 20)).map(lambda pair: Scale(pair[0], pair[0] + pair[1]))


def picture(execution=None, strategy=None, ranges=None):
    at = None if execution is None else {"execution": execution, "strategy": strategy}
    return GridPicture(bands=BANDS_OF_TESTS, cell_names=NAMES, points=at, ranges=ranges)


def drawn(shown, variant="full"):
    template = Template("{% load screen %}{% grid picture variant %}")
    return template.render(Context({"picture": shown, "variant": variant}))


@given(scales, points)
def test_a_dot_stands_in_the_third_of_its_band_and_whole_in_the_plot(scale, value):
    third = BANDS.index(scale.band(value))
    middle = scale.middle(value)
    assert third * THIRD < middle < (third + 1) * THIRD
    assert MARGIN <= middle <= SIDE - MARGIN


@given(scales, points, points)
def test_more_points_never_stand_further_back(scale, one, other):
    low, high = sorted((one, other))
    assert scale.place(low) <= scale.place(high)
    assert scale.middle(low) <= scale.middle(high)


@given(scales, points, points, points)
def test_a_range_covers_the_dot_of_every_value_in_it(scale, one, middle, other):
    low, value, high = sorted((one, middle, other))
    start, end = scale.stretch(low, high)
    assert start <= scale.middle(value) <= end
    assert 0 <= start < end <= SIDE


@pytest.mark.parametrize(("value", "place"), [(-4, 0), (-9, 0), (4, 100), (6, 150), (8, 200), (12, 250), (16, 300)])
def test_each_band_takes_a_third_whatever_its_thresholds(value, place):
    assert Scale(4, 8).place(value) == place


def test_the_execution_gap_grows_upwards_and_the_strategy_gap_to_the_right():
    none, large = picture(0, 0).dot, picture(20, 20).dot
    assert none.y > 200
    assert large.y < 100
    assert none.x < 100
    assert large.x > 200


@given(points, points)
def test_the_cell_of_the_dot_is_the_cell_of_its_bands(execution, strategy):
    shown = picture(execution, strategy)
    [here] = [cell for cell in shown.cells if cell.is_here]
    assert (here.execution, here.strategy) == shown.here
    assert here.box.x < shown.dot.x < here.box.x + here.box.width
    assert here.box.y < shown.dot.y < here.box.y + here.box.height


@given(points, points)
def test_a_name_lies_in_its_cell_clear_of_the_dot(execution, strategy):
    shown = picture(execution, strategy)
    for cell in shown.cells:
        heights = [y for y, _ in cell.lines]
        assert cell.box.y < min(heights) <= max(heights) < cell.box.y + cell.box.height
        if cell.is_here:
            in_upper_half = shown.dot.y < cell.box.y + THIRD / 2
            assert in_upper_half == (min(heights) > cell.box.y + THIRD / 3)


def test_a_name_is_wrapped_between_its_words():
    lines = {cell.name: [line for _, line in cell.lines] for cell in picture().cells}
    assert lines["VP Engineering first"] == ["VP", "Engineering", "first"]
    assert lines["Fractional CTO first"] == ["Fractional", "CTO first"]
    assert all(len(line) <= LINE_LENGTH for name in lines.values() for line in name)


def test_without_a_company_there_is_neither_dot_nor_range():
    shown = picture()
    assert (shown.dot, shown.range, shown.here) == (None, None, None)
    assert not any(cell.is_here for cell in shown.cells)
    assert "nine cells" in shown.description


def test_a_settled_company_has_no_range():
    assert picture(5, 5, ranges={"execution": (5, 5), "strategy": (5, 5)}).range is None


def test_the_range_is_drawn_from_its_least_to_its_most_points():
    area = picture(5, 5, ranges={"execution": (4, 7), "strategy": (3, 5)}).range
    assert (area.x, area.y, area.width, area.height) == (100, 100, 50, 100)


def test_the_description_tells_points_bands_ranges_and_cell():
    shown = picture(9, -1, ranges={"execution": (9, 14), "strategy": (-1, -1)})
    assert shown.description == (
        "Execution gap: 9 points, large; open answers leave 9 to 14. "
        "Strategy gap: −1 point, none. The dot is in the cell “VP Engineering first”."
    )


@pytest.mark.parametrize("variant", ["full", "small"])
def test_the_picture_is_drawn_with_title_description_and_its_data_as_a_table(variant):
    html = drawn(picture(9, 6, ranges={"execution": (9, 14), "strategy": (2, 11)}), variant)
    assert f'aria-labelledby="grid-{variant}-title grid-{variant}-desc"' in html
    assert f'<desc id="grid-{variant}-desc">Execution gap: 9 points, large' in html
    assert html.count("<td>") == 9
    assert html.count("(the dot)") == 1
    assert f'id="grid-{variant}-dot"' in html
    assert f'id="grid-{variant}-range"' in html


def test_every_cell_is_named_in_words_and_a_pattern_says_what_its_colour_says():
    html = drawn(picture(9, 6))
    texts = re.findall(r"<text class=\"grid__name.*?</text>", html)
    said = [" ".join("".join(re.findall(r">([^<]+)</tspan>", text)).split()) for text in texts]
    assert said == [cell.name for cell in picture().cells]
    assert html.count("url(#grid-full-weft)") == 3  # across: VP Engineering first, and the pairing
    assert html.count("url(#grid-full-warp)") == 3  # upright: fractional CTO first, and the pairing


def test_a_picture_of_no_company_says_what_it_is():
    html = drawn(picture())
    assert "The two gaps, and the verdicts that they call for" in html
    assert "grid-full-dot" not in html


def test_the_mark_in_the_header_and_the_mark_of_the_tab_are_one():
    header = Template("{% load screen %}{% mark %}").render(Context())
    assert f'cx="{MARK.dot.x}" cy="{MARK.dot.y}"' in header
    tab = (ROOT / "static" / "img" / "mark.svg").read_text()
    x, y = (float(value) for value in re.search(r'cx="([\d.]+)" cy="([\d.]+)"', tab).groups())
    # The tab's plot begins at 1.5 and is 21 pixels wide.
    assert (x, y) == pytest.approx((1.5 + MARK.dot.x * 21 / SIDE, 1.5 + MARK.dot.y * 21 / SIDE), abs=0.05)


def supposed(own, points):
    names = ("execution", "strategy")
    return GridPicture(
        bands=BANDS_OF_TESTS,
        cell_names=NAMES,
        points=dict(zip(names, points, strict=True)),
        own=dict(zip(names, own, strict=True)),
    )


def test_a_what_if_is_a_ring_and_the_company_stays_the_dot():
    shown = supposed((9, 2), (1, 2))
    page = drawn(shown)
    assert f'class="grid__if" id="grid-full-dot" cx="{shown.dot.x}" cy="{shown.dot.y}"' in page
    assert f'class="grid__dot" id="grid-full-own" cx="{shown.own_dot.x}" cy="{shown.own_dot.y}"' in page
    assert "your company now" in page
    assert "(your company now)" in page
    assert "(what if)" in page
    assert "(the dot)" not in page
    assert 'class="grid__if"' not in drawn(picture(9, 2))


@pytest.mark.parametrize(
    ("own", "points", "said"),
    [
        ((9, 2), (1, 2), "The dot moves from the cell “VP Engineering first” to the cell “Neither yet”."),
        ((1, 2), (5, 5), "The dot moves to another cell, also “Neither yet”."),
        ((9, 2), (10, 1), "The dot moves within the cell “VP Engineering first”."),
        ((9, 2), (9, 2), "The dot is in the cell “VP Engineering first”."),
    ],
)
def test_a_what_if_says_where_the_dot_goes(own, points, said):
    assert supposed(own, points).description.endswith(said)


def test_a_cell_name_makes_way_for_either_dot():
    lines = {(cell.execution, cell.strategy): cell.lines[0][0] for cell in supposed((20, 0), (20, 20)).cells}
    alone = {(cell.execution, cell.strategy): cell.lines[0][0] for cell in picture().cells}
    assert lines["large", "none"] > alone["large", "none"]
    assert lines["large", "large"] > alone["large", "large"]


def test_two_pictures_of_one_page_have_ids_of_their_own():
    template = Template('{% load screen %}{% grid picture %}{% grid picture "full" "" "other" %}')
    ids = re.findall(r'id="([^"]+)"', template.render(Context({"picture": picture(9, 2)})))
    assert len(ids) == len(set(ids))

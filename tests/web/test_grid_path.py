import re
from itertools import combinations

from django.template import Context, Template
from hypothesis import given, settings
from hypothesis import strategies as st

from hireguide.web.grid import SIDE, THIRD
from hireguide.web.grid_path import HEIGHT, PathPicture, Stop
from tests.web.test_grid import BANDS_OF_TESTS, NAMES

spots = st.lists(st.tuples(st.integers(-10, 30), st.integers(-10, 30)), min_size=1, max_size=12)


def path(*spots, **wishes):
    stops = [
        Stop(str(number), f"day {number}", {"execution": execution, "strategy": strategy})
        for number, (execution, strategy) in enumerate(spots, 1)
    ]
    return PathPicture(BANDS_OF_TESTS, NAMES, stops, **wishes)


def drawn(shown):
    template = Template('{% load screen %}{% grid_path shown "Its path" %}')
    return template.render(Context({"shown": shown}))


@settings(max_examples=60)
@given(spots)
def test_every_mark_lies_in_the_plot_with_its_middle_in_its_own_cell(spots):
    shown = path(*spots)
    for true, place in shown._places().items():
        assert (place.x // THIRD, place.y // THIRD) == (true.x // THIRD, true.y // THIRD)
        assert 0 <= place.y <= SIDE
        assert place.width >= HEIGHT


@settings(max_examples=60)
@given(spots)
def test_each_stop_stands_in_one_mark_and_the_last_is_where_the_company_stands(spots):
    places = path(*spots).places
    said = [mark for place in places for mark in re.split(r", ", place.label)]
    numbers = [n for each in said for n in range(int(each.split("–")[0]), int(each.split("–")[-1]) + 1)]
    assert sorted(numbers) == list(range(1, len(spots) + 1))
    [main] = [place for place in places if place.is_main]
    assert main is places[-1]
    assert str(len(spots)) in main.label


def test_marks_that_would_hide_one_another_are_pushed_apart():
    for one, other in combinations(path((12, 0), (13, 0), (14, 0)).places, 2):
        assert abs(one.x - other.x) >= (one.width + other.width) / 2 or abs(one.y - other.y) >= HEIGHT - 0.2


def test_a_line_leads_from_each_stop_to_the_next_and_none_to_where_it_is():
    there_and_back = path((9, 0), (9, 0), (0, 12), (9, 0))
    assert len(there_and_back.legs) == 2
    assert [place.label for place in there_and_back.places] == ["3", "1, 2, 4"]
    out, back = there_and_back.legs
    assert out.x1 < out.x2
    assert back.x1 > back.x2


def test_a_run_of_stops_in_one_place_is_told_from_first_to_last():
    assert [place.label for place in path((9, 0), (9, 0), (9, 0)).places] == ["1–3"]


def test_marks_that_touch_have_no_line_between_them():
    assert path((12, 0), (13, 0)).legs == ()


def test_the_path_is_told_by_the_cells_that_it_comes_through():
    assert path((9, 0)).description == "The dot is in the cell “VP Engineering first”."
    assert path((9, 0), (10, 0)).description == "All this time the dot stays in the cell “VP Engineering first”."
    assert path((9, 0), (10, 0), (0, 0), (20, 20)).description == (
        "The dot goes from the cell “VP Engineering first” (1, day 1) to “Neither yet” (3, day 3), "
        "then to “The pairing” (4, day 4)."
    )


def test_a_cell_of_the_same_name_is_told_as_another():
    names = {bands: (verdict, "Fractional CTO") for bands, (verdict, _) in NAMES.items()}
    shown = PathPicture(BANDS_OF_TESTS, names, path((0, 0), (9, 0)).stops)
    assert (
        shown.description
        == "The dot goes from the cell “Fractional CTO” (1, day 1) to another “Fractional CTO” (2, day 2)."
    )


def test_from_the_first_a_line_leads_to_each_of_the_others():
    stops = [Stop("Today", "Today", {"execution": 9, "strategy": 0})]
    stops += [Stop(str(n), f"If {n}", {"execution": 0, "strategy": n * 6}) for n in (1, 2)]
    shown = PathPicture(BANDS_OF_TESTS, NAMES, stops, from_first=True)
    assert {(leg.x1, leg.y1) < (300, 150) for leg in shown.legs} == {True}
    assert len(shown.legs) == 2
    assert shown.places[-1].label == "Today"
    assert (
        shown.description == "Today: “VP Engineering first”. 1, If 1: “Neither yet”. 2, If 2: “Fractional CTO first”."
    )
    assert [line.mark for line in shown.lines] == ["", "1", "2"]


def test_the_picture_has_a_title_a_description_and_its_data_as_a_table():
    html = drawn(path((9, 0), (-1, 12)))
    assert 'aria-labelledby="grid-path-title grid-path-desc"' in html
    assert ">Its path</title>" in html
    assert "−1, none" in html
    assert "12, large" in html
    assert html.count("<tr>") == 3
    assert 'marker-end="url(#grid-path-arrow)"' in html
    assert "style=" not in html


def test_names_of_cells_make_way_for_the_dots_of_a_path():
    shown = path((20, 0), (8, 0)).grid
    name = {(cell.execution, cell.strategy): cell.lines[0][0] for cell in shown.cells}
    alone = {(cell.execution, cell.strategy): cell.lines[0][0] for cell in path((8, 0)).grid.cells}
    assert name["large", "none"] > alone["large", "none"]


def test_names_of_cells_lie_over_the_lines_so_that_none_crosses_a_name_out():
    html = drawn(path((9, 0), (-1, 12)))
    assert html.count('class="grid__name') == 9
    assert html.index('class="grid__leg"') < html.index('class="grid__name')
    assert html.rindex('class="grid__name') < html.index('class="grid__place')

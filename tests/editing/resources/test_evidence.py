import json

import pytest

from hireguide.editing.resources.evidence import read_table
from hireguide.rulebooks.documents.table import HEADER
from hireguide.web.tables.cells import Broken
from hireguide.web.tables.faults import FileFaultsError
from tests.editing.resources.tables import WHEN, rule


def read(*rows, header=HEADER):
    numbered = enumerate([header, *[list(row.values()) for row in rows]], start=1)
    return read_table("evidence.csv", numbered)


def only(**cells):
    """The one rule that a row with these cells gives."""
    [item] = json.loads(read(rule(**cells)).text)
    return item


def said(incoming):
    return [f"{fault.place}: {fault.message}" for fault in incoming.faults]


def refused(*rows, header=HEADER):
    with pytest.raises(FileFaultsError) as error:
        read(*rows, header=header)
    return [f"{fault.place}: {fault.message}" for fault in error.value.faults]


def test_a_row_is_a_rule_in_the_rulebooks_form():
    assert only() == {
        "key": "fresh",
        "gap": "strategy",
        "points": 2,
        "when": json.loads(WHEN),
        "because": "Because of fresh.",
        "sources": ["ours"],
    }


@pytest.mark.parametrize(
    ("cell", "points"),
    [("3", 3), ("-2", -2), ("+4", 4), (" 1 ", 1), (2, 2), ("many", "many"), ("", ""), ("1.5", "1.5")],
)
def test_points_are_a_number_where_they_can_be_read_as_one(cell, points):
    assert only(points=cell)["points"] == points


@pytest.mark.parametrize(("cell", "keys"), [("a b", "ab"), ("a, b;c", "abc"), ("", ""), (None, ""), ("a\nb", "ab")])
def test_sources_stand_apart_by_space_comma_or_semicolon(cell, keys):
    assert only(sources=cell)["sources"] == list(keys)


def test_columns_may_stand_in_any_order_under_names_in_any_case_beside_blank_ones():
    header = [" Sources", "BECAUSE", "", "when", "points", "gap", "key"]
    row = {name: rule().get(name.strip().lower()) for name in header}
    assert json.loads(read(row, header=header).text) == [only()]


def test_every_cell_that_cannot_be_read_is_named_and_stands_as_null():
    incoming = read(rule("one", when="stage is seed"), rule("two", points=Broken("cell C3 holds a formula.")))
    assert said(incoming) == [
        'Row 2, when: must be JSON such as {"all": [{"field": "stage", "op": "is", "value": "seed"}]}; '
        "line 1, column 1: this is not JSON (Expecting value)",
        "Row 3, points: cell C3 holds a formula.",
    ]
    assert [(item["when"], item["points"]) for item in json.loads(incoming.text)] == [
        (None, 2),
        (json.loads(WHEN), None),
    ]


def test_a_row_with_more_or_fewer_cells_than_the_header_is_named_and_its_place_is_kept():
    rows = [(1, HEADER), (2, ["one", "execution"]), (3, [*rule().values(), "more"]), (4, [*rule().values(), ""])]
    incoming = read_table("evidence.csv", rows)
    assert said(incoming) == [
        "Row 2: has 2 cells, and the header does not say what each is.",
        "Row 3: has 7 cells, and the header does not say what each is.",
    ]
    assert (json.loads(incoming.text)[:2], incoming.rows) == ([None, None], (2, 3, 4))


def test_all_that_is_wrong_with_the_header_is_told_at_once():
    assert refused(rule(), header=("key", "gap", "score", "when", "when", "sources")) == [
        "Row 1, column 3: “score” is no column here; allowed are key, gap, points, when, because, sources",
        "Row 1, points: this column is missing; required are key, gap, points, when, because, sources",
        "Row 1, when: this column is given more than once",
        "Row 1, because: this column is missing; required are key, gap, points, when, because, sources",
    ]


def test_a_header_alone_is_refused_for_it_would_remove_every_rule():
    assert refused() == [
        "Row 1: there is a header and no rule below it. An import puts the file’s rules in place of the draft’s."
    ]


def test_more_rows_than_a_rulebook_could_hold_are_refused():
    assert refused(*[rule()] * 1001) == [": The file has more than 1,000 rows."]

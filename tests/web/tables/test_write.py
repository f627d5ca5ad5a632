import csv
from io import BytesIO, StringIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from hireguide.web.tables.cells import unquoted
from hireguide.web.tables.sheet import workbook_rows
from hireguide.web.tables.text import csv_rows
from hireguide.web.tables.write import csv_file, workbook

ODD = st.text(st.sampled_from("=+-@'\"#N/A,; \t\nübx☂"), max_size=12).filter(str.strip)


def as_csv(header, rows):
    return list(csv_rows(csv_file(header, rows).decode("utf-8-sig")))


def as_xlsx(header, rows):
    return list(workbook_rows(workbook(header, rows, title="t")))


@pytest.mark.parametrize("through", [as_csv, as_xlsx])
@settings(max_examples=20)
@given(text=ODD)
def test_whatever_a_text_says_it_comes_back(through, text):
    _, (number, cells) = through(["a", "b"], [["x", text]])
    assert (number, unquoted(cells[1])) == (2, text)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t"])
def test_no_cell_is_a_formula(start):
    text = f"{start}1+1"
    [[cell]] = list(csv.reader(StringIO(csv_file(["a"], [[text]]).decode("utf-8-sig"))))[1:]
    assert cell == f"'{text}"
    sheet = load_workbook(BytesIO(workbook(["a"], [[text]], title="t"))).active
    assert (sheet["A2"].value, sheet["A2"].data_type) == (f"'{text}", "s")


def test_no_cell_is_a_formula_where_semicolons_part_cells_either():
    line = csv_file(["a"], [["a;=1+1"]]).decode("utf-8-sig").splitlines()[1]
    assert list(csv.reader([line], delimiter=";")) == [["a;=1+1"]]


def test_numbers_stay_numbers_and_nothing_is_an_empty_cell():
    _, (_, cells) = as_xlsx(["a", "b", "c"], [[12, None, "x"]])
    assert cells[:3] == [12, None, "x"]


def test_what_no_workbook_takes_is_replaced_or_cut():
    _, (_, cells) = as_xlsx(["a", "b"], [["a\x01b", "x" * 40_000]])
    assert (cells[0], len(cells[1])) == ("a\N{REPLACEMENT CHARACTER}b", 32_767)


def test_a_column_offers_its_choices_where_they_fit():
    choices = {"a": ("yes", "no"), "b": ["long"] * 100}
    book = load_workbook(BytesIO(workbook(["a", "b"], [], title="t", choices=choices, lines=10)))
    [offered] = book.active.data_validations.dataValidation
    assert (offered.formula1, str(offered.sqref)) == ('"yes,no"', "A2:A11")

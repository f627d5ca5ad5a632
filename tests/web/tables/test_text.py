import pytest

from hireguide.web.tables.cells import Broken
from hireguide.web.tables.faults import FileFaultsError
from hireguide.web.tables.text import csv_rows


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_cells_are_separated_as_the_header_separates_them(separator):
    text = f"key{separator}gap\none{separator}execution\n"
    assert list(csv_rows(text)) == [(1, ["key", "gap"]), (2, ["one", "execution"])]


def test_blank_rows_are_left_out_and_counted():
    assert [number for number, _ in csv_rows("key\n\n,,\none\n")] == [1, 4]


def test_a_cell_of_several_lines_is_one_row_with_plain_line_ends():
    assert list(csv_rows('key,because\r\none,"two\r\nlines"\r\n'))[1] == (2, ["one", "two\nlines"])


@pytest.mark.parametrize("cell", ["=1+1", " =SUM(A1)", '"=HYPERLINK(""x"")"'])
def test_what_looks_like_a_formula_is_broken_and_the_way_to_write_such_a_text_is_told(cell):
    [(_, [broken])] = csv_rows(cell + "\n")
    assert isinstance(broken, Broken)
    assert broken.message.startswith("starts with =, as a formula does. Write the value itself; '= stands for")


@pytest.mark.parametrize("text", ['key\none\n"two\n', 'key\none\n"two"x\n'])
def test_quotation_marks_that_go_wrong_name_the_row(text):
    with pytest.raises(FileFaultsError) as refused:
        list(csv_rows(text))
    [fault] = refused.value.faults
    assert (fault.place, fault.message.startswith("can’t be read as CSV (")) == ("Row 3", True)

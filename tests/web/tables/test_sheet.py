import re
import zipfile
from datetime import date
from io import BytesIO

import pytest

from hireguide.web.files import UnreadableFileError
from hireguide.web.tables.cells import Broken
from hireguide.web.tables.sheet import workbook_rows
from tests.editing.resources.tables import rule, workbook


def rows(**options):
    return list(workbook_rows(workbook(rule(), **options)))


def refused(data):
    with pytest.raises(UnreadableFileError) as error:
        list(workbook_rows(data))
    return str(error.value)


def repacked(data, edit):
    """The workbook with each of its parts as `edit(name, content)` gives it; None leaves a part out."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = edit(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
    return stream.getvalue()


def put(value, cell="C2"):
    def change(book):
        book.active[cell] = value

    return change


def test_rows_come_with_their_numbers_and_numbers_as_numbers():
    header, first = rows()
    assert header[0] == 1
    assert header[1][:3] == ["key", "gap", "points"]
    assert (first[0], first[1][2], type(first[1][2])) == (2, 2, int)


def test_a_whole_number_that_is_kept_as_a_fraction_is_whole():
    assert rows(change=put(3.0))[1][1][2] == 3
    assert rows(change=put(2.5))[1][1][2] == 2.5


def test_blank_rows_between_are_left_out_and_counted():
    assert [number for number, _ in rows(change=put("late", "A9"))] == [1, 2, 9]


BROKEN = {
    "a formula": ("=1+1", "cell C2 holds a formula."),
    "a formula that calls out": ('=WEBSERVICE("http://x")', "cell C2 holds a formula."),
    "an error": ("#REF!", "cell C2 holds the error #REF!."),
    "a date": (date(2026, 1, 2), "cell C2 holds a date or time. Write it as text."),
}


@pytest.mark.parametrize(("value", "said"), BROKEN.values(), ids=BROKEN)
def test_a_cell_that_is_no_plain_value_is_broken_and_named(value, said):
    broken = rows(change=put(value))[1][1][2]
    assert isinstance(broken, Broken)
    assert broken.message.startswith(said)


def test_a_text_that_starts_as_a_formula_does_is_broken_too():
    def as_text(book):
        book.active["E2"] = "=1+1"
        book.active["E2"].data_type = "s"

    assert rows(change=as_text)[1][1][4].message.startswith("cell E2 holds a formula.")


def test_merged_cells_and_other_sheets_are_refused_by_name():
    assert refused(workbook(rule(), change=lambda book: book.active.merge_cells("A2:A3"))).startswith(
        "has merged cells (A2:A3). Split them"
    )
    assert refused(workbook(rule(), change=lambda book: book.create_sheet("Notes"))) == (
        "has 2 sheets (Sheet, Notes). Leave the one to import."
    )


def test_a_workbook_with_more_rows_than_are_read_is_refused_and_blank_ones_below_cost_nothing():
    assert refused(workbook(rule(), change=put("late", "A2001"))) == "has more than 2,000 rows."
    assert len(rows(change=put("late", "A1048576"))) == 2


def test_a_workbook_that_unpacks_to_too_much_is_refused_before_it_is_unpacked():
    bomb = repacked(workbook(rule()), lambda name, content: b" " * 20_000_000 if "sheet1" in name else content)
    assert len(bomb) < 100_000
    assert refused(bomb) == "unpacks to more than 10 MB. Save it as CSV."


def test_a_workbook_that_lies_about_its_size_is_refused():
    bomb = bytearray(
        repacked(workbook(rule()), lambda name, content: b" " * 20_000_000 if "sheet1" in name else content)
    )
    for match in re.finditer((20_000_000).to_bytes(4, "little"), bytes(bomb)):
        bomb[match.start() : match.end()] = (100).to_bytes(4, "little")
    assert refused(bytes(bomb)).startswith("is no Excel workbook, or a damaged one.")


def test_a_workbook_of_thousands_of_parts_is_refused():
    stream = BytesIO(workbook(rule()))
    with zipfile.ZipFile(stream, "a") as archive:
        for number in range(200):
            archive.writestr(f"part{number}", "")
    assert refused(stream.getvalue()).startswith("unpacks to more than 10 MB")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_workbook_with_a_document_type_is_refused_and_none_of_its_entities_is_read(encoding):
    doctype = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'

    def edit(name, content):
        if "sheet1" not in name:
            return content
        return (doctype + content.decode().partition("?>")[2]).encode(encoding)

    assert refused(repacked(workbook(rule()), edit)).startswith("is no Excel workbook, or a damaged one.")


@pytest.mark.parametrize("part", ["xl/workbook.xml", "[Content_Types].xml", "xl/worksheets/sheet1.xml"])
def test_a_workbook_that_lacks_a_part_is_refused_in_words(part):
    without = repacked(workbook(rule()), lambda name, content: None if name == part else content)
    assert refused(without).startswith("is no Excel workbook, or a damaged one.")

import json
import zipfile
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hireguide.editing.resources import read_upload
from hireguide.editing.selectors.imports import LIMIT
from hireguide.rulebooks.documents.table import evidence_csv, evidence_xlsx
from hireguide.rules import parse_rulebook, rulebook_json
from hireguide.web.tables.faults import FileFaultsError
from tests.editing.resources.tables import csv_file, rule, workbook
from tests.factories import rulebook_text as small_text


def read(content, name="evidence.csv"):
    return read_upload(name, BytesIO(content))


def refused(content, name="evidence.csv"):
    """What is said of a file that can't be read."""
    with pytest.raises(FileFaultsError) as error:
        read(content, name)
    return [f"{fault.place}: {fault.message}" if fault.place else fault.message for fault in error.value.faults]


def attempt(content):
    """What was read, or what is said of a file that can't be."""
    try:
        incoming = read(content)
    except FileFaultsError as error:
        return None, error.faults
    return incoming, incoming.faults


def zipped(**parts):
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


@pytest.mark.parametrize("write", [evidence_csv, evidence_xlsx], ids=["csv", "xlsx"])
def test_the_evidence_comes_back_from_its_own_export_the_same(write, rulebook_text):
    rulebook = parse_rulebook(rulebook_text)
    table = write(rulebook)
    incoming = read(table.encode() if isinstance(table, str) else table)
    assert json.loads(incoming.text) == json.loads(rulebook_json(rulebook))["evidence"]
    assert incoming.rows == tuple(range(2, len(rulebook.evidence) + 2))
    assert incoming.faults == ()


ODD = st.text(st.sampled_from("=+-@'\"#N/A,; \t\nübx☂\U0001f600"), max_size=12).filter(str.strip)


@settings(max_examples=25)
@given(ODD, st.sampled_from([evidence_csv, evidence_xlsx]))
def test_whatever_a_sentence_says_it_comes_back_from_the_export(text, write):
    whole = json.loads(small_text())
    whole["evidence"][0]["because"] = text
    table = write(parse_rulebook(json.dumps(whole)))
    assert json.loads(read(table.encode() if isinstance(table, str) else table).text)[0]["because"] == text


def test_a_whole_rulebook_is_kept_as_its_text_whatever_its_name():
    for name in ("rules.json", "RULES.JSON", "rules.txt"):
        incoming = read(small_text().encode(), name)
        assert (incoming.name, incoming.text, incoming.rows) == (name, small_text(), None)


def test_a_byte_order_mark_is_no_fault():
    mark = b"\xef\xbb\xbf"
    assert read(mark + csv_file(rule())).rows == (2,)
    assert read(mark + small_text().encode(), "rules.json").text == small_text()


OTHER_KINDS = {
    "a PNG": (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "The file is a picture. Bring a rulebook (.json), or the evidence"),
    "a JPEG": (b"\xff\xd8\xff\xe0" + b"\0" * 50, "The file is a picture."),
    "a PDF": (b"%PDF-1.7\n", "The file is a PDF."),
    "an xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "The file is an old or locked Excel workbook."),
    "a zip of something": (zipped(readme="Hello"), "The file is no Excel workbook, or a damaged one."),
    "an ODS": (zipped(mimetype="application/vnd.oasis.opendocument.spreadsheet"), "The file is no Excel workbook"),
    "UTF-16": ("key,gap".encode("utf-16"), "The file is UTF-16 text. Save it as UTF-8."),
    "UTF-16 the other way": (b"\xfe\xff\0k\0e", "The file is UTF-16 text. Save it as UTF-8."),
    "Latin-1": (csv_file(rule(because="Größe"), encoding="latin-1"), "The file is not UTF-8 text: see line 2."),
    "a program": (b"MZ\0\0\x01\x02", "The file is no text."),
    "nothing": (b"", "The file is empty."),
    "blank lines": (b"\n  \n\n", "The file is empty."),
    "blank cells": (b",,,\n,,\n", "The file is empty. Its first row names the columns: key, gap, points,"),
}


@pytest.mark.parametrize(("content", "said"), OTHER_KINDS.values(), ids=OTHER_KINDS)
def test_a_file_of_another_kind_is_refused_saying_what_it_is_and_what_to_do(content, said):
    [message] = refused(content)
    assert message.startswith(said)


class Endless:
    """A file that begins in some way and never ends."""

    def __init__(self, start):
        self.start, self.taken = start, 0

    def read(self, size):
        data = self.start[self.taken : self.taken + size].ljust(size, b"k")
        self.taken += size
        return data


@pytest.mark.parametrize("start", [b"key,gap", b"PK\x03\x04"], ids=["text", "a workbook"])
def test_a_file_that_goes_on_is_read_no_further_than_the_limit(start):
    stream = Endless(start)
    with pytest.raises(FileFaultsError, match="is larger than 2 MB"):
        read_upload("evidence.csv", stream)
    assert stream.taken <= LIMIT + 10


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300) | st.text(max_size=200).map(str.encode))
def test_whatever_a_file_holds_it_is_read_or_refused_in_words(content):
    incoming, faults = attempt(content)
    assert incoming.text.strip() if incoming else faults
    assert all(fault.message for fault in faults)


@settings(max_examples=60)
@given(st.data())
def test_however_a_workbook_is_damaged_it_is_read_or_refused_in_words(data):
    content = bytearray(WHOLE)
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(4, len(content) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.sampled_from([len(content), len(content) // 2]))
    incoming, faults = attempt(bytes(content[:cut]))
    assert incoming or [fault.message for fault in faults] != [""]


WHOLE = workbook(rule("one"), rule("two"))

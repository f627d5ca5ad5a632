import io

import pytest

from hireguide.diagnoses import resources
from hireguide.diagnoses.resources import read_profiles
from hireguide.web.files import Source, UnreadableFileError


def read(name, content):
    """Place and data of each profile, or place and faults of what can't be read."""
    content = content.encode() if isinstance(content, str) else content
    readings = list(read_profiles(Source(name, io.BytesIO(content), len(content))))
    return [
        (reading.place, [(reading.path(fault.path), fault.message) for fault in reading.faults] or reading.data)
        for reading in readings
    ]


SEED, NOW = {"stage": "seed"}, {"urgency": "now", "employee_count": 4}
SEED_LINE, NOW_LINE = '{"stage": "seed"}\n', '{"urgency": "now", "employee_count": 4}\n'


@pytest.mark.parametrize("name", ["team.json", "-", "team", "TEAM.JSON"])
def test_an_object_is_one_profile_called_as_the_file(name):
    assert read(name, SEED_LINE) == [(name, SEED)]
    assert read(name, '\n{\n "stage":\n "seed"}\n\n') == [(name, SEED)]


@pytest.mark.parametrize("name", ["team.json", "-"])
def test_an_array_counts_its_profiles_from_0(name):
    assert read(name, f"[{SEED_LINE}, {NOW_LINE}]") == [(f"{name}[0]", SEED), (f"{name}[1]", NOW)]
    assert read(name, "[]") == []


def test_json_lines_count_from_1_blank_ones_too():
    assert read("t.jsonl", SEED_LINE + "\n" + NOW_LINE) == [("t.jsonl line 1", SEED), ("t.jsonl line 3", NOW)]
    assert read("t.jsonl", "") == []


@pytest.mark.parametrize(
    "content",
    [
        SEED_LINE + NOW_LINE,
        SEED_LINE + "\n \n" * 1_000 + NOW_LINE,
        SEED_LINE + '{"broken"\n' + NOW_LINE,
        '{"broken"\n' + SEED_LINE,
        "7\n" + SEED_LINE,
    ],
)
def test_json_lines_are_recognised_where_no_name_tells(content):
    places = [place for place, _ in read("-", content)]
    assert places == [f"- line {number}" for number, line in enumerate(content.splitlines(), start=1) if line.strip()]


def test_json_lines_are_recognised_however_far_apart_they_stand(monkeypatch):
    monkeypatch.setattr(resources, "LINE_LIMIT", 60)
    found = read("-", SEED_LINE + "\n" * 500 + NOW_LINE)
    assert found == [("- line 1", SEED), ("- line 502", NOW)]


def test_one_broken_line_spoils_no_other():
    content = SEED_LINE.encode() + b'{"stage": "\xe9"}\n{"stage"\n[[[\n' + NOW_LINE.encode()
    found = read("t.jsonl", content)
    assert [place for place, _ in found] == [f"t.jsonl line {number}" for number in range(1, 6)]
    assert found[0][1] == SEED
    assert found[1][1] == [("t.jsonl line 2", "is not UTF-8 text. Save the file as UTF-8.")]
    assert found[2][1][0][1].startswith("column 9: this is not JSON")
    assert found[4][1] == NOW


def test_a_line_too_long_to_be_answers_spoils_no_other(monkeypatch):
    monkeypatch.setattr(resources, "LINE_LIMIT", 100)
    content = SEED_LINE + '{"company_name": "' + "x" * 950 + '"}\n' + NOW_LINE
    found = read("t.jsonl", content)
    assert [place for place, _ in found] == ["t.jsonl line 1", "t.jsonl line 2", "t.jsonl line 3"]
    assert "longer than" in found[1][1][0][1]
    assert found[2][1] == NOW


def test_a_table_counts_its_rows_from_the_header_which_is_1():
    table = 'company_name,stage,employee_count,ceo_is_technical\r\n"A, ""B""\nC",seed,12,true\r\n\r\n,,,false\r\n'
    assert read("t.csv", table) == [
        (
            "t.csv row 2",
            {"company_name": 'A, "B"\nC', "stage": "seed", "employee_count": 12, "ceo_is_technical": True},
        ),
        (
            "t.csv row 4",
            {"company_name": None, "stage": None, "employee_count": None, "ceo_is_technical": False},
        ),
    ]


@pytest.mark.parametrize("name", ["t.csv", "t.json", "t.jsonl", "-"])
def test_a_byte_order_mark_is_passed_over(name):
    content = "stage\nseed\n" if name == "t.csv" else SEED_LINE
    ((_, data),) = read(name, b"\xef\xbb\xbf" + content.encode())
    assert data == SEED


@pytest.mark.parametrize("cell", ["12.0", " 12", "+12", "1_000", "007", "1e3", "٣", "9" * 40, "true"])
def test_a_cell_that_is_no_whole_number_stays_text_for_the_parser_to_refuse(cell):
    assert read("t.csv", f"employee_count\n{cell}\n") == [("t.csv row 2", {"employee_count": cell})]


@pytest.mark.parametrize("cell", ["TRUE", "yes", "1", "no", "t"])
def test_a_cell_that_is_neither_true_nor_false_stays_text_for_the_parser_to_refuse(cell):
    assert read("t.csv", f"delivery_owner\n{cell}\n") == [("t.csv row 2", {"delivery_owner": cell})]


@pytest.mark.parametrize(
    ("header", "path", "said"),
    [
        ("stage,head_count", "t.csv row 1: head_count", "is a column that belongs to no question"),
        ("how many?,stage", 't.csv row 1: ["how many?"]', "allowed are company_name, stage, employee_count, "),
        ("stage,head_count", "t.csv row 1: head_count", ". Rename the column, or remove it."),
        ("stage,urgency,stage", "t.csv row 1: stage", "stands in more than one column"),
        ("stage,,urgency", "t.csv row 1", "column 2 has no name"),
        ("", "t.csv row 1", "is blank"),
        ("st\udce9ge", "t.csv row 1", "not UTF-8"),
        ('"stage"x', "t.csv row 1", "can't be read as CSV"),
    ],
)
def test_a_header_that_names_no_fields_is_told_once(header, path, said):
    ((place, faults),) = read("t.csv", f"{header}\nseed,1\nseed,2\n".encode(errors="surrogateescape"))
    assert place == "t.csv row 1"
    assert faults[0][0] == path
    assert said in faults[0][1]
    assert "null" not in faults[0][1]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (b"seed", "has 1 cells where the header names 2 fields"),
        (b"seed,now,", "has 3 cells"),
        (b"seed,\xff", "not UTF-8"),
        (b'"seed"x,now', "can't be read as CSV"),
        (b"seed," + b"x" * 140_000, "can't be read as CSV"),
    ],
)
def test_one_bad_row_spoils_no_other(row, said):
    first, second, third = read("t.csv", b"stage,urgency\nseed,now\n" + row + b"\nseed,now\n")
    assert first[1] == third[1] == {"stage": "seed", "urgency": "now"}
    assert (second[0], second[1][0][0]) == ("t.csv row 3", "t.csv row 3")
    assert said in second[1][0][1]


def test_a_quote_that_is_never_closed_is_told():
    ((place, faults),) = read("t.csv", 'stage\n"seed\nnow\n')
    assert place == "t.csv row 2"
    assert "can't be read as CSV" in faults[0][1]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("t.csv", b"", "is empty. Its first row"),
        ("t.json", b"", "is empty"),
        ("-", b"", "is empty"),
        ("-", b"\n" * 3_000_000, "is empty"),
        ("t.json", b"{", "line 1, column 2: this is not JSON"),
        ("t.json", (SEED_LINE + NOW_LINE).encode(), "name it .jsonl"),
        ("-", b"stage,urgency\nseed,now\n", "this is not JSON"),
        ("t.json", b"[" * 200_000, "nested too deeply"),
        ("-", b'{"a":' * 200_000, "nested too deeply"),
        ("t.json", b'{\n"stage": "\xe9"}', "is not UTF-8 text: see line 2"),
    ],
    ids=lambda value: value[:16] if isinstance(value, bytes) else value,
)
def test_a_file_that_holds_no_profiles_is_refused_in_words(name, content, said):
    with pytest.raises(UnreadableFileError, match=said.replace(".", r"\.")):
        read(name, content)


def test_a_document_larger_than_is_read_at_once_is_refused(monkeypatch):
    monkeypatch.setattr(resources, "DOCUMENT_LIMIT", 1_000_000)
    with pytest.raises(UnreadableFileError, match="larger than 1 MB"):
        read("t.json", "[" + " " * 1_000_000 + "]")


def test_lines_and_rows_are_read_as_they_are_asked_for():
    class Endless(io.RawIOBase):
        def __init__(self, head, line):
            self.rows = iter([head])
            self.line = line

        def read(self, size=-1):
            return b""

        def readline(self, size=-1):
            return next(self.rows, self.line)

    for name, head, line in (("t.csv", b"stage\n", b"seed\n"), ("t.jsonl", SEED_LINE.encode(), SEED_LINE.encode())):
        readings = read_profiles(Source(name, Endless(head, line)))
        assert [next(readings).data for _ in range(1_000)] == [SEED] * 1_000

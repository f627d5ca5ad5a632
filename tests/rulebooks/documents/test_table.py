import csv
import json
from io import BytesIO, StringIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from hireguide.rulebooks.documents.table import (
    TooLongForACellError,
    evidence_csv,
    evidence_xlsx,
)
from hireguide.rules import parse_rulebook
from hireguide.web.tables.cells import MOST_IN_A_CELL, harmless, unquoted
from tests.rules.books import document, evidence


def book(*rules):
    return parse_rulebook(json.dumps(document(evidence=list(rules))))


def rows(*rules):
    return list(csv.DictReader(StringIO(evidence_csv(book(*rules)), newline="")))


def sheet(*rules):
    return load_workbook(BytesIO(evidence_xlsx(book(*rules)))).active


RULE = evidence(
    "one", "execution", -2, "delivery_owner is true", any_of=("engineer_count between [5, 9]", "stage is seed")
)


def test_a_row_a_rule_with_its_condition_as_json_in_one_cell():
    assert rows(RULE) == [
        {
            "key": "one",
            "gap": "execution",
            "points": "-2",
            "when": json.dumps(RULE["when"]),
            "because": "Because of one.",
            "sources": "ours",
        }
    ]


def test_the_workbook_has_the_same_cells_under_a_frozen_header_the_points_as_a_number():
    header, row = sheet(RULE).iter_rows(values_only=True)
    assert header == ("key", "gap", "points", "when", "because", "sources")
    assert row == ("one", "execution", -2, json.dumps(RULE["when"]), "Because of one.", "ours")
    assert (sheet(RULE).freeze_panes, sheet(RULE).title) == ("A2", "evidence")


@pytest.mark.parametrize("text", ['=HYPERLINK("x"), or so', "+1", "-1", "@sum", "\tso", "\n=1", "#N/A", "'=1+1"])
def test_what_a_spreadsheet_would_run_is_kept_as_text_and_read_as_it_was(text):
    rule = evidence("one", "strategy", 1, "stage is seed") | {"because": text}
    [row] = rows(rule)
    assert row["because"] == f"'{text}"
    assert unquoted(row["because"]) == text
    cell = sheet(rule)["E2"]
    assert (cell.data_type, cell.value) == ("s", f"'{text}")


def test_points_below_nothing_stay_a_number():
    assert rows(evidence("one", "strategy", -3, "stage is seed"))[0]["points"] == "-3"


@given(st.text(alphabet="'=+-@#N/A\t\nab ", max_size=8))
@settings(max_examples=60)
def test_every_text_comes_back_from_its_harmless_form_which_no_spreadsheet_runs(text):
    assert unquoted(harmless(text)) == text
    assert not harmless(text).startswith(("=", "+", "-", "@", "\t", "\n", "\r"))


def test_a_text_that_no_cell_takes_is_refused_by_the_rules_name():
    rule = evidence("one", "strategy", 1, "stage is seed") | {"because": "a" * (MOST_IN_A_CELL + 1)}
    with pytest.raises(TooLongForACellError, match="What one says in because is longer than 32,767 letters"):
        evidence_xlsx(book(rule))
    assert rows(rule)[0]["because"] == rule["because"]

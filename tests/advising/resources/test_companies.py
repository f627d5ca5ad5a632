import json
from io import BytesIO

import pytest

from hireguide.advising.resources import companies
from hireguide.advising.resources.companies import read_companies
from hireguide.advising.wording.columns import COLUMNS, PASSED_OVER, column_words
from hireguide.rules import CATALOGUE, parse_rulebook
from hireguide.web.tables.faults import FileFaultsError
from tests.advising.tables import ANSWERED, read, table
from tests.factories import rulebook_text


def refused(content, name="t.csv"):
    with pytest.raises(FileFaultsError) as error:
        read_companies(name, BytesIO(content), taken={}, rulebook=None)
    return [f"{fault.place}: {fault.message}" if fault.place else fault.message for fault in error.value.faults]


def test_there_is_a_column_for_every_question_and_detail_each_with_its_words():
    assert set(COLUMNS) > {field.name for field in CATALOGUE}
    assert len(COLUMNS) == len(set(COLUMNS))
    assert [column.name for column in column_words()] == list(COLUMNS)
    assert all(column.about and column.kind for column in column_words())


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_row_is_a_client_with_its_answers(kind):
    row = {"name": " Acme ", "stage": "Series A", "employee_count": "40", "tags": "a, b", "notes": "Met."} | ANSWERED
    [company] = read(row, kind=kind)
    assert (company.number, company.faults, company.dont_know) == (2, (), ())
    assert company.details == {
        "name": "Acme",
        "stage": "series_a",
        "employee_count": 40,
        "tags": ["a", "b"],
        "contact_name": "",
        "contact_email": "",
        "notes": "Met.",
    }
    assert company.profile == {
        "company_name": "Acme",
        "stage": "series_a",
        "employee_count": 40,
        "engineer_count": 20,
        "delivery_pain": "high",
    }


def test_a_row_with_nothing_but_details_answers_nothing():
    [company] = read({"name": "Acme", "stage": "seed", "employee_count": "4", "diligence_ahead": ""})
    assert (company.profile, company.details["stage"]) == ({}, "seed")


def test_what_somebody_does_not_know_is_kept_apart_and_only_where_it_is_asked():
    row = {"name": "Acme", "delivery_owner": "unknown", "board_pressure": "none", "board_asks_about": "I don't know"}
    [company] = read(row)
    assert company.dont_know == ("delivery_owner",)
    assert company.profile == {"company_name": "Acme", "board_pressure": "none"}


def test_the_columns_of_our_own_files_are_passed_over_and_company_name_is_the_name():
    [company] = read({"company_name": "Acme", **dict.fromkeys(PASSED_OVER, "anything")})
    assert (company.details["name"], company.profile) == ("Acme", {})


def test_a_row_tells_all_that_is_wrong_with_it_from_left_to_right_and_keeps_its_cells():
    [company] = read({"delivery_pain": "agony", "contact_email": "x", "name": "", "stage": "z", "tags": "x" * 50})
    assert [column for column, _ in company.faults] == ["name", "stage", "tags", "contact_email", "delivery_pain"]
    assert company.cells == {"delivery_pain": "agony", "contact_email": "x", "name": "", "stage": "z", "tags": "x" * 50}
    assert (company.details, company.profile) == ({}, {})


def test_more_engineers_than_people_is_told_beside_the_engineers():
    [company] = read({"name": "Acme", "employee_count": "3", "engineer_count": "4"})
    assert company.faults == (("engineer_count", "must be at most employee_count, which is 3, not 4"),)


def test_a_name_that_stands_twice_or_is_a_clients_is_told_whatever_its_case():
    one, two, three = read({"name": "Acme"}, {"name": "ACME "}, {"name": "old  Friend"}, taken=["Old friend"])
    assert one.faults == ()
    assert two.faults == (("name", "“ACME” stands in row 2 too. Keep one of them"),)
    [(column, message)] = three.faults
    assert (column, message.startswith("“Old friend” is a client already")) == ("name", True)


def test_answers_that_cannot_be_true_together_are_told_with_the_rulebooks_sentence():
    rulebook = parse_rulebook(rulebook_text())
    bad, fine, bare = read(
        {"name": "Acme", "delivery_pain": "high", "engineer_count": "0", "tags": "a"},
        {"name": "Brick", **ANSWERED},
        {"name": "Cove"},
        rulebook=rulebook,
    )
    assert bad.faults == (("", "With no engineers there are no commitments to slip."),)
    assert bad.cells == {"name": "Acme", "tags": "a", "engineer_count": "0", "delivery_pain": "high"}
    assert (fine.faults, bare.faults) == ((), ())


def test_cells_beyond_the_header_are_told():
    content = b"name,stage\nAcme,seed,what\n"
    [company] = read_companies("t.csv", BytesIO(content), taken={}, rulebook=None)
    assert company.faults == (("", "has 3 cells where the header names 2 columns"),)


BAD_FILES = {
    "an unknown column": (table({"name": "A", "colour": "red"}), ["Row 1, column 2: “colour” is no column here"]),
    "a column twice": (b"name,stage,stage\nA,,\n", ["Row 1, stage: stands in more than one column. Keep one"]),
    "both names": (b"name,company_name\nA,B\n", ["Row 1, name: stands in more than one column. Keep one"]),
    "no name": (b"stage\nseed\n", ["Row 1, name: this column is missing; every company needs a name"]),
    "no company": (b"name\n", ["Row 1: there is a header and no company below it"]),
    "nothing": (b"", ["The file is empty. Bring a table (.csv or .xlsx) with a row for each company."]),
    "blank cells": (b",,\n", ["The file is empty. Its first row names the columns."]),
    "a picture": (
        b"\x89PNG\r\n",
        ["The file is a picture. Bring a table (.csv or .xlsx) with a row for each company."],
    ),
    "Latin-1": ("name\nGröße\n".encode("latin-1"), ["The file is not UTF-8 text: see line 2. Save the file as UTF-8."]),
}


@pytest.mark.parametrize(("content", "said"), BAD_FILES.values(), ids=BAD_FILES)
def test_a_file_that_is_no_table_of_companies_is_told_what_is_wrong(content, said):
    assert refused(content) == said


def test_too_many_companies_are_told_and_as_many_as_may_are_read(monkeypatch):
    monkeypatch.setattr(companies, "MOST_ROWS", 3)
    rows = [{"name": f"Company {number}"} for number in range(4)]
    assert refused(table(*rows)) == ["The file has more than 3 companies. Bring it in parts."]
    assert len(read(*rows[:3])) == 3


@pytest.mark.bare
def test_five_thousand_companies_are_read():
    assert len(read(*({"name": f"Company {number}"} for number in range(5_000)))) == 5_000


def test_a_formula_is_an_error_of_its_row():
    [company] = read_companies("t.csv", BytesIO(b"name,notes\nAcme,=1+1\n"), taken={}, rulebook=None)
    [(column, message)] = company.faults
    assert (column, message.startswith("starts with =, as a formula does")) == ("notes", True)
    assert json.dumps(company.cells) == '{"name": "Acme", "notes": ""}'

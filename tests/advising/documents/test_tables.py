"""What goes out as a table comes in again the same."""

from datetime import date
from io import BytesIO

import pytest
from django.utils import timezone

from hireguide.advising.documents.tables import as_file, clients_table, fault_text, refused_table, template
from hireguide.advising.resources.companies import read_companies
from hireguide.advising.selectors.clients import Wanted, clients_wanted
from hireguide.advising.selectors.exports import exported
from hireguide.advising.wording.columns import COLUMNS, UNKNOWN
from hireguide.profiles.wording import QUESTIONS
from hireguide.rules import CATALOGUE
from hireguide.web.tables.faults import FileFaultsError
from hireguide.web.tables.text import csv_rows
from hireguide.workspaces.models import Client
from tests.advising.tables import imported, read, waiting
from tests.factories import make_client, make_edition, make_member, make_workspace

EVERYTHING = {
    "name": "=Acme; “quoted”, \tand tabbed",
    "tags": "one, two words",
    "contact_name": "+44 Dora",
    "contact_email": "dora@example.com",
    "notes": "@home\nsecond line, with a comma",
} | {field.name: "7" if field.kind == "integer" else QUESTIONS[field.name].options[-1].value for field in CATALOGUE}


def columns_of(companies):
    return [(each.details, each.profile, each.dont_know) for each in companies]


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_clients_with_every_answer_come_back_from_their_export_the_same(kind):
    make_edition()
    workspace = make_workspace()
    emil = make_member(workspace)
    rows = (
        EVERYTHING | {"ceo_hours_on_engineers": UNKNOWN, "delivery_owner": "no", "technology_lead": "strategic_cto"},
        {"name": "Bare", "stage": "seed"},
        {"name": "'Quoted", "board_pressure": UNKNOWN},
    )
    companies = read(*rows)
    assert [each.faults for each in companies] == [(), (), ()]
    assert len(companies[0].profile) == 36
    imported(waiting(workspace, emil, *rows), emil)
    found = clients_wanted(emil, workspace, Wanted(), today=date(2026, 11, 21))
    content, _ = as_file(clients_table(exported(found)), kind)
    again = read_companies(f"t.{kind}", BytesIO(content), taken={}, rulebook=None)
    by_name = sorted(companies, key=lambda each: each.details["name"])
    assert columns_of(sorted(again, key=lambda each: each.details["name"])) == columns_of(by_name)


@pytest.mark.django_db
def test_a_client_that_was_changed_since_goes_out_as_it_is_and_with_what_was_said_last():
    make_edition()
    workspace = make_workspace()
    emil = make_member(workspace)
    imported(waiting(workspace, emil, {"name": "Acme", "stage": "seed", "delivery_pain": "high"}), emil)
    make_client(workspace, "Bare")
    Client.objects.filter(name="Acme").update(stage="series_a")
    found = clients_wanted(emil, workspace, Wanted(), today=timezone.localdate())
    header, rows = clients_table(exported(found))
    acme, bare = (dict(zip(header, row, strict=True)) for row in rows)
    assert (acme["stage"], acme["delivery_pain"], acme["edition"]) == ("series_a", "high", 1)
    assert acme["verdict"] == "vp_engineering_first"
    assert (acme["diagnosed_on"], acme["due_on"] > acme["diagnosed_on"]) == (timezone.localdate().isoformat(), True)
    assert (bare["verdict"], bare["delivery_pain"]) == (None, None)


@pytest.mark.django_db
def test_a_record_that_the_latest_answers_contradict_gives_way_so_that_the_file_can_be_brought_in_again():
    make_edition()
    workspace = make_workspace()
    emil = make_member(workspace)
    imported(waiting(workspace, emil, {"name": "Acme", "employee_count": "45", "engineer_count": "16"}), emil)
    Client.objects.update(employee_count=4)
    found = clients_wanted(emil, workspace, Wanted(), today=timezone.localdate())
    content, _ = as_file(clients_table(exported(found)), "csv")
    [again] = read_companies("t.csv", BytesIO(content), taken={}, rulebook=None)
    assert (again.faults, again.details["employee_count"], again.profile["engineer_count"]) == ((), 45, 16)


@pytest.mark.django_db
def test_refused_rows_say_what_is_wrong_and_come_back_once_mended():
    workspace = make_workspace()
    emil = make_member(workspace)
    job = waiting(workspace, emil, {"name": "Acme", "stage": "z", "engineer_count": "3"}, {"name": "", "notes": "n"})
    content, _ = as_file(refused_table(job.rows.all()), "csv")
    text = content.decode("utf-8-sig")
    assert "stage: “z” is no answer" in text
    [acme] = read_companies(
        "t.csv", BytesIO(text.replace(',"z",', ',"seed",').rsplit("\r\n", 2)[0].encode()), taken={}, rulebook=None
    )
    assert (acme.faults, acme.profile) == ((), {"company_name": "Acme", "stage": "seed", "engineer_count": 3})


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_empty_table_has_every_column_and_asks_to_be_filled(kind):
    content, content_type = as_file(template(), kind)
    assert content_type.startswith("text/csv" if kind == "csv" else "application/vnd.openxmlformats")
    with pytest.raises(FileFaultsError, match="there is a header and no company below it"):
        read_companies(f"t.{kind}", BytesIO(content), taken={}, rulebook=None)
    if kind == "csv":
        assert list(csv_rows(content.decode("utf-8-sig"))) == [(1, list(COLUMNS))]


def test_faults_are_told_in_one_line():
    assert fault_text([["stage", "is odd"], ["", "is impossible"]]) == "stage: is odd; is impossible"

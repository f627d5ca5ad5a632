import csv
import json
from io import BytesIO, StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from hireguide.editing.models import AuditEntry, WaitingImport
from hireguide.rulebooks.models import Evidence
from hireguide.rulebooks.selectors import document_of, draft_rulebook, open_draft, rows_of
from hireguide.rules import rulebook_json
from tests.commands import run
from tests.editing.people import make_staff, sign_in
from tests.editing.resources.tables import csv_file, rule, small_rows, workbook
from tests.editing.views.pages import HTMX, assert_for_staff_alone, edit, inputs, text, url
from tests.factories import make_edition, make_rulebook_draft, rulebook_text, small_rulebook

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    return make_rulebook_draft(base=make_edition())


@pytest.fixture
def editor(client):
    return sign_in(client, "editor")


def send(client, content, name="evidence.csv", **headers):
    return client.post(url("import"), {"file": SimpleUploadedFile(name, content)}, headers=headers)


def confirm_url():
    return url("import_confirm", WaitingImport.objects.get().pk)


def say_yes(client, page):
    return client.post(confirm_url(), inputs(page))


# ── files out ──


@pytest.mark.parametrize(
    ("kind", "content_type", "name"),
    [
        ("json", "application/json", "draft.json"),
        ("csv", "text/csv; charset=utf-8", "draft-evidence.csv"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "draft-evidence.xlsx"),
        ("jdm", "application/json", "draft.jdm.json"),
    ],
)
def test_an_export_works(client, draft, kind, content_type, name):
    sign_in(client, "reader")
    response = client.get(url("export", "draft", kind))
    assert (response.status_code, response.headers["Content-Type"]) == (200, content_type)
    assert response.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert response.content


def test_an_export_needs_staff_with_rights(client, draft):
    assert_for_staff_alone(client, url("export", "draft", "json"))


@pytest.mark.parametrize("kind", ["json", "csv", "jdm"])
def test_the_page_and_the_command_give_the_same_file(client, draft, kind):
    edit(draft)
    sign_in(client, "reader")
    response = client.get(url("export", 1, kind))
    assert text(response) == run("export_rulebook", "--edition", 1, "--format", kind).out
    assert text(client.get(url("export", "draft", kind))) != text(response)
    assert response.headers["Content-Disposition"].startswith('attachment; filename="edition-1')


def test_the_json_of_a_draft_is_its_rulebook_byte_for_byte(client, draft):
    sign_in(client, "reader")
    assert text(client.get(url("export", "draft", "json"))) == rulebook_json(draft_rulebook(draft))


def test_the_tables_hold_a_row_a_rule(client, draft):
    sign_in(client, "reader")
    table = list(csv.DictReader(StringIO(text(client.get(url("export", "draft", "csv"))))))
    book = load_workbook(BytesIO(client.get(url("export", "draft", "xlsx")).content))
    header, *rows = book.active.iter_rows(values_only=True)
    assert [list(row.values()) for row in table] == [[str(cell) for cell in row] for row in rows]
    assert [row["key"] for row in table] == [rule["key"] for rule in small_rulebook()["evidence"]]
    assert list(header) == list(table[0])


@pytest.mark.parametrize("which", ["draft", 2, 999_999_999])
def test_what_is_not_there_is_not_exported(client, which):
    make_edition()
    sign_in(client, "reader")
    assert client.get(f"/editing/export/{which}.json").status_code == 404


@pytest.mark.parametrize("name", ["draft.exe", "0.json", "../1.json", "1.json/", "9999999999.json"])
def test_an_address_that_names_no_file_leads_nowhere(client, draft, name):
    sign_in(client, "reader")
    assert client.get(f"/editing/export/{name}").status_code == 404


@pytest.mark.usefixtures("proved")
def test_a_text_that_no_cell_takes_leads_back_and_says_so(client):
    long = small_rulebook()["evidence"]
    long[0]["because"] = "a" * 40_000
    make_rulebook_draft(evidence=long)
    sign_in(client, "reader")
    response = client.get(url("export", "draft", "xlsx"), follow=True)
    assert "What slips says in because is longer than 32,767 letters" in text(response)


# ── files in ──


def test_the_page_works_with_a_draft_with_an_edition_alone_and_with_nothing(client, editor):
    nothing = text(client.get(url("import")))
    assert "Nothing to take out yet" in nothing
    edition = make_edition()
    alone = text(client.get(url("import")))
    assert "No draft is open." in alone
    assert url("export", 1, "xlsx") in alone
    make_rulebook_draft(base=edition, title="Slips weigh less")
    both = text(client.get(url("import")))
    assert "“Slips weigh less”" in both
    assert all(url("export", "draft", kind) in both for kind in ("json", "csv", "xlsx", "jdm"))
    assert "At most 2 MB." in both


@pytest.mark.parametrize("address", ["/editing/import/", "/editing/import/1/"])
def test_it_needs_staff_with_rights(client, address):
    assert_for_staff_alone(client, address)


def test_whoever_may_only_read_takes_files_out_and_brings_none_in(client, draft):
    sign_in(client, "reader")
    page = text(client.get(url("import")))
    assert url("export", "draft", "csv") in page
    assert "Bring a file in" not in page
    assert send(client, csv_file(rule())).status_code == 404
    assert client.get(url("import_confirm", 1)).status_code == 404
    assert not WaitingImport.objects.exists()


def test_htmx_gets_only_the_panel(client, draft, editor):
    for response in (client.get(url("import"), headers=HTMX), send(client, b"", **HTMX)):
        assert "<html" not in text(response)
        assert text(response).startswith("<title>")
    send(client, csv_file(*small_rows("slips")))
    assert "<html" not in text(client.get(confirm_url(), headers=HTMX))


@pytest.mark.parametrize("write", [csv_file, workbook], ids=["csv", "xlsx"])
def test_a_table_shows_what_it_would_change_and_stores_it_only_with_a_yes(client, draft, editor, write):
    rows = [*small_rows("slips", "many_engineers", "nobody_decides"), rule("fresh")]
    rows[0]["points"] = 3
    before = document_of(draft)
    response = send(client, write(*rows), f"my.{write.__name__}")
    assert response.headers["Location"] == confirm_url()
    page = client.get(confirm_url())
    assert "It changes evidence (1 added, 1 removed, 1 changed) in the draft" in text(page)
    assert "2 rules of evidence stay as they are" in text(page)
    assert "<del>5 points</del>" in text(page)
    assert "<ins>3 points</ins>" in text(page)
    assert "of companies would get another verdict" in text(page)
    assert document_of(draft) == before
    done = say_yes(client, page)
    assert done.headers["Location"] == url("draft")
    evidence = draft_rulebook(open_draft()).evidence
    assert [rule.key for rule in evidence] == ["slips", "many_engineers", "nobody_decides", "fresh"]
    assert evidence[0].points == 3
    entry = AuditEntry.objects.get()
    assert (entry.who, entry.note) == (editor, f"my.{write.__name__}: evidence (1 added, 1 removed, 1 changed)")


def test_a_rulebook_begins_a_draft_where_none_is_open(client, editor):
    send(client, rulebook_text(name="Theirs").encode(), "theirs.json")
    page = client.get(confirm_url())
    assert "It begins a draft called “theirs.json”" in text(page)
    assert "There is nothing yet to compare it with. It has 4 rules of evidence, 2 situations and 1 examples" in text(
        page
    )
    say_yes(client, page)
    assert (open_draft().title, open_draft().name, open_draft().begun_by) == ("theirs.json", "Theirs", editor)


def test_a_rulebook_in_place_of_a_draft_shows_every_part_that_it_changes(client, draft, editor):
    whole = small_rulebook(name="Theirs", bands={"execution": [3, 8], "strategy": [4, 8]}, advice=[])
    send(client, json.dumps(whole).encode(), "theirs.json")
    page = client.get(confirm_url())
    assert all(part in text(page) for part in ("Thresholds: 1 changed", "Advice: 1 removed", "<ins>Theirs</ins>"))
    say_yes(client, page)
    assert draft_rulebook(open_draft()).bands["execution"] == (3, 8)


def test_what_the_draft_says_already_leaves_nothing_to_import(client, draft, editor):
    send(client, csv_file(*small_rows()))
    page = text(client.get(confirm_url()))
    assert "It says what the draft says already" in page
    assert "Import it into the draft" not in page


def test_a_file_may_be_dropped(client, draft, editor):
    send(client, csv_file(rule()))
    assert client.post(confirm_url(), {"drop": "yes"}).headers["Location"] == url("import")
    assert not WaitingImport.objects.exists()
    assert rows_of(draft, Evidence).count() == 4


def test_a_yes_to_a_draft_that_has_moved_shows_what_it_would_do_now(client, draft, editor):
    send(client, csv_file(*small_rows("slips")))
    page = client.get(confirm_url())
    edit(draft, points=1)
    late = say_yes(client, page)
    assert late.status_code == 409
    assert "The draft has changed since this page was shown" in text(late)
    assert "<del>1 point</del>" in text(late)
    assert rows_of(draft, Evidence).count() == 4
    assert say_yes(client, late).status_code == 302
    assert rows_of(draft, Evidence).count() == 1


def test_a_file_that_no_longer_fits_is_told_by_row_when_the_yes_comes(client, editor, draft):
    send(client, csv_file(*small_rows("slips")))
    page = client.get(confirm_url())
    WaitingImport.objects.update(text='[{"key": "slips"}]')
    late = say_yes(client, page)
    assert late.status_code == 422
    assert "Row 2, points" in text(late)


@pytest.mark.parametrize("whose", ["nobody's", "another's", "done"])
def test_a_file_that_does_not_wait_for_this_person_is_not_shown(client, draft, editor, whose):
    pk = 7
    if whose != "nobody's":
        by = make_staff("publisher") if whose == "another's" else editor
        send(client, csv_file(*small_rows("slips")))
        waiting = WaitingImport.objects.get()
        WaitingImport.objects.update(by=by)
        pk = waiting.pk
        if whose == "done":
            say_yes(client, client.get(confirm_url()))
    for response in (client.get(url("import_confirm", pk)), client.post(url("import_confirm", pk))):
        assert response.headers["Location"] == url("import")
    assert "That file is no longer waiting" in text(client.get(url("import")))


def bad(**cells):
    return csv_file(*small_rows("many_engineers"), rule(**cells))


FAULTS = {
    "no file": (None, "Choose a file"),
    "nothing in it": (b"", "The file is empty. Choose another"),
    "50 MB": (b"k" * 50_000_000, "The file has 50.0 MB; at most 2 MB are read"),
    "a picture": (b"\x89PNG\r\n\x1a\n\0\0", "The file is a picture."),
    "broken encoding": (bad(because="Größe").decode().encode("latin-1"), "The file is not UTF-8 text: see line 3."),
    "an unknown source": (bad(sources="theirs"), "Row 3, sources"),
    "a key given twice": (bad(key="many_engineers"), "is the key of row 2 too"),
    "a formula": (bad(points="=1+1"), "starts with =, as a formula does"),
    "a formula in a workbook": (workbook(rule(points="=1+1")), "cell C2 holds a formula"),
    "a condition in words": (bad(when="stage is seed"), "Row 3, when"),
    "no header": (b"one,execution,2\n", "Row 1, points"),
    "a header alone": (csv_file(), "there is a header and no rule below it"),
    "a rulebook with a fault": (rulebook_text(name="").encode(), "must not be blank"),
}


@pytest.mark.parametrize(("content", "said"), FAULTS.values(), ids=FAULTS)
def test_a_bad_file_is_refused_in_words_and_the_draft_is_as_it_was(client, draft, editor, content, said):
    before = document_of(draft)
    response = client.post(url("import")) if content is None else send(client, content)
    assert response.status_code == 422
    assert said in text(response).replace("&#x27;", "'")
    assert "<title>Error: " in text(response)
    assert document_of(draft) == before
    assert not WaitingImport.objects.exists()


def test_all_that_is_wrong_comes_at_once_with_its_row_and_column(client, draft, editor):
    rows = [rule("one", points=9), rule("two", gap="growth", sources="theirs"), rule("three", when="{")]
    page = text(send(client, csv_file(*rows)))
    assert "evidence.csv can’t be imported: 4 things are wrong with it" in page
    assert all(place in page for place in ("Row 2, points", "Row 3, gap", "Row 3, sources", "Row 4, when"))


def test_more_faults_than_a_page_can_bear_are_counted(client, draft, editor):
    page = text(send(client, csv_file(*[rule(f"rule_{number}", points=9) for number in range(250)])))
    assert "250 things are wrong" in page
    assert "And 50 more." in page


def test_what_a_file_says_is_never_markup(client, draft, editor):
    page = text(send(client, csv_file(rule("one", gap="<script>alert(1)</script>")), "<b>.csv"))
    assert "<script>alert" not in page
    assert "<b>.csv" not in page

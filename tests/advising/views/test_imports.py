import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from hireguide.advising.models import PortfolioImport
from hireguide.workspaces.models import Activity, Client
from tests.advising.tables import ANSWERED, imported, table, waiting
from tests.editing.test_tasks import work
from tests.factories import BEN, make_client, make_edition, make_member, make_user, make_workspace
from tests.signed_out import leads_to_signing_in

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}
GOOD, BAD = {"name": "Acme", **ANSWERED}, {"name": "", "notes": "n"}
READS = ("import_job", "import_progress")
WRITES = ("import_confirm", "import_stop", "import_drop")


@pytest.fixture
def workspace():
    make_edition()
    return make_workspace()


def url(name, one, *more):
    return reverse(f"advising:{name}", args=[getattr(one, "public_id", one.pk), *more])


def bring(client, workspace, *rows, content=None, name="t.csv", **headers):
    file = SimpleUploadedFile(name, table(*rows) if content is None else content)
    return client.post(url("import", workspace), {"file": file}, headers=headers)


def test_the_pages_work(client, workspace, emil):
    assert b"Empty table as CSV" in client.get(url("import", workspace)).content
    response = bring(client, workspace, GOOD, BAD)
    job = PortfolioImport.objects.get()
    assert response.url == url("import_job", job)
    page = client.get(response.url).content.decode()
    assert "2 rows read: 1 without an error, 1 with errors." in page
    assert "is empty; every company needs a name" in page
    assert not Client.objects.exists()
    assert b"t.csv" in client.get(url("import", workspace)).content


def test_what_stands_under_company_is_short_and_says_what_could_not_be_read(client, workspace, emil):
    content = f"name,stage\n{'n' * 10_000},\n=CMD(),\n,seed\n".encode()
    page = client.get(bring(client, workspace, content=content).url).content.decode()
    shown = re.findall('<span class="stack-label">Company: </span>([^<]*)</td>', page)
    assert shown == ["n" * 80 + "…", "not readable", "no name"]
    assert "has 10,000 characters; at most 120 are kept" in page
    assert "starts with =, as a formula does" in page


def test_a_size_that_is_left_out_reads_as_not_known(client, workspace, emil):
    response = bring(client, workspace, {"name": "Acme"})
    page = client.get(response.url).content.decode()
    assert '<span class="stack-label">People: </span>not known</td>' in page


def test_one_that_waits_is_named_before_another_takes_its_place_and_its_old_address_says_so(client, workspace, emil):
    first = bring(client, workspace, GOOD, name="first.csv").url
    page = client.get(url("import", workspace)).content.decode()
    assert "“first.csv” still waits for your yes" in page
    assert page.count(f'href="{first}"') == 2
    second = bring(client, workspace, GOOD, name="second.csv").url
    for response in (client.get(first), client.post(f"{first}confirm/")):
        assert response.status_code == 404
        assert "is forgotten once whoever brought it brings another" in response.content.decode()
    client.post(f"{second}confirm/")
    assert "still waits" not in client.get(url("import", workspace)).content.decode()
    assert "brings another" not in client.get("/nowhere/").content.decode()


def test_what_somebody_else_brought_is_not_replaced_and_so_not_named(client, workspace, emil):
    waiting(workspace, workspace.memberships.get(role="owner").user, GOOD)
    assert "still waits" not in client.get(url("import", workspace)).content.decode()


@pytest.mark.parametrize("name", ["import", "import_template"])
def test_bringing_needs_sign_in_and_is_not_there_for_outsiders(client, workspace, name):
    where = url(name, workspace, *(["csv"] if name == "import_template" else []))
    assert client.get(where).url.startswith("/accounts/")
    client.force_login(make_user(BEN))
    assert client.get(where).status_code == 404
    assert client.post(url("import", workspace)).status_code == 404


@pytest.mark.parametrize("name", [*READS, *WRITES, "import_refused"])
def test_an_import_needs_sign_in_and_is_not_there_for_outsiders(client, workspace, name):
    job = waiting(workspace, make_member(workspace), GOOD, BAD)
    where = url(name, job, *(["csv"] if name == "import_refused" else []))
    ask = client.post if name in WRITES else client.get
    assert leads_to_signing_in(ask(where))
    client.force_login(make_user(BEN))
    assert ask(where).status_code == 404
    assert PortfolioImport.objects.get().state == "checked"


def test_a_viewer_looks_and_changes_nothing(client, workspace):
    job = waiting(workspace, make_member(workspace), GOOD)
    client.force_login(make_member(workspace, "viewer@example.com", "viewer"))
    page = client.get(url("import_job", job)).content.decode()
    assert "1 row read" in page
    assert "<form" not in page.partition("<main")[2].partition("</main>")[0]
    assert client.get(url("import", workspace)).status_code == 403
    for name in WRITES:
        assert client.post(url(name, job)).status_code == 403
    assert PortfolioImport.objects.get().state == "checked"


def test_htmx_gets_only_the_panel_and_of_the_progress_only_what_moves(client, workspace, emil):
    job = waiting(workspace, emil, GOOD)
    client.post(url("import_confirm", job))
    panel = client.get(url("import_job", job), headers=HTMX).content.decode()
    assert panel.startswith("<title>Import t.csv – Hireguide</title>")
    assert "<html" not in panel
    moving = client.get(url("import_progress", job), headers=HTMX).content.decode()
    assert 'id="import-progress"' in moving
    assert "<main" not in moving
    assert client.get(url("import_progress", job)).url == url("import_job", job)


REFUSED = {
    "no file": ({}, "Choose a file"),
    "an empty one": ({"file": b""}, "The file is empty. Choose another"),
    "another kind": ({"file": b"\x89PNG\r\n"}, "The file is a picture."),
    "an unknown column": ({"file": b"name,colour\nAcme,red\n"}, "Row 1, column 2: “colour” is no column here"),
}


@pytest.mark.parametrize(("posted", "said"), REFUSED.values(), ids=REFUSED)
def test_a_file_that_cannot_be_read_is_told_and_nothing_is_stored(client, workspace, emil, posted, said):
    files = {name: SimpleUploadedFile("t.csv", content) for name, content in posted.items()}
    response = client.post(url("import", workspace), files)
    page = response.content.decode()
    assert (response.status_code, "There is a problem" in page, said in page) == (422, True, True)
    assert "<title>Error: " in page
    assert not PortfolioImport.objects.exists()


def test_a_file_that_is_too_large_is_refused_before_it_is_read(client, workspace, emil, monkeypatch):
    monkeypatch.setattr("hireguide.advising.forms.imports.TableForm.limit", 10)
    assert "Bring it in parts" in bring(client, workspace, GOOD).content.decode()


def test_every_error_is_shown_page_by_page(client, workspace, emil):
    make_client(workspace, "Taken")
    bring(client, workspace, {"name": "Taken", "stage": "x"}, *({"name": f"C{n}", "stage": "z"} for n in range(120)))
    where = url("import_job", PortfolioImport.objects.get())
    pages = [client.get(where, {"page": page}).content.decode() for page in (1, 2, 3)]
    assert "“Taken” is a client already" in pages[0]
    rows = [int(row) for page in pages for row in re.findall(r'<span class="stack-label">Row </span>(\d+)', page)]
    assert rows == [2, *range(2, 123)]
    assert "all have errors" in pages[0]
    assert "No row can be imported as it is" in pages[0]


def test_a_yes_to_rows_with_errors_has_to_be_said_and_then_a_worker_imports_the_others(client, workspace, emil):
    job = waiting(workspace, emil, GOOD, BAD)
    response = client.post(url("import_confirm", job))
    assert (response.status_code, b"choose to leave them out" in response.content) == (422, True)
    assert client.post(url("import_confirm", job), {"leave_out": "yes"}).url == url("import_job", job)
    page = client.get(url("import_job", job)).content.decode()
    assert "Waiting for its turn; judged 0 of 1 rows" in page
    work()
    page = client.get(url("import_job", job)).content.decode()
    assert "Done: 1 client added" in page
    assert "1 row left out" in page
    assert [(line.who, line.what) for line in Activity.objects.filter(kind="portfolio")] == [
        (emil, "imported 1 client from t.csv")
    ]


def test_an_import_is_stopped_gone_on_with_and_forgotten(client, workspace, emil):
    job = waiting(workspace, emil, GOOD)
    client.post(url("import_confirm", job))
    assert client.post(url("import_stop", job)).url == url("import_job", job)
    page = client.get(url("import_job", job)).content.decode()
    assert "Stopped after 0 of 1 rows" in page
    assert ">Go on<" in page
    client.post(url("import_confirm", job))
    assert client.post(url("import_drop", job)).url == url("import_job", job)
    client.post(url("import_stop", job))
    assert client.post(url("import_drop", job)).url == url("import", workspace)
    assert client.get(url("import_job", job)).status_code == 404


def test_how_far_it_is_and_that_nobody_works_at_it_is_said(client, workspace, emil):
    job = waiting(workspace, emil, GOOD)
    client.post(url("import_confirm", job))
    PortfolioImport.objects.update(state="running", done=1, leased_until="2020-01-01T00:00Z")
    page = client.get(url("import_job", job)).content.decode()
    assert "All 1 rows with answers are judged; making the clients" in page
    assert "It has gone silent" in page
    PortfolioImport.objects.update(state="waiting", done=0, begun_at="2020-01-01T00:00Z")
    assert b"Nothing has taken it up yet" in client.get(url("import_job", job)).content


def test_a_newer_edition_since_the_file_was_read_is_said(client, workspace, emil):
    job = waiting(workspace, emil, GOOD)
    make_edition(bands={"execution": [3, 8], "strategy": [4, 8]})
    assert b"A newer one has been published since" in client.get(url("import_job", job)).content


def test_without_a_rulebook_companies_come_without_verdicts_and_answers_wait(client):
    workspace = make_workspace()
    client.force_login(make_member(workspace))
    assert b"No rulebook has been published" in client.get(url("import", workspace)).content
    bring(client, workspace, GOOD)
    job = PortfolioImport.objects.get()
    response = client.post(url("import_confirm", job))
    assert (response.status_code, b"nothing to judge the answers by" in response.content) == (422, True)
    make_edition()
    assert b"A rulebook has been published since the file was read" in client.get(url("import_job", job)).content


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_empty_table_and_the_refused_rows_are_files(client, workspace, emil, kind):
    response = client.get(url("import_template", workspace, kind))
    assert response["Content-Disposition"] == f'attachment; filename="companies.{kind}"'
    job = imported(waiting(workspace, emil, GOOD, BAD), emil, leave_out=True)
    response = client.get(url("import_refused", job, kind))
    assert response["Content-Disposition"] == f'attachment; filename="companies-to-mend.{kind}"'
    job.rows.all().delete()
    assert client.get(url("import_refused", job, kind)).status_code == 404

from datetime import timedelta

import pytest

from hireguide.advising.models import PortfolioImport, PortfolioRow
from hireguide.advising.selectors.imports import ROWS_KEPT, counts_of
from hireguide.advising.services import imports as services
from hireguide.advising.services.imports import (
    NothingIsPublishedError,
    NothingToImportError,
    RowsAreFaultyError,
    confirm_import,
    drop_import,
    purge_imports,
    stop_import,
)
from hireguide.workspaces.models import Activity, Client
from tests.advising.tables import ANSWERED, imported, waiting
from tests.factories import NOW, make_edition, make_member, make_workspace

pytestmark = pytest.mark.django_db


@pytest.fixture
def workspace():
    make_edition()
    return make_workspace()


@pytest.fixture
def emil(workspace):
    return make_member(workspace)


def test_rows_wait_with_what_is_wrong_and_nothing_is_a_client(workspace, emil):
    job = waiting(workspace, emil, {"name": "Acme", **ANSWERED}, {"name": "Brick"}, {"name": "", "notes": "x"})
    counts = counts_of(job)
    assert (job.state, counts.rows, counts.answered, counts.unanswered, counts.faulty) == ("checked", 3, 1, 1, 1)
    assert not Client.objects.exists()


def test_what_somebody_brings_takes_the_place_of_what_waits_of_theirs_alone(workspace, emil):
    other = make_member(workspace, "other@example.com")
    theirs, first = waiting(workspace, other, {"name": "A"}), waiting(workspace, emil, {"name": "A"})
    second = waiting(workspace, emil, {"name": "B"})
    assert set(PortfolioImport.objects.all()) == {theirs, second}
    assert not PortfolioRow.objects.filter(batch_id=first.pk).exists()


def test_rows_with_errors_are_left_out_only_where_that_is_chosen(workspace, emil):
    job = waiting(workspace, emil, {"name": "Acme", **ANSWERED}, {"name": "", "notes": "x"})
    with pytest.raises(RowsAreFaultyError):
        confirm_import(job, leave_out=False, by=emil)
    assert confirm_import(job, leave_out=True, by=emil).state == "waiting"


def test_nothing_good_and_nothing_published_are_refused(emil, workspace):
    with pytest.raises(NothingToImportError):
        confirm_import(waiting(workspace, emil, {"name": "", "notes": "x"}), leave_out=True, by=emil)
    job = waiting(workspace, emil, {"name": "Acme", **ANSWERED})
    job.edition = None
    job.save()
    with pytest.raises(NothingIsPublishedError):
        confirm_import(job, leave_out=False, by=emil)


def test_a_second_yes_changes_nothing(workspace, emil):
    job = waiting(workspace, emil, {"name": "Acme", **ANSWERED})
    assert confirm_import(job, leave_out=False, by=emil).state == "waiting"
    assert confirm_import(job, leave_out=False, by=emil).state == "waiting"
    assert imported(job, emil).state == "done"
    assert confirm_import(job, leave_out=False, by=emil).state == "done"
    assert Client.objects.count() == 1


def test_one_that_is_under_way_is_stopped_and_goes_on_and_is_not_dropped_meanwhile(workspace, emil):
    job = waiting(workspace, emil, {"name": "Acme", **ANSWERED})
    assert stop_import(job, by=job.by).state == "checked"
    confirm_import(job, leave_out=False, by=emil)
    assert not drop_import(job, by=emil, at=NOW)
    assert stop_import(job, by=job.by).state == "stopped"
    assert imported(job, emil).state == "done"
    assert stop_import(job, by=job.by).state == "done"
    assert drop_import(job, by=emil, at=NOW)
    assert Client.objects.count() == 1
    line = Activity.objects.filter(kind="portfolio").order_by("pk").last()
    assert (line.who, line.what) == (emil, f"dropped the import of {job.name}")


def test_rows_go_when_their_days_are_over_and_clients_stay(workspace, emil, monkeypatch):
    done = imported(waiting(workspace, emil, {"name": "Acme"}, {"name": "", "notes": "x"}), emil, leave_out=True)
    running = waiting(workspace, emil, {"name": "Brick"})
    confirm_import(running, leave_out=False, by=emil)
    fresh = waiting(workspace, emil, {"name": "Cove"})
    assert purge_imports(now=done.finished_at + ROWS_KEPT - timedelta(seconds=1)) == 0
    assert purge_imports(now=fresh.begun_at + ROWS_KEPT) == 2
    assert PortfolioImport.objects.get() == running
    assert Client.objects.get().name == "Acme"


def test_a_long_name_of_a_file_is_cut(workspace, emil):
    job = services.store_import(workspace, "x" * 300, [], edition=None, by=emil, at=NOW)
    assert len(job.name) == 200

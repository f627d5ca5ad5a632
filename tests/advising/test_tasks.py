"""The background work of the desk: queued once, taken up again when a worker is killed, and what is old forgotten."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from hireguide.advising import tasks
from hireguide.advising.models import PortfolioImport
from hireguide.advising.selectors.imports import ROWS_KEPT
from hireguide.advising.services import importing
from hireguide.advising.tasks import begin_import, forget_imports
from hireguide.workspaces.models import Client
from tests.advising.tables import ANSWERED, waiting
from tests.editing.test_tasks import work
from tests.factories import make_edition, make_member, make_workspace

pytestmark = pytest.mark.django_db


@pytest.fixture
def job():
    make_edition()
    workspace = make_workspace()
    return waiting(workspace, make_member(workspace), {"name": "Acme", **ANSWERED})


def queued():
    return DBTaskResult.objects.filter(status="READY").order_by("run_after")


def test_a_worker_imports_and_has_what_is_left_forgotten_later(job):
    begin_import(job, leave_out=False, by=job.by, at=timezone.now())
    work()
    job.refresh_from_db()
    assert (job.state, Client.objects.count()) == ("done", 1)
    successor, forgetting = queued()
    assert successor.task_path.endswith("import_companies")
    assert forgetting.run_after > timezone.now() + ROWS_KEPT


def test_the_successor_of_a_killed_worker_goes_on_and_of_one_that_finished_does_nothing(job, settings):
    settings.REPLAY_LEASE_SECONDS = 0
    begin_import(job, leave_out=False, by=job.by, at=timezone.now())
    PortfolioImport.objects.update(state="running", worker="killed", leased_until=timezone.now())
    work()
    assert (PortfolioImport.objects.get().state, Client.objects.count()) == ("done", 1)
    assert queued().count() == 1


def test_what_the_queue_keeps_and_logs_of_one_that_broke_off_tells_no_name_and_no_answer(job, monkeypatch, caplog):
    def breaking(*arguments):
        raise ValueError("Acme has 20 engineers")

    monkeypatch.setattr(importing, "foresee_under", breaking)
    begin_import(job, leave_out=False, by=job.by, at=timezone.now())
    with caplog.at_level("DEBUG"):
        work()
    failed = DBTaskResult.objects.get(status="FAILED")
    assert f"The import {job.pk} broke off (ValueError)." in failed.traceback
    assert "broke off (ValueError)" in caplog.text
    for told in (failed.traceback, caplog.text):
        assert "Acme" not in told
        assert "20 engineers" not in told


def test_what_is_old_is_forgotten(job, monkeypatch):
    now = timezone.now()
    forget_imports.func()
    assert PortfolioImport.objects.exists()
    monkeypatch.setattr(tasks.timezone, "now", lambda: now + ROWS_KEPT + timedelta(minutes=1))
    forget_imports.func()
    assert not PortfolioImport.objects.exists()

"""Replays by workers: queued once, taken up by another when a worker is killed, never counted twice."""

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from hireguide.diagnoses.models import Diagnosis
from hireguide.editing.models import Replay, ReplayedChange
from hireguide.editing.services.replay import open_replay, replay_now, run_replay, stop_replay
from hireguide.editing.tasks import begin_replay, replay_draft
from hireguide.profiles.models import CompanyProfile
from tests.editing.replaying import found_by, make_replayed_draft
from tests.factories import NOW
from tests.threads import at_once

ROOT = Path(__file__).resolve().parents[2]
STEP = 5


def work():
    """What a worker does until nothing is ready, on the connection of the test."""
    options = {"queue_names": ["default"], "excluded_queue_names": [], "backend_name": "default", "worker_id": "test"}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django_tasks_db.management.commands.db_worker.close_old_connections", lambda: None)
        Worker(**options, interval=0, batch=True, startup_delay=False, max_tasks=None).run()


def tasks(status):
    return DBTaskResult.objects.filter(status=status)


@pytest.fixture
def draft(db, settings):
    settings.REPLAY_STEP = 2
    return make_replayed_draft()


def test_a_worker_finds_what_the_foreground_finds(draft):
    whole = found_by(replay_now(draft, by=None, at=NOW))
    Replay.objects.all().delete()
    replay = begin_replay(draft, by=None, at=timezone.now())
    assert replay.state == "waiting"
    work()
    replay.refresh_from_db()
    assert found_by(replay) == whole
    assert tasks("SUCCESSFUL").count() == 1


def test_a_task_queues_its_successor_for_when_the_lease_will_have_lapsed(draft, settings):
    begin_replay(draft, by=None, at=timezone.now())
    work()
    (successor,) = tasks("READY")
    assert timedelta(seconds=25) < successor.run_after - timezone.now() <= timedelta(seconds=30)
    tasks("READY").update(run_after=timezone.now())
    work()
    assert not tasks("READY").exists(), "the successor of a finished replay has none itself"


@pytest.mark.parametrize("state", ["done", "stopped"])
def test_a_task_that_comes_late_does_nothing(draft, state):
    replay = begin_replay(draft, by=None, at=timezone.now())
    if state == "done":
        replay_now(draft, by=None, at=NOW)
    else:
        stop_replay(replay, by=None, at=NOW)
    work()
    replay.refresh_from_db()
    assert (replay.state, replay.judged) == (state, 7 if state == "done" else 0)
    assert not tasks("READY").exists()


def test_a_task_of_a_replay_that_is_gone_ends_in_peace(draft):
    replay_draft.enqueue(999_999)
    work()
    assert tasks("SUCCESSFUL").count() == 1


def test_a_finished_replay_is_not_queued_again(draft):
    replay_now(draft, by=None, at=NOW)
    assert begin_replay(draft, by=None, at=NOW).state == "done"
    assert not DBTaskResult.objects.exists()


def copies(count):
    """Many diagnoses at once: each answers what one of those there are answers."""
    originals = list(Diagnosis.objects.of_companies().select_related("profile"))
    chosen = [originals[number % len(originals)] for number in range(count)]
    made = CompanyProfile.objects.bulk_create(CompanyProfile(**one.profile.facts()) for one in chosen)
    Diagnosis.objects.bulk_create(
        Diagnosis(
            profile=profile,
            edition_id=one.edition_id,
            result=one.result,
            verdict=one.verdict,
            answers_digest=f"sha256:{number}",
            made_at=NOW,
        )
        for number, (one, profile) in enumerate(zip(chosen, made, strict=True))
    )


@pytest.mark.bare
@pytest.mark.django_db(transaction=True)
def test_workers_that_all_want_the_same_replay_count_nothing_twice(settings):
    settings.REPLAY_STEP = STEP
    draft = make_replayed_draft()
    copies(60)
    whole = found_by(replay_now(draft, by=None, at=NOW))
    Replay.objects.all().delete()
    replay = open_replay(draft, by=None, at=NOW)

    def fight(name):
        """Take the lease from whoever has it, again and again."""
        for turn in range(500):
            if run_replay(replay.pk, worker=f"{name} {turn}", clock=timezone.now, take_over=True).state == "done":
                return "done"
            time.sleep(0.02)  # so that the others get somewhere
        return "never done"

    assert at_once(lambda: fight("one"), lambda: fight("two")) == ["done"] * 2
    replay.refresh_from_db()
    assert found_by(replay) == whole
    assert whole[0][1] == 67


def start_worker():
    """A worker in a process of its own, on the database of this test."""
    settings = connection.settings_dict
    url = f"sqlite:///{settings['NAME']}"
    if connection.vendor == "postgresql":
        url = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{settings['NAME']}").geturl()
    environment = {"DATABASE_URL": url, "REPLAY_STEP": str(STEP), "REPLAY_LEASE_SECONDS": "1"}
    command = [sys.executable, "manage.py", "db_worker", "--interval=0.05", "--no-startup-delay", "--no-reload"]
    environment["DJANGO_SETTINGS_MODULE"] = "hireguide.settings.test"
    return subprocess.Popen(command, cwd=ROOT, env=os.environ | environment, stderr=subprocess.DEVNULL)


def wait_until(condition, what):
    latest = time.monotonic() + 60
    while not condition():
        if time.monotonic() > latest:
            pytest.fail(f"After a minute {what} not yet.")
        time.sleep(0.01)


@pytest.mark.bare
@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_in_the_middle_is_followed_by_another_and_the_result_is_the_same(settings):
    draft = make_replayed_draft()
    copies(1000)
    whole = found_by(replay_now(draft, by=None, at=NOW))
    Replay.objects.all().delete()
    replay = begin_replay(draft, by=None, at=timezone.now())
    workers = [start_worker()]
    try:
        wait_until(lambda: Replay.objects.get().judged, "has the first worker begun")
        os.kill(workers[0].pid, signal.SIGKILL)
        workers[0].wait()
        replay.refresh_from_db()
        assert replay.state == "running"
        assert 0 < replay.judged < 1007
        assert ReplayedChange.objects.filter(replay=replay).count() == replay.changed
        killed = replay.worker
        workers.append(start_worker())
        wait_until(lambda: Replay.objects.get().state == "done", "is the second worker done")
    finally:
        for worker in workers:
            worker.kill()
            worker.wait()
    replay.refresh_from_db()
    assert found_by(replay) == whole
    assert tasks("RUNNING").filter(pk=killed).exists(), "the queue itself takes no task of a killed worker back"

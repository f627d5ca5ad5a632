"""The work on an import: all of it or nothing, by one worker at a time, whoever is killed."""

from datetime import timedelta

import pytest
from django.db import DatabaseError
from django.utils import timezone

from hireguide.advising.models import PortfolioImport
from hireguide.advising.selectors.imports import ROWS_KEPT
from hireguide.advising.services import importing
from hireguide.advising.services.importing import ImportBrokeOffError, run_import
from hireguide.advising.services.imports import confirm_import, purge_imports, stop_import
from hireguide.diagnoses.models import Diagnosis
from hireguide.diagnoses.selectors import diagnose_under, whole_result
from hireguide.profiles.models import CompanyProfile
from hireguide.rules import parse_profile
from hireguide.workspaces.models import Activity, Client, Workspace
from hireguide.workspaces.services import change_role, remove_member
from tests.advising.tables import ANSWERED, imported, waiting
from tests.factories import make_client, make_edition, make_member, make_workspace
from tests.walls import as_app

pytestmark = pytest.mark.django_db

ROWS = [{"name": f"Company {number}", "tags": "new, spring", **ANSWERED} for number in range(5)]


@pytest.fixture(autouse=True)
def _small_steps(monkeypatch):
    monkeypatch.setattr(importing, "STEP", 2)
    monkeypatch.setattr(importing, "_CHUNK", 2)


@pytest.fixture
def edition():
    return make_edition()


@pytest.fixture
def workspace(edition):
    return make_workspace()


@pytest.fixture
def emil(workspace):
    return make_member(workspace)


def turn(job, worker="test", later=timedelta(0)):
    return run_import(job.pk, worker=worker, clock=lambda: timezone.now() + later)


def killed(monkeypatch, at, error=KeyboardInterrupt):
    """Let whatever works break off when it comes to `at` for the second time."""
    kept, calls = getattr(importing, at), []

    def breaking(*arguments):
        calls.append(arguments)
        if len(calls) == 2:
            raise error
        return kept(*arguments)

    monkeypatch.setattr(importing, at, breaking)


def nothing_is_there():
    return not (Client.objects.exists() or Diagnosis.objects.exists() or CompanyProfile.objects.exists())


def test_an_import_makes_clients_profiles_and_diagnoses_as_the_edition_judges_them(workspace, emil, edition):
    job = imported(waiting(workspace, emil, *ROWS, {"name": "Bare", "stage": "seed"}), emil)
    assert (job.state, job.total, job.rows.count()) == ("done", 6, 0)
    client = Client.objects.get(name="Company 3")
    assert (client.made_by, [tag.name for tag in client.tags.all()]) == (emil, ["new", "spring"])
    kept = client.diagnoses.get()
    profile = parse_profile({"company_name": "Company 3", "engineer_count": 20, "delivery_pain": "high"})
    whole = diagnose_under(edition, profile)
    assert kept.result == {name: kept.result[name] for name in kept.result}
    for name in ("verdict", "gaps", "reasons", "possible", "triggers", "profile", "edition", "digest"):
        assert kept.result[name] == whole[name]
    assert (kept.verdict, kept.made_by, kept.owner) == (whole["verdict"], emil, None)
    assert (kept.execution_points, kept.strategy_points) == (9, 0)
    assert kept.rules == "slips many_engineers"
    assert kept.due_on
    assert kept.profile.facts() == profile.facts
    assert not Client.objects.get(name="Bare").diagnoses.exists()
    assert Activity.objects.first().what == "imported 6 clients from t.csv"


def test_what_would_change_an_imported_verdict_is_found_when_it_is_asked_for(workspace, emil, edition):
    imported(waiting(workspace, emil, ROWS[0]), emil)
    kept = Diagnosis.objects.get()
    assert "flips" not in kept.result
    profile = parse_profile(kept.result["profile"])
    assert whole_result(kept) == diagnose_under(edition, profile)
    kept.result["gaps"]["execution"]["points"] += 1
    assert whole_result(kept) == kept.result


def test_rows_left_out_stay_and_the_others_are_clients(workspace, emil):
    job = imported(waiting(workspace, emil, *ROWS, {"name": "", "notes": "x"}), emil, leave_out=True)
    assert (job.total, [row.number for row in job.rows.all()]) == (5, [7])


@pytest.mark.parametrize("at", ["foresee_under", "_make"])
def test_a_worker_that_is_killed_leaves_nothing_half_and_another_goes_on(workspace, emil, monkeypatch, at):
    job = waiting(workspace, emil, *ROWS)
    confirm_import(job, leave_out=False, by=emil)
    with monkeypatch.context() as patch:
        killed(patch, at)
        with pytest.raises(KeyboardInterrupt):
            turn(job, "first")
    assert nothing_is_there()
    assert turn(job, "second").worker == "first"
    assert nothing_is_there()
    assert turn(job, "second", timedelta(minutes=5)).state == "done"
    assert (Client.objects.count(), Diagnosis.objects.count(), CompanyProfile.objects.count()) == (5, 5, 5)


def test_who_lost_the_lease_stores_nothing_more(workspace, emil, monkeypatch):
    job = waiting(workspace, emil, *ROWS)
    confirm_import(job, leave_out=False, by=emil)
    kept = importing.foresee_under

    def overtaken(*arguments):
        monkeypatch.setattr(importing, "foresee_under", kept)
        turn(job, "second", timedelta(minutes=5))
        return kept(*arguments)

    monkeypatch.setattr(importing, "foresee_under", overtaken)
    turn(job, "first")
    assert (Client.objects.count(), Diagnosis.objects.count()) == (5, 5)


def test_one_that_is_stopped_meanwhile_makes_nothing(workspace, emil, monkeypatch):
    job = waiting(workspace, emil, *ROWS)
    confirm_import(job, leave_out=False, by=emil)
    kept = importing.foresee_under

    def stopping(*arguments):
        stop_import(job, by=job.by)
        return kept(*arguments)

    monkeypatch.setattr(importing, "foresee_under", stopping)
    assert turn(job).state == "stopped"
    assert nothing_is_there()


@pytest.mark.parametrize("leave", [lambda member, by: remove_member(member, by=by, at=timezone.now()), None])
def test_whoever_may_no_longer_write_imports_nothing(workspace, emil, leave):
    job = waiting(workspace, emil, *ROWS)
    confirm_import(job, leave_out=False, by=emil)
    member = workspace.memberships.get(user=emil)
    owner = workspace.memberships.exclude(user=emil).get().user
    if leave:
        leave(member, owner)
    else:
        change_role(member, "viewer", by=owner, at=timezone.now())
    job = turn(job)
    assert (job.state, job.trouble.startswith("Whoever began this import may no longer")) == ("stopped", True)
    assert nothing_is_there()
    assert imported(job, owner).state == "done"


def test_a_name_that_a_client_got_meanwhile_asks_again(workspace, emil):
    job = waiting(workspace, emil, *ROWS)
    confirm_import(job, leave_out=False, by=emil)
    make_client(workspace, "COMPANY 3")
    job = turn(job)
    assert (job.state, job.trouble) == (
        "checked",
        "While it ran, clients were added that have the name of 1 row. Nothing was imported",
    )
    [row] = job.rows.exclude(faults=[])
    assert (row.cells["name"], row.cells["tags"], row.cells["engineer_count"]) == ("Company 3", "new, spring", "20")
    assert Client.objects.count() == 1
    assert imported(job, emil, leave_out=True).total == 4


def test_what_cannot_be_judged_stops_the_import_and_tells_no_answer(workspace, emil, monkeypatch):
    job = waiting(workspace, emil, *ROWS)
    confirm_import(job, leave_out=False, by=emil)
    killed(monkeypatch, "foresee_under", ValueError("Company 1 has 20 engineers"))
    with pytest.raises(ImportBrokeOffError, match=rf"^The import {job.pk} broke off \(ValueError\)\.$") as told:
        turn(job)
    assert (told.value.__cause__, told.value.__context__) == (None, None)
    job.refresh_from_db()
    assert (job.state, job.trouble) == ("stopped", "It broke off after 0 rows (ValueError). Nothing was imported")


def test_a_database_that_fails_leaves_the_import_to_the_next_worker(workspace, emil, monkeypatch):
    job = waiting(workspace, emil, *ROWS)
    confirm_import(job, leave_out=False, by=emil)
    killed(monkeypatch, "_make", DatabaseError)
    with pytest.raises(ImportBrokeOffError, match="DatabaseError"):
        turn(job)
    assert PortfolioImport.objects.get().state == "running"
    assert nothing_is_there()


def test_an_import_without_an_edition_has_nothing_to_judge_by(workspace, emil):
    job = waiting(workspace, emil, *ROWS)
    confirm_import(job, leave_out=False, by=emil)
    PortfolioImport.objects.update(edition=None)
    with pytest.raises(ImportBrokeOffError, match="LookupError"):
        turn(job)


@pytest.mark.postgres
def test_the_role_of_background_work_may_do_all_of_it(workspace, emil):
    job = waiting(workspace, emil, *ROWS)
    confirm_import(job, leave_out=False, by=emil)
    with as_app("hireguide_background"):
        assert turn(job).state == "done"
        assert purge_imports(now=timezone.now() + 2 * ROWS_KEPT) == 1
    assert Client.objects.count() == 5


@pytest.mark.parametrize("while_it", ["foresee_under", "rows_to_judge"], ids=["judges", "ends"])
def test_an_import_that_goes_with_its_workspace_makes_nothing(workspace, emil, monkeypatch, while_it):
    row = ROWS[0] if while_it == "foresee_under" else {"name": "Bare"}
    job = confirm_import(waiting(workspace, emil, row), leave_out=False, by=emil)
    kept = getattr(importing, while_it)

    def deleted_meanwhile(*arguments):
        Workspace.objects.all().delete()
        return kept(*arguments)

    monkeypatch.setattr(importing, while_it, deleted_meanwhile)
    with pytest.raises(PortfolioImport.DoesNotExist):
        turn(job)
    assert nothing_is_there()

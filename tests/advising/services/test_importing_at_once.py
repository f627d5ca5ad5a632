"""What an import promises of names and rows when somebody else writes in the same moment."""

from datetime import timedelta
from functools import partial

import pytest
from django.http import Http404
from django.utils import timezone

from hireguide.advising.models import PortfolioImport, PortfolioRow
from hireguide.advising.selectors.imports import ROWS_KEPT
from hireguide.advising.services.importing import run_import
from hireguide.advising.services.imports import confirm_import, purge_imports
from hireguide.workspaces.models import Client
from hireguide.workspaces.services import ClientDetails, NameTakenError, add_client, change_client
from tests.advising.tables import waiting
from tests.factories import NOW, make_client, make_edition, make_member, make_workspace
from tests.threads import at_once, overlapping

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]

ACME = ClientDetails("Acme")


@pytest.fixture
def workspace():
    make_edition()
    return make_workspace()


@pytest.fixture
def dora(workspace):
    return workspace.memberships.get().user


@pytest.fixture
def bolt(workspace):
    return make_client(workspace, "Bolt")


@pytest.fixture
def ready(workspace, dora):
    """An import of one client that has its yes, and what a worker does at it."""
    job = confirm_import(waiting(workspace, dora, {"name": "Acme"}), leave_out=False, by=dora)
    return partial(run_import, job.pk, worker="test", clock=timezone.now)


@pytest.fixture
def writes(workspace, bolt):
    """The two ways in which another may give a client the same name; neither means another company of it."""
    emil = make_member(workspace)
    return (
        partial(add_client, workspace, ACME, tags=(), by=emil, at=NOW, again=False),
        partial(change_client, bolt, ACME, tags=(), revision=0, by=emil, at=NOW, again=False),
    )


@pytest.mark.parametrize("which", [0, 1], ids=["added", "renamed"])
def test_an_import_at_its_end_makes_nobody_a_second_client_of_a_name(ready, writes, which):
    job, written = overlapping(ready, writes[which])
    assert (job.state, type(written)) == ("done", NameTakenError)
    assert Client.objects.get(name="Acme").made_by == job.by


@pytest.mark.parametrize("which", [0, 1], ids=["added", "renamed"])
def test_an_import_at_its_end_waits_for_whoever_gives_a_client_its_name(ready, writes, which):
    written, job = overlapping(writes[which], ready)
    assert (written.name, job.state, job.rows.exclude(faults=[]).count()) == ("Acme", "checked", 1)
    assert Client.objects.get(name="Acme") == written


def test_a_double_click_on_bringing_a_table_leaves_one_that_waits(workspace, dora):
    at_once(*[partial(waiting, workspace, dora, {"name": "Acme"})] * 3)
    assert PortfolioImport.objects.get().rows.count() == 1


def test_a_yes_while_old_imports_are_forgotten_finds_all_rows_or_none(workspace, dora):
    old = partial(purge_imports, now=timezone.now() + ROWS_KEPT + timedelta(days=1))
    for purge_first in (False, True):
        job = waiting(workspace, dora, {"name": "Acme"})
        yes = partial(confirm_import, job, leave_out=False, by=dora)
        if purge_first:
            _, said = overlapping(old, yes)
            assert isinstance(said, Http404)
            assert not PortfolioRow.objects.exists()
        else:
            overlapping(yes, old)
            assert job.rows.count() == 1
            job.delete()

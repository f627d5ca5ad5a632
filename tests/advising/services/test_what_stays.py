"""What is deleted, by whichever way, leaves of each override a trace, and in it nothing of a company or a person."""

from datetime import date

import pytest

from hireguide.advising.services.account import delete_account
from hireguide.advising.services.clients import delete_client
from hireguide.diagnoses.models import Diagnosis, Override, OverrideTrace
from hireguide.diagnoses.services import delete_diagnosis, override_diagnosis
from hireguide.workspaces.models import Client
from tests.advising.services.test_account import rows_that_hold
from tests.factories import DORA, NOW, make_client, make_client_diagnosis, make_profile, make_user, make_workspace

pytestmark = pytest.mark.django_db

COMPANY, REASON = "Quillfeather", "Xanthippe wants both."


@pytest.fixture
def dora():
    return make_user(DORA)


@pytest.fixture
def kept(dora):
    """Of a client in a workspace that nobody else belongs to; somebody has said otherwise of it."""
    client = make_client(make_workspace(owner=dora), COMPANY)
    kept = make_client_diagnosis(
        client, profile=make_profile(company_name=COMPANY, delivery_pain="high", engineer_count=20), by=dora
    )
    override_diagnosis(kept, verdict="pairing", reason=REASON, by=dora, now=NOW)
    return kept


def owned_by(user, kept):
    Diagnosis._base_manager.filter(pk=kept.pk).update(client=None, owner=user)
    Client.objects.all().delete()


WAYS = {
    "the diagnosis": lambda kept, dora: delete_diagnosis(kept, by=dora, now=NOW),
    "the client": lambda kept, dora: delete_client(kept.client, by=dora, at=NOW),
    "the account with its workspace": lambda _, dora: delete_account(dora, at=NOW),
    "the account whose own it is": lambda kept, dora: (owned_by(dora, kept), delete_account(dora, at=NOW)),
}


@pytest.mark.parametrize("way", WAYS)
def test_an_override_leaves_its_trace_and_nothing_else(way, kept, dora):
    told = (COMPANY, REASON, kept.public_id, kept.client.public_id)
    held = {table for text in told for table, _ in rows_that_hold(text.lower())}
    assert {"diagnoses_override", "diagnoses_diagnosis", "workspaces_client"} <= held
    WAYS[way](kept, dora)
    assert not Override.objects.exists()
    assert list(OverrideTrace.objects.values_list("day", "rules_verdict", "verdict", "decided", "reviewed_on")) == [
        (date(2026, 11, 21), "vp_engineering_first", "pairing", "cell:large,none", None)
    ]
    for text in (*told, dora.email):
        assert "diagnoses_overridetrace" not in {table for table, _ in rows_that_hold(text.lower())}
    left = {table for text in told for table, _ in rows_that_hold(text.lower())}
    assert left - {"workspaces_activity", "workspaces_client"} == set()  # lines that name a client stay, as is said
    assert not rows_that_hold(REASON.lower())


def test_whatever_deletes_it_there_is_nothing_to_remember(kept):
    kept.client.workspace.delete()
    assert not Override.objects.exists()
    assert OverrideTrace.objects.get().said is None

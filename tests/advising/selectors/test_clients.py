from datetime import date, timedelta

import pytest

from hireguide.advising.selectors.clients import Wanted, clients_wanted, latest_of, lost_with
from hireguide.advising.selectors.desk import kept_by, places_of
from hireguide.advising.selectors.portfolio import tagged
from hireguide.diagnoses.selectors import judge_under
from hireguide.diagnoses.services import claim_diagnosis, keep_what_if, override_diagnosis
from hireguide.workspaces.selectors import namesake_of, tags_of
from hireguide.workspaces.services import archive_client
from tests.factories import (
    BEN,
    NOW,
    make_client,
    make_client_diagnosis,
    make_diagnosis,
    make_member,
    make_profile,
    make_round,
    make_user,
    make_workspace,
)

pytestmark = pytest.mark.django_db

TODAY = NOW.date()
CALM = {"delivery_pain": "none", "engineer_count": 5, "unguided_decisions": False}


@pytest.fixture
def workspace():
    return make_workspace()


@pytest.fixture
def dora(workspace):
    return workspace.memberships.get(role="owner").user


@pytest.fixture
def three(workspace):
    """Acme was due long ago, beta is quiet and due in half a year, Gamma has never been looked at."""
    acme = make_client(workspace, "Acme", tags=["fintech", "Berlin"], stage="seed", employee_count=20)
    beta = make_client(workspace, "beta", tags=["Fintech"], employee_count=300, contact_name="Cleo Founder")
    make_client(workspace, "Gamma", contact_email="cleo@gamma.example", employee_count=None)
    make_client_diagnosis(acme, now=NOW - timedelta(days=300))
    make_client_diagnosis(beta, now=NOW, profile=make_profile(**CALM))


def found(user, workspace, today=TODAY, **wanted):
    return [client.name for client in clients_wanted(user, workspace, Wanted(**wanted), today=today)]


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        ({}, ["Acme", "beta", "Gamma"]),
        ({"text": "ACM"}, ["Acme"]),
        ({"text": "fintech"}, ["Acme", "beta"]),
        ({"text": "fintech acme"}, ["Acme"]),
        ({"text": "cleo"}, ["beta", "Gamma"]),
        ({"text": "cleo@gamma"}, ["Gamma"]),
        ({"text": "nobody"}, []),
        ({"tag": "FINTECH"}, ["Acme", "beta"]),
        ({"tag": "fin"}, []),
        ({"stage": "seed"}, ["Acme"]),
        ({"verdict": "vp_engineering_first"}, ["Acme"]),
        ({"verdict": "neither_yet"}, ["beta"]),
        ({"verdict": "pairing"}, []),
        ({"look": "due"}, ["Acme"]),
        ({"look": "soon"}, ["Acme"]),
        ({"look": "none"}, ["Gamma"]),
        ({"archived": True}, []),
        ({"sort": "verdict"}, ["Acme", "beta", "Gamma"]),
        ({"sort": "looked"}, ["beta", "Acme", "Gamma"]),
        ({"sort": "looked_first"}, ["Gamma", "Acme", "beta"]),
        ({"sort": "due"}, ["Acme", "beta", "Gamma"]),
        ({"sort": "size"}, ["beta", "Acme", "Gamma"]),
        ({"sort": "size", "text": "fintech", "look": "due", "verdict": "vp_engineering_first"}, ["Acme"]),
    ],
)
def test_clients_are_found_and_sorted(workspace, dora, three, wanted, names):
    assert found(dora, workspace, **wanted) == names


@pytest.mark.parametrize("written", ["École 42", "école 42", "ÉCOLE 42"])
def test_letters_beyond_ascii_are_found_and_compared_in_either_case(workspace, dora, written):
    make_client(workspace, "École 42", tags=["Öko"], contact_name="Zoë Ärgerlich")
    make_client(workspace, "beta", tags=["öko"])
    assert found(dora, workspace, text=written) == ["École 42"]
    assert found(dora, workspace, text="ZOË ärger") == ["École 42"]
    assert found(dora, workspace, text="ÖKO") == found(dora, workspace, tag="ÖKO") == ["beta", "École 42"]
    assert len(tagged(dora, workspace, "öko")) == 2
    assert tags_of(dora, workspace) == [("Öko", 2)]
    assert namesake_of(dora, workspace, written).name == "École 42"


def test_a_client_is_soon_due_within_thirty_days_and_due_on_the_day(workspace, dora):
    kept = make_client_diagnosis(make_client(workspace), now=NOW)
    day = timedelta(days=1)
    assert found(dora, workspace, today=kept.due_on - 31 * day, look="soon") == []
    assert found(dora, workspace, today=kept.due_on - 30 * day, look="soon") == ["Acme"]
    assert found(dora, workspace, today=kept.due_on - day, look="due") == []
    assert found(dora, workspace, today=kept.due_on, look="due") == ["Acme"]


def test_the_newest_diagnosis_counts_and_no_what_if(workspace, dora, django_assert_num_queries):
    acme = make_client(workspace)
    make_client_diagnosis(acme, now=NOW - timedelta(days=300))
    newest = make_client_diagnosis(acme, now=NOW, profile=make_profile(**CALM))
    own = judge_under(newest.edition, make_profile(**CALM))
    later = NOW + timedelta(days=1)
    keep_what_if(of=newest, own_result=own, profile=make_profile(), dont_know=(), now=later)
    override_diagnosis(newest, verdict="pairing", reason="I know them.", by=dora, now=NOW)
    listed = list(clients_wanted(dora, workspace, Wanted(), today=TODAY))
    with django_assert_num_queries(2):
        latest = latest_of(listed)
        assert latest[acme.pk] == newest
        assert [one.verdict for one in latest[acme.pk].overrides.all()] == ["pairing"]
    assert found(dora, workspace, verdict="vp_engineering_first") == []


def test_archived_clients_have_a_list_of_their_own(workspace, dora, three):
    archive_client(workspace.clients.get(name="Acme"), by=dora, at=NOW)
    assert found(dora, workspace) == ["beta", "Gamma"]
    assert found(dora, workspace, archived=True) == ["Acme"]


def test_an_outsider_finds_no_client_of_another_workspace(workspace, three):
    ben = make_user(BEN)
    assert found(ben, workspace) == []
    assert places_of(ben, today=TODAY) == []


def test_the_desk_counts_what_waits_in_each_workspace(workspace, dora, three, django_assert_num_queries):
    archive_client(workspace.clients.get(name="Gamma"), by=dora, at=NOW)
    other = make_workspace("Alder", owner=make_user(BEN))
    make_member(other, dora.email, "viewer")
    with django_assert_num_queries(3):
        places = places_of(dora, today=TODAY)
    assert [(place.membership.workspace.name, place.clients, place.due) for place in places] == [
        ("Alder", 0, 0),
        ("Northbridge", 2, 1),
    ]
    assert places_of(dora, today=date(2020, 1, 1))[1].due == 0


def test_what_somebody_keeps_in_their_own_account_is_counted(dora):
    assert kept_by(dora) == 0
    claim_diagnosis(make_diagnosis(), owner=dora)
    assert kept_by(dora) == 1


def test_what_goes_with_a_client_is_counted(workspace):
    acme = make_client(workspace)
    kept = make_client_diagnosis(acme)
    own = judge_under(kept.edition, make_profile())
    keep_what_if(of=kept, own_result=own, profile=make_profile(**CALM), dont_know=(), now=NOW)
    make_round(acme)
    lost = lost_with(acme)
    assert (lost.diagnoses, lost.what_ifs, lost.drafts, lost.rounds) == (1, 1, 1, 1)

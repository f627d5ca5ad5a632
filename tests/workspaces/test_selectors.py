import ast
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404

from hireguide.workspaces.models import Activity
from hireguide.workspaces.selectors import (
    SESSION_KEYS,
    Viewer,
    activity_of,
    actors_of,
    all_clients_of,
    client_for,
    clients_of,
    invitation_of,
    invitations_of,
    last_change_of,
    may_write,
    members_of,
    membership_for,
    memberships_of,
    namesake_of,
    tags_of,
    viewer_of,
)
from hireguide.workspaces.services import invite, remove_member, revoke_invitation
from tests.factories import BEN, EMIL, NOW, make_client, make_member, make_user, make_workspace
from tests.sources import places

pytestmark = pytest.mark.django_db


@pytest.fixture
def workspace():
    return make_workspace()


@pytest.fixture
def dora(workspace):
    return workspace.memberships.get(role="owner").user


@pytest.fixture
def outsider():
    """Somebody with a workspace of their own, and a client in it."""
    ben = make_user(BEN)
    make_client(make_workspace("Elsewhere", owner=ben), "Theirs")
    return ben


def test_an_outsider_finds_nothing(workspace, outsider):
    acme = make_client(workspace, tags=["fintech"])
    for refused in (
        lambda: membership_for(outsider, workspace.pk),
        lambda: membership_for(outsider, workspace.pk, owner=True),
        lambda: client_for(outsider, acme.public_id),
        lambda: client_for(outsider, acme.public_id, write=True),
    ):
        with pytest.raises(Http404):
            refused()
    for found in (clients_of, members_of, invitations_of, activity_of):
        assert not found(outsider, workspace).exists()
    assert tags_of(outsider, workspace) == []
    assert actors_of(outsider, workspace) == []
    assert namesake_of(outsider, workspace, "Acme") is None
    assert [one.name for one in all_clients_of(outsider)] == ["Theirs"]
    assert not may_write(Viewer(outsider), workspace.pk)


def test_a_viewer_looks_and_does_not_write(workspace):
    acme, vera = make_client(workspace), make_member(workspace, role="viewer")
    assert client_for(vera, acme.public_id) == acme
    assert membership_for(vera, workspace.pk).role == "viewer"
    with pytest.raises(PermissionDenied, match="You may look at this workspace"):
        client_for(vera, acme.public_id, write=True)
    with pytest.raises(PermissionDenied, match="You may look at this workspace"):
        membership_for(vera, workspace.pk, write=True)
    assert not all_clients_of(vera, write=True).exists()
    assert not may_write(Viewer(vera), workspace.pk)


def test_an_advisor_writes_and_does_not_own(workspace):
    acme, emil = make_client(workspace), make_member(workspace)
    with transaction.atomic():
        assert client_for(emil, acme.public_id, write=True, lock=True) == acme
    assert membership_for(emil, workspace.pk, write=True).user == emil
    with pytest.raises(PermissionDenied, match="Only an owner"):
        membership_for(emil, workspace.pk, owner=True)
    assert not invitations_of(emil, workspace).exists()


def test_a_removed_member_loses_access_at_once(workspace, dora):
    acme, emil = make_client(workspace), make_member(workspace)
    remove_member(workspace.memberships.get(user=emil), by=dora, at=NOW)
    with pytest.raises(Http404):
        client_for(emil, acme.public_id)
    assert not memberships_of(emil).exists()


def test_workspaces_come_by_name(workspace, dora):
    make_workspace("Alder", owner=dora)
    assert [one.workspace.name for one in memberships_of(dora)] == ["Alder", "Northbridge"]


def test_tags_that_differ_by_case_alone_are_one(workspace, dora):
    make_client(workspace, tags=["Fintech", "Berlin"])
    make_client(workspace, "Beta", tags=["fintech"])
    archived = make_client(workspace, "Gone", tags=["old"])
    archived.archived_at = NOW
    archived.save()
    assert tags_of(dora, workspace) == [("Berlin", 1), ("Fintech", 2)]


def test_a_namesake_is_found_whatever_its_case_and_is_not_the_client_itself(workspace, dora):
    acme = make_client(workspace)
    assert namesake_of(dora, workspace, "ACME") == acme
    assert namesake_of(dora, workspace, "acme", but=acme) is None


def test_an_invitation_is_found_by_its_token_while_it_is_open(workspace, dora):
    invitation, token = invite(workspace, email=EMIL, role="advisor", by=dora, at=NOW)
    assert invitation_of(token, now=NOW) == invitation
    for asked, now in ((token.swapcase(), NOW), (invitation.token_hash, NOW), (token, NOW + timedelta(days=8))):
        with pytest.raises(Http404, match="no longer"):
            invitation_of(asked, now=now)
    revoke_invitation(invitation, by=dora, at=NOW)
    with pytest.raises(Http404):
        invitation_of(token, now=NOW)
    assert not invitations_of(dora, workspace).exists()


def test_activity_comes_latest_first_with_those_who_acted(workspace, dora):
    acme = make_client(workspace, at=NOW + timedelta(minutes=1))
    lines = [line.what for line in activity_of(dora, workspace)]
    assert lines == ["added the client Acme", "opened the workspace"]
    assert actors_of(dora, workspace) == [dora]  # the client was added by nobody known
    assert last_change_of(acme) == Activity.objects.get(client=acme)


def test_who_opened_a_page(rf, dora):
    request = rf.get("/")
    request.user, request.session = AnonymousUser(), {}
    assert viewer_of(request) == Viewer()
    request.user, request.session = dora, {SESSION_KEYS: ["a", "b"]}
    assert viewer_of(request) == Viewer(dora, frozenset({"a", "b"}))
    dora.is_active = False
    assert viewer_of(request).user is None


# Each writes, or holds, without a membership that lets it. Every new one is to be thought over.
NO_MEMBERS = {
    "workspaces/services/people.py": ["accept_invitation", "remove_member"],
    "diagnoses/selectors.py": ["hold_with_client", "hold_with_client", "hold_any_diagnosis"],
    "diagnoses/services/claiming.py": ["claim_diagnosis", "claim_diagnosis", "claim_draft"],
    "diagnoses/services/overrides.py": ["override_diagnosis"],
    "advising/services/importing.py": ["step"],
    "advising/services/people.py": ["_hold_what_is_written"],
    "advising/services/respondents.py": ["_held"],
}


def holds_for_no_member(node):
    """Whether something is held for somebody else than the `by` who does it, or whoever's it is."""
    if not isinstance(node, ast.Call) or "hold" not in getattr(node.func, "id", ""):
        return False
    named = [getattr(given.value, "id", None) for given in node.keywords if given.arg == "by"]
    return "hold_any" in node.func.id or any(name != "by" for name in named)


def test_whoever_writes_without_being_a_member_is_known_by_name():
    assert places("hold", holds_for_no_member) == NO_MEMBERS


def test_clients_and_workspaces_are_held_in_one_place():
    """Where `by` is asked about again."""

    def holds(node):
        of_records = isinstance(node, ast.Attribute) and node.attr == "select_for_update"
        return of_records and {"Client", "Workspace"} & {getattr(one, "id", None) for one in ast.walk(node)}

    assert places("select_for_update", holds) == {
        "workspaces/selectors.py": ["hold_client", "hold_workspace"],
    }

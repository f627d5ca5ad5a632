"""What the services promise when two requests come in the same moment, each in a thread and transaction of its own."""

from functools import partial

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from hireguide.web.wall import behind_the_wall
from hireguide.workspaces.models import Client, Invitation, Membership, Workspace
from hireguide.workspaces.services import (
    ClientChangedError,
    ClientDetails,
    InvitedJustNowError,
    LastOwnerError,
    NameTakenError,
    accept_invitation,
    add_client,
    change_client,
    change_role,
    invite,
    remove_member,
)
from hireguide.workspaces.services import make_workspace as open_workspace
from tests.factories import EMIL, NOW, make_client, make_member, make_user, make_workspace
from tests.threads import at_once
from tests.walls import as_app

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def owners():
    workspace = make_workspace()
    make_member(workspace, role="owner")
    return list(workspace.memberships.select_related("user", "workspace"))


def test_two_owners_who_leave_at_once_leave_one(owners):
    outcomes = at_once(*[partial(remove_member, one, by=one.user, at=NOW) for one in owners])
    assert [type(outcome) for outcome in outcomes].count(LastOwnerError) == 1
    assert Membership.objects.get().role == "owner"


def test_two_owners_who_make_each_other_advisors_at_once_leave_one(owners):
    dora, emil = owners
    outcomes = at_once(
        partial(change_role, emil, "advisor", by=dora.user, at=NOW),
        partial(change_role, dora, "advisor", by=emil.user, at=NOW),
    )
    assert {type(outcome) for outcome in outcomes} == {type(None), PermissionDenied}
    assert Membership.objects.filter(role="owner").count() == 1


@pytest.mark.postgres
def test_behind_the_second_wall_two_owners_leave_one_too(owners):
    """The locks hold for the role that serves pages, which sees and locks only what its visitor may change."""

    def as_visitor(visitor, call):
        with as_app(), behind_the_wall(user_id=visitor.pk):
            return call()

    dora, emil = owners
    outcomes = at_once(
        partial(as_visitor, dora.user, partial(change_role, emil, "advisor", by=dora.user, at=NOW)),
        partial(as_visitor, emil.user, partial(remove_member, dora, by=emil.user, at=NOW)),
    )
    # Who comes second is no member, or no owner, any more.
    assert [isinstance(one, Http404 | PermissionDenied) for one in outcomes].count(True) == 1
    assert Membership.objects.filter(role="owner").count() == 1


def test_a_double_click_on_join_makes_one_member():
    workspace = make_workspace()
    owner = workspace.memberships.get().user
    invitation, _ = invite(workspace, email=EMIL, role="viewer", by=owner, at=NOW)
    emil = make_user(EMIL)
    outcomes = at_once(*[partial(accept_invitation, invitation, by=emil, at=NOW)] * 2)
    assert sorted(type(outcome).__name__ for outcome in outcomes) == sorted(
        [Membership.__name__, Invitation.DoesNotExist.__name__]
    )
    assert workspace.memberships.filter(user=emil).count() == 1


def test_a_double_click_on_invite_sends_one_invitation():
    workspace = make_workspace()
    owner = workspace.memberships.get().user
    outcomes = at_once(*[partial(invite, workspace, email=EMIL, role="viewer", by=owner, at=NOW, again=False)] * 3)
    assert [type(outcome) for outcome in outcomes].count(InvitedJustNowError) == 2
    assert Invitation.objects.get().is_open(NOW)


def test_of_four_who_add_a_client_at_once_one_does():
    workspace = make_workspace()
    owner = Membership.objects.get().user
    details = [ClientDetails(name) for name in ("Acme", "ACME", "acme", "aCME")]
    outcomes = at_once(
        *[partial(add_client, workspace, each, tags=(), by=owner, at=NOW, again=False) for each in details]
    )
    assert [type(outcome) for outcome in outcomes].count(NameTakenError) == 3
    assert Client.objects.count() == 1


def test_a_double_click_on_another_company_of_that_name_adds_one():
    workspace = make_workspace()
    make_client(workspace)
    owner, details = Membership.objects.get().user, ClientDetails("Acme", stage="seed")
    added = at_once(*[partial(add_client, workspace, details, tags=["new"], by=owner, at=NOW)] * 3)
    assert len(set(added)) == 1
    assert Client.objects.count() == 2


def test_a_double_click_on_opening_a_workspace_opens_one():
    dora = make_user()
    opened = at_once(*[partial(open_workspace, "Northbridge", by=dora, at=NOW)] * 3)
    assert set(opened) == {Workspace.objects.get()}


def test_of_two_clients_that_get_the_same_new_name_at_once_one_does():
    workspace = make_workspace()
    clients, owner = [make_client(workspace, name) for name in ("Acme", "Bolt")], Membership.objects.get().user
    told = {"tags": (), "revision": 0, "by": owner, "at": NOW, "again": False}
    outcomes = at_once(*[partial(change_client, one, ClientDetails("Corda"), **told) for one in clients])
    assert [type(outcome) for outcome in outcomes].count(NameTakenError) == 1
    assert Client.objects.filter(name="Corda").count() == 1


def test_of_two_who_change_a_client_at_once_one_is_told():
    acme = make_client(make_workspace())
    owner = Membership.objects.get().user
    outcomes = at_once(
        *[
            partial(change_client, acme, ClientDetails(name), tags=[name], revision=0, by=owner, at=NOW)
            for name in ("Mine", "Theirs")
        ]
    )
    assert [type(outcome) for outcome in outcomes].count(ClientChangedError) == 1
    kept = Client.objects.get()
    assert [tag.name for tag in kept.tags.all()] == [kept.name]
    assert kept.revision == 1

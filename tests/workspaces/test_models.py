from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from hireguide.workspaces.models import Activity, Membership, Tag
from hireguide.workspaces.models.activity import ActivityStaysError
from hireguide.workspaces.services import INVITATION_DAYS, invite
from tests.factories import EMIL, NOW, make_client, make_member, make_workspace

pytestmark = pytest.mark.django_db


def test_what_was_done_stays_as_it_was_noted():
    make_workspace()
    line = Activity.objects.get()
    line.what = "did nothing"
    with pytest.raises(ActivityStaysError, match="stays as it was noted"):
        line.save()


def test_somebody_belongs_to_a_workspace_once():
    workspace = make_workspace()
    make_member(workspace)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_member(workspace, role="viewer")


def test_a_client_has_a_tag_once_whatever_its_case():
    acme = make_client(make_workspace(), tags=["Fintech"])
    with pytest.raises(IntegrityError), transaction.atomic():
        Tag.objects.create(client=acme, name="fintech")


@pytest.mark.parametrize(("role", "writes", "owns"), [("owner", 1, 1), ("advisor", 1, 0), ("viewer", 0, 0)])
def test_what_a_role_may_do(role, writes, owns):
    member = Membership(role=role)
    assert (member.may_write, member.is_owner) == (bool(writes), bool(owns))


def test_an_invitation_is_open_for_its_days():
    workspace = make_workspace()
    invitation, _ = invite(workspace, email=EMIL, role="advisor", by=workspace.memberships.get().user, at=NOW)
    end = NOW + timedelta(days=INVITATION_DAYS)
    assert invitation.is_open(end - timedelta(seconds=1))
    assert not invitation.is_open(end)


def test_each_says_what_it_is():
    workspace = make_workspace()
    acme = make_client(workspace, tags=["fintech"])
    invitation, _ = invite(workspace, email=EMIL, role="advisor", by=workspace.memberships.get().user, at=NOW)
    said = [str(one) for one in (workspace, workspace.memberships.get(), acme, acme.tags.get(), invitation)]
    assert said == [
        "Northbridge",
        "dora@example.com, owner of Northbridge",
        "Acme",
        "fintech",
        "Invitation of emil@example.com to Northbridge",
    ]
    assert str(Activity.objects.first()) == "invited emil@example.com as advisor"

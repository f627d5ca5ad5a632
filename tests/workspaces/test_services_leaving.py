"""Taking an address out of what workspaces keep: whole addresses alone, wherever they stand."""

import pytest

from hireguide.workspaces.models import Activity, Invitation
from hireguide.workspaces.services import SOMEBODY_GONE, forget_address, invite, note
from tests.factories import BEN, EMIL, NOW, make_workspace

pytestmark = pytest.mark.django_db


def lines():
    return list(Activity.objects.order_by("pk").values_list("what", flat=True))[1:]


def test_an_address_is_blotted_out_and_nobody_elses():
    workspace = make_workspace()
    dora = workspace.memberships.get().user
    for address in (BEN, EMIL):
        invite(workspace, email=address, role="viewer", by=dora, at=NOW)
    for what in ("removed Ben@Example.com", "removed b.ben@example.com", "removed ben@example.com.au"):
        note(workspace, "people", what, who=dora, at=NOW)
    forget_address(BEN)
    assert lines() == [
        f"invited {SOMEBODY_GONE} as viewer",
        f"invited {EMIL} as viewer",
        f"removed {SOMEBODY_GONE}",
        "removed b.ben@example.com",
        "removed ben@example.com.au",
    ]
    assert [one.email for one in Invitation.objects.all()] == [EMIL]

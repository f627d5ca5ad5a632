"""Whoever may not see clients any more keeps no way in: links that they were shown, invitations that they sent."""

from datetime import timedelta

import pytest

from hireguide.advising.models import Respondent
from hireguide.advising.services.people import change_role, remove_member
from hireguide.advising.services.respondents import begin
from hireguide.advising.services.voices import Asked, close_round, open_round
from hireguide.workspaces.models import Activity
from tests.advising.asked import FAY, GUS, ask
from tests.factories import BEN, NOW, make_client, make_member, make_workspace

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def asked():
    """Fay, whose link was mailed, and Gus, whose link members were shown; and somebody in a closed round."""
    opened, links = ask(FAY, GUS, at=NOW)
    closed, _ = open_round(opened.client, [Asked("Hana", "board")], by=opened.opened_by, at=NOW)
    close_round(closed, by=opened.opened_by, at=NOW)
    return opened, links


def lines():
    return [line.what for line in Activity.objects.filter(kind="voices", at=LATER)]


def revoked(client):
    return {one.name: one.revoked_at for one in Respondent.objects.filter(round__client=client)}


def test_with_a_member_who_is_removed_the_links_end_that_members_were_shown(asked):
    opened, (_, gus) = asked
    workspace = opened.client.workspace
    make_member(workspace)
    draft = begin(gus.respondent, now=NOW)
    elsewhere = make_client(make_workspace("Other", owner=opened.opened_by))
    other, _ = open_round(elsewhere, [GUS], by=opened.opened_by, at=NOW)
    emil = workspace.memberships.get(role="advisor")
    assert remove_member(emil, by=opened.opened_by, at=LATER) == 1
    assert revoked(opened.client) == {"Fay Oduya": None, "Gus Lind": LATER, "Hana": LATER}
    assert revoked(other.client) == {"Gus Lind": None}
    draft.refresh_from_db()
    assert draft.key_until == LATER
    assert lines() == ["took back 1 link that members had been shown"]
    assert not workspace.memberships.filter(user=emil.user).exists()


def test_whoever_may_only_look_was_shown_none(asked):
    opened, _ = asked
    ben = make_member(opened.client.workspace, BEN, "viewer")
    assert remove_member(opened.client.workspace.memberships.get(user=ben), by=ben, at=LATER) == 0
    assert set(revoked(opened.client).values()) == {None}
    assert lines() == []


def test_they_end_with_whoever_becomes_a_viewer_and_not_with_other_roles(asked):
    opened, _ = asked
    member = opened.client.workspace.memberships.get(user=make_member(opened.client.workspace))
    for role, ended in (("owner", 0), ("advisor", 0), ("viewer", 1), ("viewer", 0)):
        assert change_role(member, role, by=opened.opened_by, at=LATER) == ended
        member.refresh_from_db()
    assert revoked(opened.client)["Gus Lind"] == LATER
    assert revoked(opened.client)["Fay Oduya"] is None

from datetime import timedelta
from smtplib import SMTPException

import pytest

from hireguide.workspaces.models import Activity, Invitation, Membership
from hireguide.workspaces.services import (
    INVITATIONS_A_DAY_TO_ONE,
    AlreadyAMemberError,
    ClientChangedError,
    ClientDetails,
    InvitationNotSentError,
    InvitedToAnotherAddressError,
    LastOwnerError,
    TooManyInvitationsError,
    accept_invitation,
    archive_client,
    change_client,
    change_role,
    invite,
    note,
    people,
    remove_member,
    rename_workspace,
    restore_client,
    revoke_invitation,
    send_invitation,
    set_reminders,
)
from tests.factories import BEN, EMIL, NOW, make_client, make_member, make_user, make_workspace

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def workspace():
    return make_workspace()


@pytest.fixture
def owner(workspace):
    return workspace.memberships.get(role="owner")


def done():
    return [line.what for line in Activity.objects.order_by("pk")][1:]


def test_a_workspace_begins_with_its_owner(workspace, owner):
    assert owner.role == "owner"
    assert Activity.objects.get().what == "opened the workspace"


def test_renaming_is_noted_and_the_same_name_is_not(workspace, owner):
    rename_workspace(workspace, "Southbridge", by=owner.user, at=NOW)
    rename_workspace(workspace, "Southbridge", by=owner.user, at=NOW)
    workspace.refresh_from_db()
    assert workspace.name == "Southbridge"
    assert done() == ["renamed the workspace to Southbridge"]


def test_an_invitation_stores_no_token_and_its_line_names_no_key(workspace, owner):
    invitation, token = invite(workspace, email=" Emil@Example.com", role="viewer", by=owner.user, at=NOW)
    assert invitation.email == EMIL
    stored = str(Invitation.objects.values().get())
    assert token not in stored
    assert done() == ["invited emil@example.com as viewer"]


def test_an_older_invitation_of_the_same_address_lapses(workspace, owner):
    first, _ = invite(workspace, email=EMIL, role="viewer", by=owner.user, at=NOW)
    second, _ = invite(workspace, email=EMIL, role="advisor", by=owner.user, at=LATER)
    first.refresh_from_db()
    assert first.revoked_at == LATER
    assert second.is_open(LATER)


def test_a_member_is_not_invited_again(workspace, owner):
    make_member(workspace)
    with pytest.raises(AlreadyAMemberError):
        invite(workspace, email=EMIL.upper(), role="viewer", by=owner.user, at=NOW)


def test_nobody_is_written_to_without_end(workspace, owner, monkeypatch):
    for _ in range(INVITATIONS_A_DAY_TO_ONE):
        invite(workspace, email=EMIL, role="viewer", by=owner.user, at=NOW)
    with pytest.raises(TooManyInvitationsError):
        invite(workspace, email=EMIL, role="viewer", by=owner.user, at=LATER)
    assert Invitation.objects.filter(revoked_at=None).count() == 1, "the last one stands"
    monkeypatch.setattr(people, "INVITATIONS_A_DAY", INVITATIONS_A_DAY_TO_ONE)
    with pytest.raises(TooManyInvitationsError):
        invite(workspace, email=BEN, role="viewer", by=owner.user, at=LATER)
    invite(workspace, email=EMIL, role="viewer", by=owner.user, at=NOW + timedelta(days=2))


def test_more_workspaces_are_no_way_to_write_to_more_people(workspace, owner, monkeypatch):
    monkeypatch.setattr(people, "INVITATIONS_A_DAY_OF_ONE", 2)
    for name in "Two", "Three":
        invite(make_workspace(name, owner=owner.user), email=EMIL, role="viewer", by=owner.user, at=NOW)
    with pytest.raises(TooManyInvitationsError):
        invite(workspace, email=BEN, role="viewer", by=owner.user, at=LATER)
    other = make_member(workspace, "ola@example.com", "owner")
    invite(workspace, email=BEN, role="viewer", by=other, at=LATER)
    invite(workspace, email=BEN, role="viewer", by=owner.user, at=NOW + timedelta(days=2))


def test_an_invitation_is_accepted_once_by_whom_it_was_sent_to(workspace, owner):
    invitation, _ = invite(workspace, email=EMIL, role="viewer", by=owner.user, at=NOW)
    ben, emil = make_user(BEN), make_user(EMIL)
    with pytest.raises(InvitedToAnotherAddressError):
        accept_invitation(invitation, by=ben, at=LATER)
    assert accept_invitation(invitation, by=emil, at=LATER).role == "viewer"
    with pytest.raises(Invitation.DoesNotExist):
        accept_invitation(invitation, by=emil, at=LATER)
    revoke_invitation(invitation, by=owner.user, at=LATER)
    invitation.refresh_from_db()
    assert (invitation.accepted_at, invitation.revoked_at) == (LATER, None)
    assert done() == ["invited emil@example.com as viewer", "joined as viewer"]


def test_an_invitation_that_was_taken_back_or_has_lapsed_lets_nobody_in(workspace, owner):
    emil = make_user(EMIL)
    invitation, _ = invite(workspace, email=EMIL, role="viewer", by=owner.user, at=NOW)
    with pytest.raises(Invitation.DoesNotExist):
        accept_invitation(invitation, by=emil, at=NOW + timedelta(days=30))
    revoke_invitation(invitation, by=owner.user, at=NOW)
    with pytest.raises(Invitation.DoesNotExist):
        accept_invitation(invitation, by=emil, at=NOW)
    assert not workspace.memberships.filter(user=emil).exists()


def test_somebody_who_joined_another_way_keeps_their_role(workspace, owner):
    invitation, _ = invite(workspace, email=EMIL, role="viewer", by=owner.user, at=NOW)
    emil = make_member(workspace, role="advisor")
    assert accept_invitation(invitation, by=emil, at=NOW).role == "advisor"
    assert "joined" not in str(done())


def test_the_last_owner_neither_leaves_nor_steps_down(workspace, owner):
    make_member(workspace)
    for refused in (
        lambda: remove_member(owner, by=owner.user, at=NOW),
        lambda: change_role(owner, "advisor", by=owner.user, at=NOW),
    ):
        with pytest.raises(LastOwnerError, match="Make somebody else an owner first"):
            refused()
    assert workspace.memberships.filter(role="owner").count() == 1


def test_an_owner_leaves_once_there_is_another(workspace, owner):
    emil = workspace.memberships.get(user=make_member(workspace))
    change_role(emil, "owner", by=owner.user, at=NOW)
    change_role(emil, "owner", by=owner.user, at=NOW)
    remove_member(owner, by=owner.user, at=NOW)
    assert [one.user.email for one in workspace.memberships.all()] == [EMIL]
    assert done() == ["made emil@example.com an owner", "left the workspace"]


def test_whoever_has_gone_is_neither_changed_nor_removed(workspace, owner):
    gone = workspace.memberships.get(user=make_member(workspace))
    remove_member(gone, by=owner.user, at=NOW)
    for refused in (
        lambda: change_role(gone, "advisor", by=owner.user, at=NOW),
        lambda: remove_member(gone, by=owner.user, at=NOW),
    ):
        with pytest.raises(Membership.DoesNotExist):
            refused()
    assert done() == ["removed emil@example.com"]


def test_reminders_can_be_turned_off(owner):
    set_reminders(owner, wanted=False)
    owner.refresh_from_db()
    assert owner.reminders is False


def test_tags_keep_their_first_spelling_and_their_order(workspace):
    acme = make_client(workspace, tags=["Fintech", "fintech", "Berlin"])
    assert [tag.name for tag in acme.tags.order_by("pk")] == ["Fintech", "Berlin"]


def test_a_change_stores_everything_and_grows_the_revision(workspace, owner):
    acme = make_client(workspace, tags=["old"])
    details = ClientDetails("Acme Ltd", "seed", 12, "Cleo", "cleo@example.com", "Private.")
    changed = change_client(acme, details, tags=["new"], revision=0, by=owner.user, at=NOW)
    assert (changed.name, changed.stage, changed.employee_count, changed.revision) == ("Acme Ltd", "seed", 12, 1)
    assert [tag.name for tag in changed.tags.all()] == ["new"]
    assert done()[-1] == "changed the client Acme Ltd"
    assert "Private" not in str(done())


def test_a_change_over_somebody_elses_is_refused_and_tells_theirs(workspace, owner):
    acme = make_client(workspace)
    change_client(acme, ClientDetails("Theirs"), tags=(), revision=0, by=owner.user, at=NOW)
    with pytest.raises(ClientChangedError) as error:
        change_client(acme, ClientDetails("Mine"), tags=["x"], revision=0, by=owner.user, at=NOW)
    assert (error.value.client.name, error.value.client.revision) == ("Theirs", 1)
    acme.refresh_from_db()
    assert acme.name == "Theirs"
    assert not acme.tags.exists()


def test_archiving_twice_is_noted_once_and_restoring_brings_back(workspace, owner):
    acme = make_client(workspace)
    for _ in range(2):
        archive_client(acme, by=owner.user, at=NOW)
    acme.refresh_from_db()
    assert acme.archived_at == NOW
    for _ in range(2):
        restore_client(acme, by=owner.user, at=NOW)
    acme.refresh_from_db()
    assert acme.archived_at is None
    assert done()[1:] == ["archived the client Acme", "restored the client Acme"]


def test_a_line_too_long_is_cut(workspace, owner):
    assert len(note(workspace, "clients", "x" * 400, who=owner.user, at=NOW).what) == 300


def test_the_mail_of_an_invitation_says_who_what_and_until_when(workspace, owner, mailoutbox):
    workspace.name = "North\nbridge"
    invitation, _ = invite(workspace, email=EMIL, role="viewer", by=owner.user, at=NOW)
    send_invitation(invitation, link="https://example.com/join/")
    (mail,) = mailoutbox
    assert mail.to == [EMIL]
    assert mail.subject == "dora@example.com invites you to North bridge on Hireguide"
    assert "https://example.com/join/\n" in mail.body
    assert "until 28 November 2026, 09:00 UTC" in mail.body
    assert "as a viewer: you see everything about its clients, and change nothing" in mail.body


def test_a_mail_that_is_not_taken_leaves_the_invitation(workspace, owner, monkeypatch):
    invitation, _ = invite(workspace, email=EMIL, role="viewer", by=owner.user, at=NOW)

    def fails(*_, **__):
        raise SMTPException("451 try again later")

    monkeypatch.setattr("hireguide.workspaces.services.mails.send_mail", fails)
    with pytest.raises(InvitationNotSentError):
        send_invitation(invitation, link="https://example.com/join/")
    assert Invitation.objects.get().is_open(NOW)


@pytest.mark.parametrize(
    "end",
    [
        lambda member, by: remove_member(member, by=by.user, at=LATER),
        lambda member, _: remove_member(member, by=member.user, at=LATER),
        lambda member, by: change_role(member, "viewer", by=by.user, at=LATER),
        lambda member, by: change_role(member, "advisor", by=by.user, at=LATER),
    ],
)
def test_with_an_owner_who_is_one_no_more_the_invitations_end_that_they_sent(workspace, owner, end):
    emil = workspace.memberships.get(user=make_member(workspace, EMIL, "owner"))
    theirs, _ = invite(workspace, email=BEN, role="owner", by=emil.user, at=NOW)
    others, _ = invite(workspace, email="cora@example.com", role="viewer", by=owner.user, at=NOW)
    before = len(done())
    end(emil, owner)
    theirs.refresh_from_db()
    others.refresh_from_db()
    assert (theirs.revoked_at, others.revoked_at) == (LATER, None)
    assert "took back 1 invitation that emil@example.com had sent" in done()[before:]


def test_an_invitation_to_somebody_who_is_removed_lets_them_in_no_more(workspace, owner):
    emil = workspace.memberships.get(user=make_member(workspace))
    waiting = Invitation.objects.create(
        workspace=workspace, email=EMIL, role="viewer", token_hash="x", invited_at=NOW, expires_at=LATER
    )
    remove_member(emil, by=owner.user, at=NOW)
    waiting.refresh_from_db()
    assert waiting.revoked_at == NOW
    assert done()[-2:] == ["took back 1 invitation to emil@example.com", "removed emil@example.com"]

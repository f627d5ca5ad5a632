"""Writes of workspaces: people, clients, and the line that each leaves in the activity."""

from hireguide.workspaces.services.activity import note
from hireguide.workspaces.services.clients import (
    ClientChangedError,
    ClientDetails,
    NameTakenError,
    add_client,
    archive_client,
    change_client,
    restore_client,
)
from hireguide.workspaces.services.leaving import SOMEBODY_GONE, forget_address
from hireguide.workspaces.services.mails import InvitationNotSentError, send_invitation
from hireguide.workspaces.services.people import (
    INVITATION_DAYS,
    INVITATIONS_A_DAY,
    INVITATIONS_A_DAY_OF_ONE,
    INVITATIONS_A_DAY_TO_ONE,
    AlreadyAMemberError,
    InvitedToAnotherAddressError,
    LastOwnerError,
    TooManyInvitationsError,
    accept_invitation,
    change_role,
    invite,
    make_workspace,
    remove_member,
    rename_workspace,
    revoke_invitation,
    set_reminders,
)

__all__ = [
    "INVITATIONS_A_DAY",
    "INVITATIONS_A_DAY_OF_ONE",
    "INVITATIONS_A_DAY_TO_ONE",
    "INVITATION_DAYS",
    "SOMEBODY_GONE",
    "AlreadyAMemberError",
    "ClientChangedError",
    "ClientDetails",
    "InvitationNotSentError",
    "InvitedToAnotherAddressError",
    "LastOwnerError",
    "NameTakenError",
    "TooManyInvitationsError",
    "accept_invitation",
    "add_client",
    "archive_client",
    "change_client",
    "change_role",
    "forget_address",
    "invite",
    "make_workspace",
    "note",
    "remove_member",
    "rename_workspace",
    "restore_client",
    "revoke_invitation",
    "send_invitation",
    "set_reminders",
]

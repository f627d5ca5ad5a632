"""The mail of an invitation, as data."""

INVITATION_SUBJECT = "{inviter} invites you to {workspace} on Hireguide"

INVITATION_BODY = """\
{inviter} invites you to the workspace “{workspace}” on Hireguide, {role}.

Hireguide shows a company which technology leader to hire first, with the reasons. In a workspace, advisors keep their
clients’ diagnoses together.

To join, open this address, then sign in or make an account with the e-mail address that this mail came to:

{link}

The address opens until {expires}. It is for you alone: do not pass it on.
If you were not expecting this, you need do nothing.
"""

ROLE_IN_A_MAIL = {
    "owner": "as an owner: you see and change everything, and say who belongs to it",
    "advisor": "as an advisor: you see and change everything about its clients",
    "viewer": "as a viewer: you see everything about its clients, and change nothing",
}

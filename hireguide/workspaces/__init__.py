"""Advisors' workspaces: clients, members, invitations, what was done, and who may see what."""

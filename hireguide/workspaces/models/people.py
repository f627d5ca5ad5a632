"""A workspace, the people who belong to it, and those who are invited."""

from datetime import datetime

from django.conf import settings
from django.db import models

from hireguide.web.keys import new_public_id


class Role(models.TextChoices):
    """What a member may do, most first. Owners also say who belongs to the workspace; viewers change nothing."""

    OWNER = "owner", "owner"
    ADVISOR = "advisor", "advisor"
    VIEWER = "viewer", "viewer"


WRITERS = (Role.OWNER, Role.ADVISOR)


class Workspace(models.Model):
    """A group of advisors and their clients. Its id is its address, which nobody can guess."""

    # No number: the database gives nothing back when one is stored, which its first member could not see yet.
    id = models.CharField(primary_key=True, max_length=22, default=new_public_id, editable=False)
    name = models.CharField(max_length=120)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("name", "id")

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """One person in one workspace. `reminders`: whether they are written to when a client is due for another look."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=10, choices=Role)
    reminders = models.BooleanField(default=True)
    joined_at = models.DateTimeField()

    class Meta:
        ordering = ("joined_at", "pk")
        constraints = (models.UniqueConstraint(fields=("workspace", "user"), name="member_once"),)

    def __str__(self) -> str:
        return f"{self.user}, {self.get_role_display()} of {self.workspace}"

    @property
    def may_write(self) -> bool:
        """Whether they may change anything."""
        return self.role in WRITERS

    @property
    def is_owner(self) -> bool:
        """Whether they may say who belongs to the workspace."""
        return self.role == Role.OWNER


class Invitation(models.Model):
    """Somebody asked by e-mail to join. The link's token is in that mail alone; `token_hash` is what is left of it."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField("e-mail address")
    role = models.CharField(max_length=10, choices=Role)
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-invited_at", "-pk")

    def __str__(self) -> str:
        return f"Invitation of {self.email} to {self.workspace}"

    def is_open(self, now: datetime) -> bool:
        """Whether its link still lets somebody in."""
        return self.accepted_at is None and self.revoked_at is None and now < self.expires_at

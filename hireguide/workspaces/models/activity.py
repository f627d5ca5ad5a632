"""What was done in a workspace: who, what and when, never the answers themselves."""

from typing import Any

from django.conf import settings
from django.db import models

from hireguide.workspaces.models.clients import Client
from hireguide.workspaces.models.people import Workspace


class ActivityStaysError(Exception):
    """A line of a workspace's activity was about to be changed."""

    def __init__(self) -> None:
        super().__init__("What was done stays as it was noted.")


class Activity(models.Model):
    """One line: `what` is a sentence without its subject ("added the client Acme"), `who` null for a respondent or the
    background. `kind` groups lines for the filter."""

    class Kind(models.TextChoices):
        """What a line is about."""

        PEOPLE = "people", "people"
        CLIENTS = "clients", "clients"
        DIAGNOSES = "diagnoses", "diagnoses"
        VOICES = "voices", "voices"
        PORTFOLIO = "portfolio", "portfolio"

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="activity")
    client = models.ForeignKey(Client, on_delete=models.SET_NULL, null=True, blank=True, related_name="activity")
    kind = models.CharField(max_length=10, choices=Kind)
    who = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    what = models.CharField(max_length=300)
    at = models.DateTimeField()

    class Meta:
        ordering = ("-at", "-pk")
        verbose_name_plural = "activity"
        indexes = (models.Index(fields=("workspace", "-at"), name="activity_by_time"),)

    def __str__(self) -> str:
        return self.what

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Note a line; raises ActivityStaysError for one that is noted already."""
        if not self._state.adding:
            raise ActivityStaysError
        super().save(*args, **kwargs)

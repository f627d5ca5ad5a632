"""The draft of a rulebook: what admins edit until it is published or given up. One is open at a time."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from hireguide.rulebooks.models.edition import Edition


class RulebookDraft(models.Model):
    """A rulebook being edited: its rows stand in tables of their own, and always read as a well-formed rulebook.

    `body` is that rulebook's JSON, written anew with each write of a row, so that reading a draft is reading one row.
    `title` and `intent` say what this change is for; `name` is the rulebook's own name, a part of what is published.
    `version` goes up with each write, so that whoever looked at the draft can tell that it has moved since.
    """

    class State(models.TextChoices):
        """What has become of it."""

        OPEN = "open", "open"
        PUBLISHED = "published", "published"
        GIVEN_UP = "given_up", "given up"

    title = models.CharField(max_length=120)
    intent = models.TextField(blank=True)
    name = models.TextField()
    base = models.ForeignKey(Edition, on_delete=models.PROTECT, null=True, blank=True, related_name="drafts_begun")
    body = models.TextField(editable=False)
    version = models.PositiveIntegerField(default=1)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    begun_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    begun_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    edition = models.OneToOneField(Edition, on_delete=models.PROTECT, null=True, blank=True, related_name="draft")

    history: ClassVar[HistoricalRecords] = HistoricalRecords(excluded_fields=["body", "version", "changed_at"])

    class Meta:
        verbose_name = "draft of the rulebook"
        verbose_name_plural = "drafts of the rulebook"
        ordering = ("-begun_at",)
        permissions = (
            ("approve_rulebookdraft", "Can approve a draft of the rulebook"),
            ("publish_rulebookdraft", "Can publish a draft of the rulebook, and roll back"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("state",), condition=models.Q(state="open"), name="rulebook_draft_one_open"
            ),
            models.CheckConstraint(
                condition=models.Q(state="published", edition__isnull=False)
                | (~models.Q(state="published") & models.Q(edition__isnull=True)),
                name="rulebook_draft_published_as_edition",
            ),
        )

    def __str__(self) -> str:
        return f"{self.title} ({self.get_state_display()})"

    @property
    def is_open(self) -> bool:
        """Whether it can still be edited."""
        return self.state == self.State.OPEN

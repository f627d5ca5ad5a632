"""A workspace's clients: the companies that its advisors look after, with tags to find them by."""

from functools import partial

from django.conf import settings
from django.db import models

from hireguide.profiles.models import choices_of
from hireguide.web.folding import FoldedField
from hireguide.web.keys import new_public_id
from hireguide.workspaces.models.people import Workspace


class Client(models.Model):
    """One company. `stage` and `employee_count` are what lists sort and compare by; its answers are its diagnoses'.
    It is found, sorted and told from its namesakes by what is folded.

    `notes` are the workspace's own: no respondent and no report ever shows them.
    """

    public_id = models.CharField(max_length=32, unique=True, default=new_public_id, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="clients")
    name = models.CharField(max_length=120)
    name_folded = FoldedField("name", max_length=360)
    stage = models.CharField(max_length=30, blank=True, choices=partial(choices_of, "stage"))
    employee_count = models.PositiveIntegerField(null=True, blank=True)
    contact_name = models.CharField(max_length=120, blank=True)
    contact_email = models.EmailField(blank=True)
    contact_folded = FoldedField("contact_name", "contact_email", max_length=1200, blank=True)
    notes = models.TextField(blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField()
    # Grows with every change: whoever saves over somebody else's is told.
    revision = models.PositiveIntegerField(default=0)
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("name_folded", "pk")
        indexes = (models.Index(fields=("workspace", "name_folded"), name="client_by_name"),)

    def __str__(self) -> str:
        return self.name


class Tag(models.Model):
    """One word that a client is found by."""

    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="tags")
    name = models.CharField(max_length=40)
    name_folded = FoldedField("name", max_length=120)

    class Meta:
        ordering = ("name_folded", "pk")
        constraints = (models.UniqueConstraint(fields=("client", "name_folded"), name="tag_once"),)

    def __str__(self) -> str:
        return self.name

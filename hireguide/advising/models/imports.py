"""Many companies from a table: the file's rows, each checked and judged before any of them becomes a client."""

from django.conf import settings
from django.db import models

from hireguide.rulebooks.models import Edition
from hireguide.web.keys import new_public_id
from hireguide.workspaces.models import Workspace


class PortfolioImport(models.Model):
    """A table of companies on its way in. Its rows are judged step by step, under the edition that they were checked
    with; the clients are made all at once, at the end, so that nothing is ever half imported.

    Whoever holds the lease (`worker`, until `leased_until`) works; a lease that has lapsed is anybody's.
    """

    class State(models.TextChoices):
        """How far it is."""

        CHECKED = "checked", "waiting for a yes"
        WAITING = "waiting", "waiting for a worker"
        RUNNING = "running", "running"
        DONE = "done", "done"
        STOPPED = "stopped", "stopped"

    public_id = models.CharField(max_length=32, unique=True, default=new_public_id, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="imports")
    name = models.CharField(max_length=200)
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.CHECKED)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    worker = models.CharField(max_length=40, blank=True)
    leased_until = models.DateTimeField(null=True, blank=True)
    trouble = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    begun_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-begun_at", "-pk")

    def __str__(self) -> str:
        return f"{self.name}: {self.get_state_display()}"


class PortfolioRow(models.Model):
    """One line of the table: what it says of the client and of its profile, what is wrong with it, and, once judged,
    what the rules say. A row with faults keeps its `cells` as they were written, by column, to be mended."""

    batch = models.ForeignKey(PortfolioImport, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    details = models.JSONField(default=dict)
    profile = models.JSONField(default=dict)
    dont_know = models.JSONField(default=list, blank=True)
    cells = models.JSONField(default=dict, blank=True)
    faults = models.JSONField(default=list, blank=True)
    result = models.JSONField(null=True, blank=True)

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=("batch", "number"), name="portfolio_row_once"),)

    def __str__(self) -> str:
        return f"Row {self.number}"

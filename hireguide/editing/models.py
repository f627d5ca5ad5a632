"""What is kept of the work on a rulebook: replays, approvals, imports that wait for a yes, and who did what."""

from typing import Any, NoReturn

from django.conf import settings
from django.db import models

from hireguide.diagnoses.models import Diagnosis
from hireguide.rulebooks.models import Edition, RulebookDraft


class Replay(models.Model):
    """One draft, as it was at `digest`, judged over all kept diagnoses beside the edition `against`.

    The work is done in steps, in the order of the diagnoses' ids: `last_id` is the last one judged, `highest_id` the
    last one there was when the replay was begun. Whoever holds the lease (`worker`, until `leased_until`) works; a
    lease that has lapsed is anybody's. `trouble` says what broke it off, if anything did. `version` is one of the
    draft's at which it said this. `counts` has `[start, end, rule, diagnoses]`: how many diagnoses, as they were
    judged, go from one verdict to another because of a rule, with others or not; and where the rule is "", how many do
    at all.
    """

    class State(models.TextChoices):
        """How far it is."""

        WAITING = "waiting", "waiting for a worker"
        RUNNING = "running", "running"
        DONE = "done", "done"
        STOPPED = "stopped", "stopped"

    draft = models.ForeignKey(RulebookDraft, on_delete=models.CASCADE, related_name="replays")
    version = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=80)
    body = models.TextField()
    against = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    total = models.PositiveIntegerField(default=0)
    judged = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=list)
    last_id = models.PositiveBigIntegerField(default=0)
    highest_id = models.PositiveBigIntegerField(default=0)
    worker = models.CharField(max_length=40, blank=True)
    leased_until = models.DateTimeField(null=True, blank=True)
    trouble = models.TextField(blank=True)
    begun_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    begun_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-begun_at", "-pk")
        constraints = (
            models.UniqueConstraint(fields=("draft", "digest", "against"), name="replay_once_for_a_content"),
        )

    def __str__(self) -> str:
        return f"Replay of {self.draft.title}: {self.get_state_display()}"

    @property
    def is_under_way(self) -> bool:
        """Whether there is work left that somebody does or will do."""
        return self.state in (self.State.WAITING, self.State.RUNNING)


class ReplayedChange(models.Model):
    """A kept diagnosis whose verdict the draft changes: from what, to what, and because of which rules.

    `rules` are the names of what did it, with a blank before each and after the last, so that one of them can be asked
    for.
    """

    replay = models.ForeignKey(Replay, on_delete=models.CASCADE, related_name="changes", db_index=False)
    diagnosis = models.ForeignKey(Diagnosis, on_delete=models.CASCADE, related_name="+")
    start = models.CharField(max_length=40)
    end = models.CharField(max_length=40)
    rules = models.TextField()

    class Meta:
        ordering = ("-diagnosis_id",)
        constraints = (models.UniqueConstraint(fields=("replay", "diagnosis"), name="replayed_change_once"),)

    def __str__(self) -> str:
        return f"Diagnosis {self.diagnosis_id}: {self.start} → {self.end}"

    @property
    def names(self) -> list[str]:
        """What did it."""
        return self.rules.split()


class Approval(models.Model):
    """Somebody agreed that a draft, as it was at `digest`, be published."""

    draft = models.ForeignKey(RulebookDraft, on_delete=models.CASCADE, related_name="approvals")
    digest = models.CharField(max_length=80)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("-at",)
        constraints = (models.UniqueConstraint(fields=("draft", "digest", "by"), name="approval_once"),)

    def __str__(self) -> str:
        return f"{self.by} approved {self.draft.title}"


class WaitingImport(models.Model):
    """A file that was read and found in order, waiting for a yes.

    `text` is a whole rulebook, or its evidence where there are `rows`: the rows of the file in which each rule stands.
    It goes into whatever draft is open when the yes comes, provided that this is how it looked when it was shown.
    """

    name = models.CharField(max_length=200)
    text = models.TextField()
    rows = models.JSONField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("-at",)

    def __str__(self) -> str:
        return self.name


class AuditEntry(models.Model):
    """One thing done to rulebooks: by whom, when, to which draft or edition. Written once, never changed."""

    class Action(models.TextChoices):
        """What was done."""

        START = "start", "started a draft"
        GIVE_UP = "give_up", "gave a draft up"
        IMPORT = "import", "imported"
        REPLAY = "replay", "replayed"
        APPROVE = "approve", "approved"
        WITHDRAW = "withdraw", "withdrew an approval"
        PUBLISH = "publish", "published"
        ROLL_BACK = "roll_back", "rolled back"

    at = models.DateTimeField(db_index=True)
    who = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    action = models.CharField(max_length=20, choices=Action)
    draft = models.ForeignKey(RulebookDraft, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    note = models.TextField(blank=True)

    class Meta:
        ordering = ("-at", "-pk")
        verbose_name = "entry of the audit list"
        verbose_name_plural = "entries of the audit list"

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.get_action_display()}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write a new entry; a stored one is never written again."""
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refused: the list is a record."""
        raise TypeError("An entry of the audit list is never deleted.")

"""Several voices about one client: a round of questions, those who were asked, and what the advisor settled."""

from datetime import datetime

from django.conf import settings
from django.db import models

from hireguide.diagnoses.models import Diagnosis, Draft
from hireguide.rulebooks.models import Edition
from hireguide.web.keys import new_public_id
from hireguide.workspaces.models import Client


class Round(models.Model):
    """The same questions asked of several people about one client, all judged under one edition.

    `company` is what respondents read of the client: its name, and nothing else of the workspace. `diagnosis` is the
    one that the settled answers were kept as. Once closed, nobody's answers change any more.
    """

    public_id = models.CharField(max_length=32, unique=True, default=new_public_id, editable=False)
    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="rounds")
    company = models.CharField(max_length=120)
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    diagnosis = models.ForeignKey(Diagnosis, on_delete=models.SET_NULL, null=True, blank=True, related_name="rounds")

    class Meta:
        ordering = ("-opened_at", "-pk")

    def __str__(self) -> str:
        return f"Voices about {self.company}, {self.opened_at:%Y-%m-%d}"


class Respondent(models.Model):
    """One person asked in a round. `name` and `seat` are the advisor's words for them.

    Their link's token is stored as `token_hash` alone. `draft` holds their answers under way; what they handed in last
    is `answers` (as typed), `facts` (as the rules read them) and `dont_know`: it outlives the draft. `mailed_at` is
    when the mail server took the mail with the link that they have now.
    """

    class Seat(models.TextChoices):
        """Where in the company they sit."""

        CEO = "ceo", "CEO or founder"
        CTO = "cto", "CTO or technical lead"
        PRODUCT = "product", "head of product"
        BOARD = "board", "board member or investor"
        OTHER = "other", "somebody else"

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="respondents")
    public_id = models.CharField(max_length=32, unique=True, default=new_public_id, editable=False)
    name = models.CharField(max_length=120)
    seat = models.CharField(max_length=10, choices=Seat)
    email = models.EmailField(blank=True)
    token_hash = models.CharField(max_length=64, unique=True)
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)
    draft = models.OneToOneField(Draft, on_delete=models.SET_NULL, null=True, blank=True, related_name="respondent")
    handed_in_at = models.DateTimeField(null=True, blank=True)
    answers = models.JSONField(default=dict, blank=True)
    facts = models.JSONField(default=dict, blank=True)
    dont_know = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ("invited_at", "pk")

    def __str__(self) -> str:
        return self.name

    def is_open(self, now: datetime) -> bool:
        """Whether their link still lets them answer."""
        return self.revoked_at is None and now < self.expires_at and self.round.closed_at is None


class Settled(models.Model):
    """One answer of the merged profile: `value`, null for "nobody knows", and whose it is: a `voice`'s or, without one,
    the advisor's own."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="settled")
    field = models.CharField(max_length=40)
    value = models.JSONField(null=True, blank=True)
    voice = models.ForeignKey(Respondent, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        verbose_name_plural = "settled"
        constraints = (models.UniqueConstraint(fields=("round", "field"), name="settled_once"),)

    def __str__(self) -> str:
        return f"{self.field}: {self.value}"

    def is_said_by(self, one: Respondent) -> bool:
        """Whether somebody says this now."""
        return self.field in one.facts and bool(one.facts[self.field] == self.value)

    @property
    def left_by(self) -> str:
        """The name of whoever it was taken from, where they say otherwise since; else ""."""
        return "" if self.voice is None or self.is_said_by(self.voice) else self.voice.name

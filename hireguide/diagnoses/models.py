"""The draft: answers under way, as typed. The diagnosis: a verdict kept, with its wording, frozen."""

import secrets
from datetime import datetime, timedelta
from typing import Any, NoReturn

from django.conf import settings
from django.db import models

from hireguide.profiles.models import CompanyProfile
from hireguide.rulebooks.models import Edition
from hireguide.rulebooks.wording import VERDICT_LABELS
from hireguide.rules import VERDICTS


class DiagnosisIsFrozenError(Exception):
    """A kept diagnosis was about to be changed. Judge again and keep a new one instead."""

    def __init__(self) -> None:
        super().__init__("A kept diagnosis is never changed. Judge again and keep a new one instead.")


def new_public_id() -> str:
    """An address nobody can guess (128 random bits): for what belongs to nobody, it is the key."""
    return secrets.token_urlsafe(16)


class Draft(models.Model):
    """A company's answers under way, judged under the edition that it began with.

    `answers` is input name → text as typed, `path` the sections in the order they were first submitted.
    """

    public_id = models.CharField(max_length=32, unique=True, default=new_public_id, editable=False)
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="drafts")
    answers = models.JSONField(default=dict, blank=True)
    path = models.JSONField(default=list, blank=True)
    created_at = models.DateTimeField()
    answered_at = models.DateTimeField(db_index=True)
    mails_sent = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("-created_at",)

    def __str__(self) -> str:
        return f"Draft begun on {self.created_at:%Y-%m-%d %H:%M}"

    @property
    def expires_at(self) -> datetime:
        """When it dies unless another answer is given."""
        return self.answered_at + timedelta(days=settings.DRAFT_DAYS)


class Beginning(models.Model):
    """That one client began one more draft, kept for an hour to count by.

    `origin` is a keyed hash of the client's address. Nothing ties it to the draft, so that the draft does not say where
    it came from, and deleting the draft does not lower the count.
    """

    origin = models.CharField(max_length=64)
    begun_at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=("origin", "begun_at"), name="beginning_origin_begun_at"),)

    def __str__(self) -> str:
        return f"A draft was begun on {self.begun_at:%Y-%m-%d %H:%M}"


class DiagnosisQuerySet(models.QuerySet["Diagnosis"]):
    """Diagnoses, without the way to change many at once."""

    def of_companies(self) -> "DiagnosisQuerySet":
        """Those of companies as they are: what-ifs left out, which nothing may count, replay or list beside them."""
        return self.filter(own_result__isnull=True)

    def update(self, **kwargs: Any) -> NoReturn:
        raise DiagnosisIsFrozenError


class Diagnosis(models.Model):
    """A verdict kept: the profile as it was, and `result`, all that `diagnose --json` says of it under its edition.

    `dont_know` names the fields answered "I don't know"; `answers_digest` tells two keeps of one draft apart.
    A what-if is judged on answers that are not all the company's own: `own_result`, null for others, is the verdict on
    those; `draft` or `what_if_of` is what it was made from. Read many through `objects.of_companies()`, without them.
    `again_of` is the first diagnosis of the same answers, where this one is those judged again under a later edition.
    """

    public_id = models.CharField(max_length=32, unique=True, default=new_public_id, editable=False)
    draft = models.ForeignKey(Draft, on_delete=models.SET_NULL, null=True, blank=True, related_name="diagnoses")
    profile = models.OneToOneField(CompanyProfile, on_delete=models.PROTECT, related_name="diagnosis")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="diagnoses")
    result = models.JSONField()
    dont_know = models.JSONField(default=list, blank=True)
    verdict = models.CharField(max_length=40)
    answers_digest = models.CharField(max_length=80)
    made_at = models.DateTimeField()
    what_if_of = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="what_ifs")
    own_result = models.JSONField(null=True, blank=True)
    again_of = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="judged_again")

    # Django's own base manager stays as it is: it is how deleting a draft clears `draft`.
    objects = DiagnosisQuerySet.as_manager()

    class Meta:
        ordering = ("-made_at",)
        verbose_name_plural = "diagnoses"
        indexes = (
            # Lists and counts by week and by verdict read these, and not the long results.
            models.Index(
                fields=("verdict", "made_at"),
                condition=models.Q(own_result__isnull=True),
                name="diagnosis_kept_by_time",
            ),
            models.Index(
                fields=("verdict", "-id"), condition=models.Q(own_result__isnull=True), name="diagnosis_kept_by_verdict"
            ),
        )
        constraints = (
            models.UniqueConstraint(fields=("draft", "answers_digest"), name="diagnosis_once_for_answers"),
            models.UniqueConstraint(fields=("what_if_of", "answers_digest"), name="what_if_once_for_answers"),
            models.UniqueConstraint(fields=("again_of", "edition"), name="judged_again_once_under_an_edition"),
        )

    def __str__(self) -> str:
        return f"{'What-if' if self.is_what_if else 'Diagnosis'} of {self.made_at:%Y-%m-%d}: {self.verdict}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write a new diagnosis; raises DiagnosisIsFrozenError for one that is stored already."""
        if not self._state.adding:
            raise DiagnosisIsFrozenError
        super().save(*args, **{**kwargs, "force_insert": True})

    @property
    def is_what_if(self) -> bool:
        """Whether this is no company as it is."""
        return self.own_result is not None


class Override(models.Model):
    """Somebody who knows the company says otherwise than the rules: their verdict and why. It stays for ever.

    The rules' own verdict stands beside it, untouched. Whoever edits the rules looks at each once: `reviewed_at`, and
    what they made of it.
    """

    diagnosis = models.ForeignKey(Diagnosis, on_delete=models.CASCADE, related_name="overrides")
    verdict = models.CharField(max_length=40, choices=[(code, code.replace("_", " ")) for code in VERDICTS])
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField()
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    reviewed_at = models.DateTimeField(null=True, blank=True)
    review = models.TextField("what came of it", blank=True)

    class Meta:
        ordering = ("-at",)
        indexes = (models.Index(fields=("reviewed_at",), name="override_reviewed_at"),)

    def __str__(self) -> str:
        return f"{VERDICT_LABELS[self.verdict]}, not {VERDICT_LABELS[self.diagnosis.verdict]}"

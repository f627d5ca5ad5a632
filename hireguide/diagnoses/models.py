"""The draft: answers under way, as typed. The diagnosis: a verdict kept, with its wording, frozen."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, NoReturn

from django.conf import settings
from django.db import models

from hireguide.profiles.models import CompanyProfile
from hireguide.rulebooks.models import Edition
from hireguide.rulebooks.wording import VERDICT_LABELS
from hireguide.rules import VERDICTS
from hireguide.web.keys import new_public_id
from hireguide.workspaces.models import Client


class DiagnosisIsFrozenError(Exception):
    """A kept diagnosis was about to be changed. Judge again and keep a new one instead."""

    def __init__(self) -> None:
        super().__init__("A kept diagnosis is never changed. Judge again and keep a new one instead.")


class OverrideStaysError(Exception):
    """What stays of an override was about to be changed or deleted."""

    def __init__(self) -> None:
        super().__init__("What stays of an override is never changed nor deleted. Note that you have looked at it.")


class Draft(models.Model):
    """A company's answers under way, judged under the edition that it began with.

    `answers` is input name → text as typed, `path` the sections in the order they were first submitted.
    It belongs to nobody, and its address is the key; or to its `owner`'s account; or to a `client`, and opens to those
    who may write in its workspace. A respondent's opens to nobody but whoever holds the key with `key_hash`, until
    `key_until`.
    """

    public_id = models.CharField(max_length=32, unique=True, default=new_public_id, editable=False)
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="drafts")
    answers = models.JSONField(default=dict, blank=True)
    path = models.JSONField(default=list, blank=True)
    created_at = models.DateTimeField()
    answered_at = models.DateTimeField(db_index=True)
    mails_sent = models.PositiveSmallIntegerField(default=0)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True, related_name="drafts"
    )
    client = models.ForeignKey(Client, on_delete=models.CASCADE, null=True, blank=True, related_name="drafts")
    key_hash = models.CharField(max_length=64, blank=True)
    key_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-created_at",)
        constraints = (
            models.CheckConstraint(
                name="draft_belongs_to_one", condition=models.Q(owner__isnull=True) | models.Q(client__isnull=True)
            ),
        )

    def __str__(self) -> str:
        return f"Draft begun on {self.created_at:%Y-%m-%d %H:%M}"

    @property
    def expires_at(self) -> datetime:
        """When it dies unless another answer is given."""
        return self.answered_at + timedelta(days=settings.DRAFT_DAYS)

    @property
    def is_respondents(self) -> bool:
        """Whether somebody invited answers here, who sees the questions and never the verdict."""
        return bool(self.key_hash)


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

    def bulk_create(self, objs: Iterable["Diagnosis"], *args: Any, **kwargs: Any) -> list["Diagnosis"]:
        """Write many new diagnoses, each with what its result says of where it stands."""
        diagnoses = list(objs)
        for diagnosis in diagnoses:
            diagnosis.note_standing()
        return super().bulk_create(diagnoses, *args, **kwargs)


class Diagnosis(models.Model):
    """A verdict kept: the profile as it was, and `result`, all that `diagnose --json` says of it under its edition.

    `dont_know` names the fields answered "I don't know"; `answers_digest` tells two keeps of one draft apart.
    A what-if is judged on answers that are not all the company's own: `own_result`, null for others, is the verdict on
    those; `draft` or `what_if_of` is what it was made from. Read many through `objects.of_companies()`, without them.
    `again_of` is the first diagnosis of the same answers, where this one is those judged again under a later edition.
    It belongs to nobody, to an `owner`'s account or to a `client`, as drafts do. `name` tells it from others of its
    client ("After the raise"), `made_by` who kept it, `due_on` when to look at the company again.
    `execution_points`, `strategy_points` and `rules` (the keys of what gave points, with a space between) repeat what
    `result` says: pictures and comparisons of thousands read them, and not thousands of long results.
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
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True, related_name="diagnoses"
    )
    client = models.ForeignKey(Client, on_delete=models.CASCADE, null=True, blank=True, related_name="diagnoses")
    name = models.CharField(max_length=80, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    due_on = models.DateField(null=True, blank=True)
    execution_points = models.SmallIntegerField(null=True, editable=False)
    strategy_points = models.SmallIntegerField(null=True, editable=False)
    rules = models.TextField(blank=True, editable=False)

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
            # A client's latest is found for each line of a list.
            models.Index(
                fields=("client", "-made_at", "-id"),
                condition=models.Q(own_result__isnull=True),
                name="diagnosis_latest_of_client",
            ),
        )
        constraints = (
            models.CheckConstraint(
                name="diagnosis_belongs_to_one", condition=models.Q(owner__isnull=True) | models.Q(client__isnull=True)
            ),
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
        self.note_standing()
        super().save(*args, **{**kwargs, "force_insert": True})

    def note_standing(self) -> None:
        """Repeat in columns what the result says of the points and of what gave them."""
        gaps = self.result["gaps"]
        self.execution_points, self.strategy_points = (gaps[gap]["points"] for gap in ("execution", "strategy"))
        self.rules = " ".join(reason["rule"] for reason in self.result["reasons"])

    @property
    def is_what_if(self) -> bool:
        """Whether this is no company as it is."""
        return self.own_result is not None


class OverrideTraceQuerySet(models.QuerySet["OverrideTrace"]):
    """Traces, without the way to delete many at once."""

    def delete(self) -> NoReturn:
        raise OverrideStaysError


class OverrideTrace(models.Model):
    """What stays of an override for ever: that on one `day` somebody said `verdict` where the rules of an edition said
    `rules_verdict`. `decided` is what had decided there, as `selectors.decided_key` spells it.

    It is written with the override, not when that goes: so whatever deletes a diagnosis, be it the database itself, has
    nothing to remember here. It leads to no diagnosis, company or person, and holds no word that anybody typed: what
    does is the Override, which leads here. Whoever edits the rules looks at each once, on `reviewed_on`.
    """

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    decided = models.CharField(max_length=100)
    rules_verdict = models.CharField(max_length=40)
    verdict = models.CharField(max_length=40)
    day = models.DateField()
    reviewed_on = models.DateField(null=True, blank=True)

    objects = OverrideTraceQuerySet.as_manager()

    class Meta:
        ordering = ("-day", "-pk")
        verbose_name = "override"
        default_permissions = ()  # whoever may see or review an override may do so with what stays of it
        indexes = (models.Index(fields=("reviewed_on",), name="override_trace_reviewed_on"),)

    def __str__(self) -> str:
        return f"{VERDICT_LABELS[self.verdict]}, not {VERDICT_LABELS[self.rules_verdict]}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write a new one; raises OverrideStaysError for one that is stored already."""
        if not self._state.adding:
            raise OverrideStaysError
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refused: it stays for ever."""
        raise OverrideStaysError

    @property
    def said(self) -> "Override | None":
        """What was said, by whom and why, while its diagnosis is there."""
        return getattr(self, "override", None)


class Override(models.Model):
    """Somebody who knows the company says otherwise than the rules: their verdict and why. It is never changed, and
    goes with its diagnosis; its `trace` stays.

    The rules' own verdict stands beside it, untouched. `review` is what whoever edits the rules made of it.
    """

    diagnosis = models.ForeignKey(Diagnosis, on_delete=models.CASCADE, related_name="overrides")
    trace = models.OneToOneField(OverrideTrace, on_delete=models.PROTECT, related_name="override")
    verdict = models.CharField(max_length=40, choices=[(code, code.replace("_", " ")) for code in VERDICTS])
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField()
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    review = models.TextField("what came of it", blank=True)

    class Meta:
        ordering = ("-at",)

    def __str__(self) -> str:
        return f"{VERDICT_LABELS[self.verdict]}, not {VERDICT_LABELS[self.diagnosis.verdict]}"

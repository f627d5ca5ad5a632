"""The edition: one published rulebook, numbered, with its digest. It is written once and never touched again."""

from typing import Any, NoReturn

from django.conf import settings
from django.db import models


class EditionIsPublishedError(Exception):
    """An edition was about to be changed or deleted. Publish a new one instead."""

    def __init__(self) -> None:
        super().__init__("A published edition is never changed nor deleted. Publish a new edition instead.")


class EditionQuerySet(models.QuerySet["Edition"]):
    """Editions, without the ways to change many at once."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise EditionIsPublishedError

    def delete(self) -> NoReturn:
        raise EditionIsPublishedError


class Edition(models.Model):
    """A rulebook as published: `body` is its JSON, byte for byte; the rest says what it is and what proved it.

    `author` began the draft that it was, `published_by` published it, `approved_by` agreed where two had to. `restores`
    is the edition whose content a roll back brought again.
    """

    number = models.PositiveIntegerField(unique=True)
    name = models.TextField()
    body = models.TextField()
    digest = models.CharField(max_length=80)
    catalogue_digest = models.CharField(max_length=80)
    core_version = models.CharField(max_length=40)
    note = models.TextField(blank=True)
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    restores = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="restored_as")

    # Django's own base manager stays as it is: it is how deleting an account clears the people.
    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ("-number",)
        constraints = (
            models.CheckConstraint(condition=models.Q(number__gte=1), name="edition_number_from_one"),
            models.CheckConstraint(condition=models.Q(digest__startswith="sha256:"), name="edition_digest_is_sha256"),
        )

    def __str__(self) -> str:
        return f"Edition {self.number}: {self.name}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write a new edition; raises EditionIsPublishedError for one that is stored already."""
        if not self._state.adding:
            raise EditionIsPublishedError
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refused: diagnoses rest on it."""
        raise EditionIsPublishedError

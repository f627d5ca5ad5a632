"""The rows of a draft: one class for each kind of a rulebook's parts, each knowing its form in the rulebook's JSON."""

from typing import Any, ClassVar, Self

from django.db import models
from simple_history.models import HistoricalRecords

from hireguide.rulebooks.models.draft import RulebookDraft
from hireguide.rules import ADVICE_KINDS, BANDS, FIELDS, GAPS, GRADES, IMPOSSIBLE, SEATS, VERDICTS

Item = dict[str, Any]


def _choices(*values: str) -> list[tuple[str, str]]:
    """Choices with their labels: the codes in words."""
    return [(value, value.replace("_", " ")) for value in values]


class Row(models.Model):
    """One part of a draft. `key` names it in the rulebook; `position` is its place among its kind.

    `part` is the rulebook's part that it belongs to, `members` the names in JSON of its columns. `revision` goes up
    with each write, so that two people who edit one row don't overwrite each other unseen.
    """

    part: ClassVar[str]
    members: ClassVar[dict[str, str]]

    draft = models.ForeignKey(RulebookDraft, on_delete=models.CASCADE, related_name="%(class)s_rows", editable=False)
    position = models.PositiveIntegerField(default=0, editable=False)
    revision = models.PositiveIntegerField(default=1, editable=False)
    key = models.CharField(max_length=80)

    history = HistoricalRecords(inherit=True, excluded_fields=["revision"])

    class Meta:
        abstract = True
        ordering: ClassVar[tuple[str, ...]] = ("position", "pk")
        constraints = (models.UniqueConstraint(fields=("draft", "key"), name="%(class)s_key_once_in_a_draft"),)

    def __str__(self) -> str:
        return self.key

    def item(self) -> Item:
        """The row as the rulebook's JSON has it, without what its place says."""
        return {name: getattr(self, column) for name, column in self.members.items()}

    def fill(self, item: Item) -> Self:
        """Take over what an item of a rulebook's JSON says; returns the row, not stored."""
        for name, column in self.members.items():
            setattr(self, column, item[name])
        return self


class Source(Row):
    """Who says so."""

    part = "sources"
    members: ClassVar = {name: name for name in ("author", "title", "url", "year", "grade", "note")}

    author = models.TextField()
    title = models.TextField()
    url = models.TextField("address", null=True, blank=True)  # noqa: DJ001 - the rulebook tells "none" from ""
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    grade = models.CharField(max_length=20, choices=_choices(*GRADES))
    note = models.TextField(blank=True)

    class Meta(Row.Meta):
        ordering: ClassVar[tuple[str, ...]] = ("key",)


class Evidence(Row):
    """A rule that adds points to one gap."""

    part = "evidence"
    members: ClassVar = {name: name for name in ("key", "gap", "points", "when", "because", "sources")}

    gap = models.CharField(max_length=20, choices=_choices(*GAPS))
    points = models.SmallIntegerField()
    when = models.JSONField()
    because = models.TextField()
    sources = models.JSONField(default=list, blank=True)

    class Meta(Row.Meta):
        verbose_name_plural = "evidence"


class Band(Row):
    """A gap's two thresholds: from how many points it is `some`, and from how many `large`. Its key is the gap."""

    part = "bands"
    members: ClassVar = {"some": "some_from", "large": "large_from"}

    some_from = models.SmallIntegerField()
    large_from = models.SmallIntegerField()


class Cell(Row):
    """What a pair of bands calls for. Its key is both bands, `EXECUTION.STRATEGY`."""

    part = "grid"
    members: ClassVar = {name: name for name in ("verdict", "because")}

    execution = models.CharField(max_length=10, choices=_choices(*BANDS), editable=False)
    strategy = models.CharField(max_length=10, choices=_choices(*BANDS), editable=False)
    verdict = models.CharField(max_length=40, choices=_choices(*VERDICTS))
    because = models.TextField()

    class Meta(Row.Meta):
        verbose_name = "cell of the grid"
        verbose_name_plural = "cells of the grid"


class Situation(Row):
    """A rule looked at before the grid; the first that holds decides."""

    part = "situations"
    members: ClassVar = {name: name for name in ("key", "when", "verdict", "because", "sources")}

    when = models.JSONField()
    verdict = models.CharField(max_length=40, choices=_choices(*VERDICTS, IMPOSSIBLE))
    because = models.TextField()
    sources = models.JSONField(default=list, blank=True)


class Advice(Row):
    """What is said beside a verdict, and never changes it."""

    part = "advice"
    members: ClassVar = {name: name for name in ("key", "kind", "when", "text", "sources")}

    kind = models.CharField(max_length=20, choices=_choices(*ADVICE_KINDS))
    when = models.JSONField()
    text = models.TextField()
    sources = models.JSONField(default=list, blank=True)

    class Meta(Row.Meta):
        verbose_name_plural = "advice"


class VerdictText(Row):
    """A verdict in words. Its key is the verdict's code."""

    part = "verdicts"
    members: ClassVar = {name: name for name in ("title", "summary", "first", "second", "second_when")}

    title = models.TextField()
    summary = models.TextField()
    first = models.CharField(max_length=40, choices=_choices(*SEATS), null=True, blank=True)  # noqa: DJ001
    second = models.CharField(max_length=40, choices=_choices(*SEATS), null=True, blank=True)  # noqa: DJ001
    second_when = models.TextField(null=True, blank=True)  # noqa: DJ001 - the rulebook tells "none" from ""

    class Meta(Row.Meta):
        verbose_name = "verdict"
        verbose_name_plural = "verdicts"


class Cost(Row):
    """What a seat costs, in US dollars."""

    part = "costs"
    members: ClassVar = {name: name for name in ("key", "seat", "unit", "low", "high", "year", "sources")}

    seat = models.CharField(max_length=40, choices=_choices(*SEATS))
    unit = models.CharField(max_length=20, choices=[("usd_month", "US$ a month"), ("usd_year", "US$ a year")])
    low = models.PositiveIntegerField()
    high = models.PositiveIntegerField()
    year = models.PositiveSmallIntegerField()
    sources = models.JSONField(default=list, blank=True)


class Plan(Row):
    """What a seat's first 30, 60 and 90 days should bring, a line each. Its key is the seat."""

    part = "plans"
    members: ClassVar = {"30": "days_30", "60": "days_60", "90": "days_90"}

    days_30 = models.JSONField("by day 30", default=list, blank=True)
    days_60 = models.JSONField("by day 60", default=list, blank=True)
    days_90 = models.JSONField("by day 90", default=list, blank=True)


class Expectation(Row):
    """What must always hold: moving `field` from `start` to `end` never lowers (raises) the gap."""

    part = "expectations"
    members: ClassVar = {"key": "key", "field": "field", "from": "start", "to": "end"} | {
        name: name for name in ("gap", "never", "because")
    }

    field = models.CharField(max_length=60, choices=_choices(*FIELDS))
    start = models.JSONField("from")
    end = models.JSONField("to")
    gap = models.CharField(max_length=20, choices=_choices(*GAPS))
    never = models.CharField(max_length=10, choices=_choices("lowers", "raises"))
    because = models.TextField()


class Example(Row):
    """A profile with the verdict that it must get; it runs at every publishing."""

    part = "examples"
    members: ClassVar = {name: name for name in ("key", "profile", "verdict", "also", "note")}

    profile = models.JSONField(default=dict, blank=True)
    verdict = models.CharField(max_length=40, choices=_choices(*VERDICTS))
    also = models.JSONField(default=list, blank=True)
    note = models.TextField(blank=True)

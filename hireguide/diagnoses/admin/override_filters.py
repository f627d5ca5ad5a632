"""The review queue of overrides by rule: by what decided, and by the reasons that counted."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.db.models.fields.json import KeyTextTransform
from django.http import HttpRequest

from hireguide.diagnoses.models import Override
from hireguide.diagnoses.selectors import overrides_with_rules

COUNTED = 2_000
"""The newest that wait and are counted by rule: more than anybody reviews."""
SITUATION, CELL, NOTHING = "situation", "cell", "none"
_RESULT = "diagnosis__result"
_KEY = re.compile(r"[a-z0-9_]+")

Decided = Mapping[str, Any] | None


class WaitingFilter(admin.SimpleListFilter):
    """Those that nobody who edits the rules has looked at, or those that somebody has."""

    title = "state"
    parameter_name = "waiting"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", "Waiting"), ("no", "Looked at")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Override]) -> QuerySet[Override]:
        wanted = {"yes": True, "no": False}.get(self.value() or "")
        return queryset if wanted is None else queryset.filter(reviewed_at__isnull=wanted)


class DecidedFilter(admin.SimpleListFilter):
    """By the situation or the cell of the grid that decided, each with the number of those that wait."""

    title = "what decided"
    parameter_name = "decided"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return _counted((_name(each.decided_by), decided_words(each.decided_by)) for each in _waiting())

    def queryset(self, request: HttpRequest, queryset: QuerySet[Override]) -> QuerySet[Override]:
        kind, _, key = (self.value() or "").partition(":")
        decided = f"{_RESULT}__decided_by"
        if kind == SITUATION:
            return queryset.filter(**{f"{decided}__situation": key})
        if kind == CELL:
            return queryset.filter(**{f"{decided}__cell": key.split(",")})
        return queryset.filter(**{decided: None}) if kind == NOTHING else queryset


class ReasonFilter(admin.SimpleListFilter):
    """By a rule whose points counted, whether or not it decided, with the number of those that wait."""

    title = "a rule that counted"
    parameter_name = "rule"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return _counted((reason["rule"], reason["rule"]) for each in _waiting() for reason in each.reasons)

    def queryset(self, request: HttpRequest, queryset: QuerySet[Override]) -> QuerySet[Override]:
        rule = self.value() or ""
        if not _KEY.fullmatch(rule):
            return queryset
        # Lists within JSON can't be searched in SQLite; their text can, spaced as either database writes it.
        told = queryset.annotate(reasons_told=KeyTextTransform("reasons", _RESULT))
        return told.filter(reasons_told__regex=f'"rule": ?"{rule}"')


def decided_words(decided: Decided) -> str:
    """What decided, in a few words."""
    if decided and decided["situation"]:
        return f"situation {decided['situation']}"
    if decided and decided["cell"]:
        execution, strategy = decided["cell"]
        return f"grid: execution {execution}, strategy {strategy}"
    return "no single rule"


def _name(decided: Decided) -> str:
    """The same as an address has it."""
    if decided and decided["situation"]:
        return f"{SITUATION}:{decided['situation']}"
    return f"{CELL}:{','.join(decided['cell'])}" if decided and decided["cell"] else NOTHING


def _waiting() -> Iterable[Any]:
    """The newest that wait, with what the selector took out of the rules' answer."""
    return overrides_with_rules().filter(reviewed_at__isnull=True).order_by("-pk")[:COUNTED]


def _counted(named: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Each once with how many wait, the most first."""
    return list(_labelled(Counter(named)))


def _labelled(counts: Counter[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    for (key, words), count in sorted(counts.items(), key=lambda each: (-each[1], each[0])):
        yield key, f"{words} ({count} waiting)"

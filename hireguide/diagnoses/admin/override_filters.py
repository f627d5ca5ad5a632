"""The review queue of overrides by rule: by what decided, and by the reasons that counted."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.db.models.fields.json import KeyTextTransform
from django.http import HttpRequest

from hireguide.diagnoses.models import OverrideTrace
from hireguide.diagnoses.selectors import overrides_with_rules

COUNTED = 2_000
"""The newest that wait and are counted by rule: more than anybody reviews."""
_RESULT = "override__diagnosis__result"
_DECIDED = re.compile(r"none|situation:.+|cell:\w+,\w+")
_KEY = re.compile(r"[a-z0-9_]+")


class WaitingFilter(admin.SimpleListFilter):
    """Those that nobody who edits the rules has looked at, or those that somebody has."""

    title = "state"
    parameter_name = "waiting"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", "Waiting"), ("no", "Looked at")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[OverrideTrace]) -> QuerySet[OverrideTrace]:
        wanted = {"yes": True, "no": False}.get(self.value() or "")
        return queryset if wanted is None else queryset.filter(reviewed_on__isnull=wanted)


class DecidedFilter(admin.SimpleListFilter):
    """By the situation or the cell of the grid that decided, each with the number of those that wait."""

    title = "what decided"
    parameter_name = "decided"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return _counted((each.decided, decided_words(each.decided)) for each in _waiting())

    def queryset(self, request: HttpRequest, queryset: QuerySet[OverrideTrace]) -> QuerySet[OverrideTrace]:
        decided = self.value() or ""
        return queryset.filter(decided=decided) if _DECIDED.fullmatch(decided) else queryset


class ReasonFilter(admin.SimpleListFilter):
    """By a rule whose points counted, whether or not it decided, with the number of those that wait. Those whose
    diagnosis has been deleted tell what decided alone: all that counted would tell much of a company."""

    title = "a rule that counted"
    parameter_name = "rule"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return _counted((reason["rule"], reason["rule"]) for each in _waiting() for reason in each.reasons or ())

    def queryset(self, request: HttpRequest, queryset: QuerySet[OverrideTrace]) -> QuerySet[OverrideTrace]:
        rule = self.value() or ""
        if not _KEY.fullmatch(rule):
            return queryset
        # Lists within JSON can't be searched in SQLite; their text can, spaced as either database writes it.
        told = queryset.annotate(reasons_told=KeyTextTransform("reasons", _RESULT))
        return told.filter(reasons_told__regex=f'"rule": ?"{rule}"')


def decided_words(decided: str) -> str:
    """What decided, in a few words; `decided` as `decided_key` spells it."""
    kind, _, key = decided.partition(":")
    if kind == "situation":
        return f"situation {key}"
    if kind == "cell":
        execution, _, strategy = key.partition(",")
        return f"grid: execution {execution}, strategy {strategy}"
    return "no single rule"


def _waiting() -> Iterable[Any]:
    """The newest that wait, with what the selector took out of the rules' answer."""
    return overrides_with_rules().filter(reviewed_on__isnull=True).order_by("-pk")[:COUNTED]


def _counted(named: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Each once with how many wait, the most first."""
    return list(_labelled(Counter(named)))


def _labelled(counts: Counter[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    for (key, words), count in sorted(counts.items(), key=lambda each: (-each[1], each[0])):
        yield key, f"{words} ({count} waiting)"

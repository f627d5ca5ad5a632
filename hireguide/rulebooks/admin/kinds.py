"""The kinds of rows in the admin, save situations: what their lists show, search and filter by."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from hireguide.rulebooks.admin.rows import RowAdmin
from hireguide.rulebooks.models import (
    Advice,
    Cost,
    Evidence,
    Example,
    Expectation,
    Plan,
    Source,
    VerdictText,
)
from hireguide.rulebooks.wording import (
    SEAT_LABELS,
    answer_words,
    column_words,
    field_label,
    profile_words,
    when_words,
)
from hireguide.rules import OPERANDS


class AsksAbout(admin.SimpleListFilter):
    """Rules by the questions that their conditions ask about."""

    title = "question"
    parameter_name = "asks"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, str]]:
        asked = {name for row in model_admin.get_queryset(request) for name in _asked(row.when)}
        return [(name, field_label(name)) for name in OPERANDS if name in asked]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        if self.value() is None:
            return queryset
        return queryset.filter(pk__in=[row.pk for row in queryset if self.value() in _asked(row.when)])


def _asked(when: dict[str, Any]) -> set[str]:
    return {condition["field"] for group in when.values() for condition in group}


class InWords(admin.ChoicesFieldListFilter):
    """A column's codes, filtered by the words that the pages have for them."""

    titles: Mapping[str, str] = {"field": "question", "never": "what it never does"}

    def __init__(self, field: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(field, *args, **kwargs)
        self.title = self.titles.get(field.name, self.title)

    def choices(self, changelist: Any) -> Iterator[Any]:
        words = {str(label): column_words(self.field.name, code) for code, label in self.field.flatchoices}
        for choice in super().choices(changelist):
            yield {**choice, "display": words.get(str(choice["display"]), choice["display"])}


class RuleAdmin(RowAdmin):
    """A rule: its condition stands in the list in words."""

    @admin.display(description="When")
    def condition(self, row: Any) -> str:
        """The condition in words."""
        return when_words(row.when)


@admin.register(Source)
class SourceAdmin(RowAdmin):
    """Who says so."""

    list_display = ("key", "author", "title", "year", "grade")
    list_filter = (("grade", InWords),)
    search_fields = ("key", "author", "title", "url", "note")


@admin.register(Evidence)
class EvidenceAdmin(RuleAdmin):
    """The rules that add points to a gap."""

    list_display = ("key", "gap", "signed", "condition", "because")
    list_filter = (("gap", InWords), AsksAbout, "points")
    search_fields = ("key", "because")

    @admin.display(description="Points", ordering="points")
    def signed(self, row: Evidence) -> str:
        """The points with their sign."""
        return f"{row.points:+d}".replace("-", "−")


@admin.register(Advice)
class AdviceAdmin(RuleAdmin):
    """What is said beside a verdict."""

    list_display = ("key", "kind", "condition", "text")
    list_filter = (("kind", InWords), AsksAbout)
    search_fields = ("key", "text")


@admin.register(VerdictText)
class VerdictTextAdmin(RowAdmin):
    """The four verdicts in words: there is one text for each, and no fifth."""

    list_display = ("key", "title", "first_seat", "second_seat", "second_when")
    search_fields = ("key", "title", "summary")

    @admin.display(description="First seat")
    def first_seat(self, row: VerdictText) -> str:
        """The first seat in words."""
        return SEAT_LABELS.get(row.first or "", "nobody")

    @admin.display(description="Second seat")
    def second_seat(self, row: VerdictText) -> str:
        """The second seat in words."""
        return SEAT_LABELS.get(row.second or "", "nobody")


@admin.register(Cost)
class CostAdmin(RowAdmin):
    """What a seat costs."""

    list_display = ("key", "seat_words", "range", "unit_words", "year")
    list_filter = (("seat", InWords), ("unit", InWords))
    search_fields = ("key",)

    @admin.display(description="Seat", ordering="seat")
    def seat_words(self, row: Cost) -> str:
        """The seat in words."""
        return SEAT_LABELS[row.seat]

    @admin.display(description="From and to", ordering="low")
    def range(self, row: Cost) -> str:
        """Both ends in dollars."""
        return f"${row.low:,} to ${row.high:,}"

    @admin.display(description="Unit", ordering="unit")
    def unit_words(self, row: Cost) -> str:
        """The unit in words."""
        return column_words("unit", row.unit)


@admin.register(Plan)
class PlanAdmin(RowAdmin):
    """What a seat's first 30, 60 and 90 days should bring."""

    list_display = ("key", "seat", "how_many")
    search_fields = ("key",)

    @admin.display(description="Seat")
    def seat(self, row: Plan) -> str:
        """The seat in words."""
        return SEAT_LABELS[row.key]

    @admin.display(description="Things to bring by day 30, 60 and 90")
    def how_many(self, row: Plan) -> str:
        """How many things by each day."""
        return f"{len(row.days_30)}, {len(row.days_60)} and {len(row.days_90)}"


@admin.register(Expectation)
class ExpectationAdmin(RowAdmin):
    """What must always hold."""

    list_display = ("key", "move", "gap", "never", "because")
    list_filter = (("gap", InWords), ("never", InWords), ("field", InWords))
    search_fields = ("key", "because", "field")

    @admin.display(description="The move", ordering="field")
    def move(self, row: Expectation) -> str:
        """The move in words."""
        start, end = answer_words(row.field, row.start), answer_words(row.field, row.end)
        return f"{field_label(row.field)}: from “{start}” to “{end}”"


@admin.register(Example)
class ExampleAdmin(RowAdmin):
    """The profiles with the verdict that they must get."""

    list_display = ("key", "verdict_words", "also_words", "answers", "note")
    list_filter = (("verdict", InWords),)
    search_fields = ("key", "note")

    @admin.display(description="Verdict", ordering="verdict")
    def verdict_words(self, row: Example) -> str:
        """The verdict in words."""
        return column_words("verdict", row.verdict)

    @admin.display(description="Would do as well")
    def also_words(self, row: Example) -> str:
        """The other verdicts that would do."""
        return column_words("also", row.also) if row.also else "–"

    @admin.display(description="Answers")
    def answers(self, row: Example) -> str:
        """The profile in words."""
        return profile_words(row.profile)

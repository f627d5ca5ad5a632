"""The nine kinds of rows in the admin: what their lists show, search and filter by, and the order of situations."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import Count, OuterRef, Subquery
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from hireguide.rulebooks.admin.rows import RowAdmin, preview_address
from hireguide.rulebooks.models import (
    Advice,
    Cost,
    Evidence,
    Example,
    Expectation,
    Plan,
    Situation,
    Source,
    VerdictText,
)
from hireguide.rulebooks.selectors import rows_of
from hireguide.rulebooks.services import ChangedMeanwhileError, DraftIsClosedError, move_row
from hireguide.rulebooks.wording import (
    SEAT_LABELS,
    answer_words,
    column_words,
    field_label,
    profile_words,
    when_words,
)
from hireguide.rules import OPERANDS

_WAYS = (("up", "↑"), ("down", "↓"))


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


@admin.register(Situation)
class SituationAdmin(RuleAdmin):
    """What is looked at before the grid, in the order in which it is: the first that holds decides."""

    list_display = ("place", "key", "verdict_words", "condition", "because", "moves")
    list_display_links = ("key",)
    list_filter = (("verdict", InWords), AsksAbout)
    search_fields = ("key", "because")
    sortable_by = ()

    def get_urls(self) -> list[URLPattern]:
        ours = path(
            "<path:object_id>/move/<str:way>/", self.admin_site.admin_view(self.move), name="rulebooks_situation_move"
        )
        return [ours, *super().get_urls()]

    def get_queryset(self, request: HttpRequest) -> Any:
        """Each with its `place` in the draft, from 1: positions have gaps where rows were removed."""
        before = Situation.objects.filter(draft=OuterRef("draft"), position__lte=OuterRef("position")).order_by()
        counted = before.values("draft").annotate(count=Count("pk")).values("count")
        return super().get_queryset(request).annotate(place=Subquery(counted))

    def get_list_display(self, request: HttpRequest) -> Any:
        """The buttons only for those who may move."""
        if self.has_change_permission(request):
            return self.list_display
        return [name for name in self.list_display if name != "moves"]

    @admin.display(description="Place")
    def place(self, row: Any) -> int:
        """Where it stands, from 1."""
        return int(row.place)

    @admin.display(description="Verdict")
    def verdict_words(self, row: Situation) -> str:
        """The verdict in words."""
        return column_words("verdict", row.verdict)

    @admin.display(description="Move")
    def moves(self, row: Situation) -> SafeString:
        """Buttons of the list's own form, each with an address of its own: they need no script and no mouse."""
        ways = [(way, arrow, reverse("admin:rulebooks_situation_move", args=(row.pk, way))) for way, arrow in _WAYS]
        return format_html_join(
            "",
            '<span class="row-moves"><button class="button button--quiet" id="{0}-{3}" formaction="{2}" '
            'aria-label="Move {4} {0}">{1}</button><button class="button button--link" formaction="{5}" name="move" '
            'value="{0}" aria-label="What it does to move {4} {0}">What it does</button></span>',
            ((*way, row.pk, row.key, preview_address(Situation, row)) for way in ways),
        )

    def move(self, request: HttpRequest, object_id: str, way: str) -> HttpResponse:
        """Change places with the one above or below, and come back to the same button."""
        row, draft = self.get_object(request, unquote(object_id)), self.draft(request)
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if draft is None or not self.has_change_permission(request, row):
            raise PermissionDenied
        back = reverse("admin:rulebooks_situation_changelist")
        if row is None or way not in ("up", "down"):
            messages.error(request, "That situation is not in the draft any more.")
            return redirect(back)
        try:
            move_row(draft, row, up=way == "up", by=request.user, at=timezone.now())  # type: ignore[arg-type]
        except (ChangedMeanwhileError, DraftIsClosedError) as error:
            messages.error(request, str(error))
            return redirect(back)
        keys = list(rows_of(draft, Situation).values_list("key", flat=True))
        messages.success(request, f"Situation {row.key} is number {keys.index(row.key) + 1} of {len(keys)} now.")
        return redirect(f"{back}#{way}-{row.pk}")


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

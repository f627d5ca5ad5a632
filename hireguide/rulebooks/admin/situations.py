"""Situations in the admin: a list in the order in which they are looked at, and the buttons that change it."""

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

from hireguide.rulebooks.admin.kinds import AsksAbout, InWords, RuleAdmin
from hireguide.rulebooks.admin.rows import preview_address
from hireguide.rulebooks.models import Situation
from hireguide.rulebooks.selectors import rows_of
from hireguide.rulebooks.services import ChangedMeanwhileError, DraftIsClosedError, move_row
from hireguide.rulebooks.wording import column_words

_WAYS = (("up", "↑"), ("down", "↓"))


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
        """Each with its `place` `among` those of the draft, from 1: positions have gaps where rows were removed."""
        all_of_it = Situation.objects.filter(draft=OuterRef("draft")).order_by()
        before = all_of_it.filter(position__lte=OuterRef("position"))
        place, among = (
            Subquery(rows.values("draft").annotate(count=Count("pk")).values("count")) for rows in (before, all_of_it)
        )
        return super().get_queryset(request).annotate(place=place, among=among)

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
    def moves(self, row: Any) -> SafeString:
        """Buttons of the list's own form, each with an address of its own: they need no script and no mouse.

        The first has no way up, and the last none down.
        """
        ways = [
            (way, arrow, reverse("admin:rulebooks_situation_move", args=(row.pk, way)))
            for way, arrow in _WAYS
            if way in _ways(row.place, row.among)
        ]
        return format_html_join(
            "",
            '<span class="row-moves"><button class="button button--quiet" id="{0}-{3}" formaction="{2}" '
            'aria-label="Move {4} {0}">{1}</button><button class="button button--link" formaction="{5}" name="move" '
            'value="{0}" aria-label="What it does to move {4} {0}">What it does</button></span>',
            ((*way, row.pk, row.key, preview_address(Situation, row)) for way in ways),
        )

    def move(self, request: HttpRequest, object_id: str, way: str) -> HttpResponse:
        """Change places with the one above or below, and come back to the same button; at the end, to the other."""
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
        place = keys.index(row.key) + 1
        messages.success(request, f"Situation {row.key} is number {place} of {len(keys)} now.")
        ways = _ways(place, len(keys))
        return redirect(f"{back}#{way if way in ways else ways[0]}-{row.pk}" if ways else back)


def _ways(place: int, among: int) -> list[str]:
    """Where a situation can be moved from its place, from 1."""
    return ["up"] * (place > 1) + ["down"] * (place < among)

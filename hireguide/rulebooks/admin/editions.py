"""Editions and drafts in the admin: to be read only. Both are written on the pages of editing, through their gates."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from simple_history.admin import SimpleHistoryAdmin

from hireguide.rulebooks.admin.history import InWordsHistory
from hireguide.rulebooks.models import Edition, RulebookDraft
from hireguide.rulebooks.selectors import current_edition
from hireguide.web.read_only import ReadOnlyAdmin


@admin.register(Edition)
class EditionAdmin(ReadOnlyAdmin):
    """What was published, when, written, approved and published by whom."""

    list_display = ("number", "name", "published_at", "author", "published_by", "approved_by", "digest")
    list_display_links = ("number", "name")
    list_select_related = ("author", "published_by", "approved_by")
    search_fields = ("name", "note", "digest")
    fields = (
        *("number", "name", "note", "published_at", "author", "published_by", "approved_by", "restores"),
        *("digest", "catalogue_digest", "core_version", "body"),
    )

    class Media:
        css = {"all": ("css/rows.css",)}

    def get_queryset(self, request: HttpRequest) -> Any:
        """Without the bodies, which only an edition's own page shows."""
        return super().get_queryset(request).defer("body")

    def get_list_display(self, request: HttpRequest) -> Any:
        """With what can be done with an edition by whoever asks."""
        current = current_edition()
        may_publish = request.user.has_perm("rulebooks.publish_rulebookdraft")

        @admin.display(description="More")
        def links(edition: Edition) -> SafeString:
            return _links(edition.number, may_roll_back=may_publish and edition != current)

        return [*self.list_display, links]


def _links(number: int, *, may_roll_back: bool) -> SafeString:
    """Compare an edition, take it away as a file, bring it back."""
    shown = [
        (f"{reverse('editing:compare')}?a={number}", "Compare"),
        (reverse("editing:export", kwargs={"which": number, "kind": "json"}), "Export as JSON"),
    ]
    if may_roll_back:
        shown.append((reverse("editing:roll_back", args=(number,)), "Roll back to it"))
    items = format_html_join(
        "",
        '<li><a href="{}">{}<span class="visually-hidden"> (edition {})</span></a></li>',
        ((address, label, number) for address, label in shown),
    )
    return format_html('<ul class="row-links">{}</ul>', items)


@admin.register(RulebookDraft)
class RulebookDraftAdmin(InWordsHistory, ReadOnlyAdmin, SimpleHistoryAdmin):  # type: ignore[misc]
    """Every draft there was: what it was for, who began it, and what became of it."""

    list_display = ("title", "state", "base", "begun_by", "begun_at", "changed_at", "closed_at", "edition")
    list_select_related = ("base", "begun_by", "edition")
    list_filter = ("state",)
    search_fields = ("title", "intent")
    fields = (
        *("title", "state", "intent", "name", "base", "edition"),
        *("begun_by", "begun_at", "changed_at", "closed_at"),
    )

    def get_queryset(self, request: HttpRequest) -> Any:
        """Without what they say, which their rows' histories show."""
        return super().get_queryset(request).defer("body", "base__body", "edition__body")

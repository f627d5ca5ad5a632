"""Editions in the admin: to be read only."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from hireguide.rulebooks.models import Edition


@admin.register(Edition)
class EditionAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """What was published, when and by whom. Nobody adds, changes or deletes an edition here."""

    list_display = ("number", "name", "published_at", "published_by", "digest")
    list_display_links = ("number", "name")
    list_select_related = ("published_by",)
    search_fields = ("name", "note", "digest")
    fields = (
        *("number", "name", "note", "published_at", "published_by"),
        *("digest", "catalogue_digest", "core_version", "body"),
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

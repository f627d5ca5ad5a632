"""The audit list in the admin: who did what to rulebooks, to be read only."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from hireguide.editing.models import AuditEntry
from hireguide.web.read_only import ReadOnlyAdmin


@admin.register(AuditEntry)
class AuditEntryAdmin(ReadOnlyAdmin):
    """Every publishing, roll back, approval, replay and import. Nobody adds, changes or deletes an entry."""

    list_display = ("at", "by", "action", "edition_link", "draft", "note")
    list_display_links = ("at",)
    list_filter = ("action", "at", ("who", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("who", "draft", "edition")
    search_fields = ("note", "who__email", "draft__title")
    fields = ("at", "who", "action", "draft", "edition_link", "note")
    readonly_fields = ("edition_link",)

    def get_queryset(self, request: HttpRequest) -> Any:
        """Without what the draft and the edition say."""
        return super().get_queryset(request).defer("draft__body", "edition__body")

    @admin.display(description="who", ordering="who__email")
    def by(self, entry: AuditEntry) -> str:
        """Who did it; without an account, at the machine itself."""
        return str(entry.who or "the command line")

    @admin.display(description="edition", ordering="edition")
    def edition_link(self, entry: AuditEntry) -> SafeString | str:
        """The edition that it is about, as a link."""
        if entry.edition is None:
            return "–"
        href = reverse("admin:rulebooks_edition_change", args=[entry.edition.pk])
        return format_html('<a href="{}">Edition {}</a>', href, entry.edition.number)

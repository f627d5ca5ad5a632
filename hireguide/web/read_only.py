"""What is only read in the admin."""

from typing import Any

from django.contrib import admin


class ReadOnlyAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Nobody adds, changes or deletes anything here, whatever their rights."""

    def has_add_permission(self, *args: Any) -> bool:
        """Not here."""
        return False

    def has_change_permission(self, *args: Any) -> bool:
        """Not here."""
        return False

    def has_delete_permission(self, *args: Any) -> bool:
        """Not here."""
        return False

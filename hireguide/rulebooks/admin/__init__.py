"""The rulebook in the admin: published editions and past drafts to read, and the rows of the open draft to edit."""

from hireguide.rulebooks.admin import editions, kinds, situations

__all__ = ["editions", "kinds", "situations"]

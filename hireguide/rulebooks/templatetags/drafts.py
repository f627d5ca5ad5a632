"""What the admin's pages about the rules ask of the drafts."""

from django import template

from hireguide.rulebooks.models import RulebookDraft
from hireguide.rulebooks.selectors import open_draft

register = template.Library()


@register.simple_tag
def the_open_draft() -> RulebookDraft | None:
    """The draft that is open, or None."""
    return open_draft()

"""The dashboard on the admin's first page, and the list below it."""

from collections.abc import Sequence
from typing import Any

from django import template
from django.http import HttpRequest
from django.utils import timezone

from hireguide.editing.documents.dashboard import build_dashboard
from hireguide.editing.documents.desk import App, desk

register = template.Library()


@register.inclusion_tag("editing/_dashboard.html", takes_context=True)
def dashboard(context: template.Context) -> dict[str, Any]:
    """What this member of staff may see at a glance: the rules, the diagnoses, and what waits for somebody."""
    request: HttpRequest = context["request"]
    board = build_dashboard(request.user, now=timezone.localtime()) if request.user.is_authenticated else None
    return {"board": board, "perms": context.get("perms")}


@register.filter
def by_purpose(apps: Sequence[App]) -> list[App]:
    """Django's list of apps by what staff come for."""
    return desk(apps)

"""The app `workspaces`."""

from django.apps import AppConfig


class WorkspacesConfig(AppConfig):
    """Groups of advisors and their clients."""

    name = "hireguide.workspaces"
    label = "workspaces"

"""The app of rulebooks."""

from django.apps import AppConfig


class RulebooksConfig(AppConfig):
    name = "hireguide.rulebooks"
    verbose_name = "Rules"

"""How Django finds the editing of rulebooks."""

from django.apps import AppConfig


class EditingConfig(AppConfig):
    name = "hireguide.editing"
    verbose_name = "Editing the rules"

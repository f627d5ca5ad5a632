"""The app `advising`."""

from django.apps import AppConfig


class AdvisingConfig(AppConfig):
    """The advisor's desk."""

    name = "hireguide.advising"
    label = "advising"

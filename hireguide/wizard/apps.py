"""The app `wizard`."""

from django.apps import AppConfig


class WizardConfig(AppConfig):
    """See the package's own words."""

    name = "hireguide.wizard"
    label = "wizard"

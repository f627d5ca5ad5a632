"""The app `web`: shared glue, so that Django finds its template tags, and one of Django's sentences in our words."""

from django.apps import AppConfig
from django.core.validators import ProhibitNullCharactersValidator


class WebConfig(AppConfig):
    """Shared glue, no models."""

    name = "hireguide.web"
    label = "web"

    def ready(self) -> None:
        """Every text field checks this by itself, those of libraries too, and takes its words from here."""
        ProhibitNullCharactersValidator.message = (
            "Remove the null character: it can’t be seen, and can’t be stored. Typing the text anew does it"
        )

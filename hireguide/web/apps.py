"""The app `web`: shared glue, so that Django finds its template tags."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Shared glue, no models."""

    name = "hireguide.web"
    label = "web"

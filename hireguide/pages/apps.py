"""The app `pages`."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """See the package's own words."""

    name = "hireguide.pages"
    label = "pages"

"""The app `profiles`."""

from django.apps import AppConfig


class ProfilesConfig(AppConfig):
    """See the package's own words."""

    name = "hireguide.profiles"
    label = "profiles"

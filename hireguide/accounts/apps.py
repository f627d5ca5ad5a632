"""The app `accounts`."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """The people who sign in."""

    name = "hireguide.accounts"
    label = "accounts"

"""The app `accounts`."""

from django.apps import AppConfig, apps


class AccountsConfig(AppConfig):
    """The people who sign in."""

    name = "hireguide.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Hear of a second factor that is set up, and call the app that keeps them by what it keeps."""
        from allauth.mfa.signals import authenticator_added  # noqa: PLC0415 - needs the models

        from hireguide.accounts.services import note_second_factor  # noqa: PLC0415

        authenticator_added.connect(note_second_factor, dispatch_uid="note_second_factor")
        apps.get_app_config("mfa").verbose_name = "Second factors"

"""The app of diagnoses."""

from django.apps import AppConfig


class DiagnosesConfig(AppConfig):
    name = "hireguide.diagnoses"
    verbose_name = "Diagnoses"

    def ready(self) -> None:
        """Hear of whoever signs in: what they asked to keep before is theirs then."""
        from allauth.account.signals import user_logged_in  # noqa: PLC0415 - needs the models

        from hireguide.diagnoses.views.claim import claim_wishes  # noqa: PLC0415

        user_logged_in.connect(claim_wishes, dispatch_uid="claim_wishes")

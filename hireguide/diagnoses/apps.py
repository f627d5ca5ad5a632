"""The app of diagnoses."""

from django.apps import AppConfig


class DiagnosesConfig(AppConfig):
    name = "hireguide.diagnoses"
    verbose_name = "Diagnoses"

"""Kept diagnoses in the admin, and what people who know better said of them."""

from hireguide.diagnoses.admin.diagnoses import DiagnosisAdmin
from hireguide.diagnoses.admin.overrides import OverrideAdmin

__all__ = ("DiagnosisAdmin", "OverrideAdmin")

"""The pages of a kept diagnosis, and what-ifs of it or of a draft."""

from hireguide.diagnoses.views.diagnosis import come_back, delete, deleted, diagnosis, keep_what_if, what_if

__all__ = ["come_back", "delete", "deleted", "diagnosis", "keep_what_if", "what_if"]

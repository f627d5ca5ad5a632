"""How a verdict is presented: what its page shows, the same as plain text, and the day to come back for a calendar."""

from hireguide.diagnoses.documents.calendar_file import calendar_file
from hireguide.diagnoses.documents.clash import clashing_answers
from hireguide.diagnoses.documents.document import VerdictDocument, build_document, picture

__all__ = ["VerdictDocument", "build_document", "calendar_file", "clashing_answers", "picture"]

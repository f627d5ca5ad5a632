"""How a verdict is presented: what its page shows, and the same as plain text."""

from hireguide.diagnoses.documents.clash import clashing_answers
from hireguide.diagnoses.documents.document import VerdictDocument, build_document, picture

__all__ = ["VerdictDocument", "build_document", "clashing_answers", "picture"]

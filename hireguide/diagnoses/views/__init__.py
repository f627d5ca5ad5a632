"""The pages of a kept diagnosis, of judging it again, and of what-ifs of it or of a draft."""

from hireguide.diagnoses.views.again import again
from hireguide.diagnoses.views.claim import claim
from hireguide.diagnoses.views.diagnosis import come_back, delete, deleted, diagnosis, keep_what_if, what_if

__all__ = ["again", "claim", "come_back", "delete", "deleted", "diagnosis", "keep_what_if", "what_if"]

"""The wizard's pages, from the start page to the verdict."""

from hireguide.wizard.views.check import check
from hireguide.wizard.views.claim import claim
from hireguide.wizard.views.csrf import csrf_failure
from hireguide.wizard.views.resume import delete, deleted, resume, saved
from hireguide.wizard.views.section import section
from hireguide.wizard.views.start import start
from hireguide.wizard.views.verdict import come_back, keep, verdict
from hireguide.wizard.views.what_if import keep_what_if, what_if

__all__ = [
    "check",
    "claim",
    "come_back",
    "csrf_failure",
    "delete",
    "deleted",
    "keep",
    "keep_what_if",
    "resume",
    "saved",
    "section",
    "start",
    "verdict",
    "what_if",
]

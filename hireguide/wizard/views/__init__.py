"""The wizard's pages, from the start page to the verdict."""

from hireguide.wizard.views.check import check
from hireguide.wizard.views.csrf import csrf_failure
from hireguide.wizard.views.resume import delete, deleted, resume, saved
from hireguide.wizard.views.section import section
from hireguide.wizard.views.start import start
from hireguide.wizard.views.verdict import keep, verdict

__all__ = [
    "check",
    "csrf_failure",
    "delete",
    "deleted",
    "keep",
    "resume",
    "saved",
    "section",
    "start",
    "verdict",
]

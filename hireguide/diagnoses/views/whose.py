"""To whom a diagnosis belongs, as its pages say it: who can open it, and whether whoever looks may change anything."""

from typing import Any

from django.urls import reverse

from hireguide.diagnoses.models import Diagnosis, Draft
from hireguide.diagnoses.wording import OF_A_CLIENT, TO_ITS_FOUNDER, Speech
from hireguide.workspaces.selectors import Viewer, membership_for


def whose(kept: Diagnosis, viewer: Viewer) -> dict[str, Any]:
    """For a page's context: the viewer's `membership` where the diagnosis is a client's, and whether they `may_write`.

    Whoever sees another's than a client's holds its key or owns it, and so may do anything.
    """
    if kept.client is None or viewer.user is None:
        return {"membership": None, "may_write": True}
    membership = membership_for(viewer.user, kept.client.workspace_id)
    return {"membership": membership, "may_write": membership.may_write}


def speech_of(record: Draft | Diagnosis) -> Speech:
    """How pages about it speak: of a client to its advisors, on paper too; else to the founder who answered."""
    return OF_A_CLIENT if record.client_id else TO_ITS_FOUNDER


def answered_anew_at(kept: Diagnosis) -> str:
    """The page where the company is asked again: a client's own, or the start."""
    return reverse("advising:client", args=[kept.client.public_id]) if kept.client else reverse("wizard:start")

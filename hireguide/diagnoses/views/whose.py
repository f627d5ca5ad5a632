"""To whom a diagnosis belongs, as its pages say it: who can open it, and whether whoever looks may change anything."""

from typing import Any

from django.urls import reverse

from hireguide.diagnoses.models import Diagnosis
from hireguide.workspaces.selectors import Viewer, membership_for


def whose(kept: Diagnosis, viewer: Viewer) -> dict[str, Any]:
    """For a page's context: the viewer's `membership` where the diagnosis is a client's, and whether they `may_write`.

    Whoever sees another's than a client's holds its key or owns it, and so may do anything.
    """
    if kept.client is None or viewer.user is None:
        return {"membership": None, "may_write": True}
    membership = membership_for(viewer.user, kept.client.workspace_id)
    return {"membership": membership, "may_write": membership.may_write}


def answered_anew_at(kept: Diagnosis) -> str:
    """The page where the company is asked again: a client's own, or the start."""
    return reverse("advising:client", args=[kept.client.public_id]) if kept.client else reverse("wizard:start")

"""What the tests of several voices share: a round opened today, its links, and somebody who came by theirs."""

from django.utils import timezone

from hireguide.accounts.models import User
from hireguide.advising.services.voices import Asked, open_round
from hireguide.workspaces.models import Workspace
from tests.factories import DORA, make_client, make_edition, make_workspace

FAY, GUS = Asked("Fay Oduya", "ceo", "fay@example.com"), Asked("Gus Lind", "cto")
ANSWERS = {"stage": "seed", "employee_count": "30", "engineer_count": "12", "engineers_next_year": "20"}
CLASH = {"delivery_pain": "high", "engineer_count": "0"}


def ask(*people, at=None, company="Acme"):
    """A round about a new client of Dora's workspace, and the links of those asked, Fay and Gus unless told."""
    make_edition()
    dora = User.objects.filter(email=DORA).first()
    workspace = make_workspace(f"Northbridge {Workspace.objects.count()}" if dora else "Northbridge", owner=dora)
    owner = workspace.memberships.get().user
    return open_round(make_client(workspace, company), people or (FAY, GUS), by=owner, at=at or timezone.now())


def door(link):
    """Where a link leads."""
    return f"/advising/answer/{link.token}/"


def come_in(client, link, **answers):
    """Start by a link, with these raw answers given; returns the draft."""
    client.post(door(link))
    draft = link.respondent.__class__.objects.get(pk=link.respondent.pk).draft
    if answers:
        draft.answers |= answers
        draft.save()
    return draft

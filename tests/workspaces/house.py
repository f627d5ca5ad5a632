"""Two workspaces with one of everything in each, and what is nobody's: for tests of who sees what."""

from dataclasses import dataclass
from datetime import timedelta
from types import SimpleNamespace

from django.utils import timezone

from tests.factories import (
    make_client,
    make_client_diagnosis,
    make_diagnosis,
    make_draft,
    make_edition,
    make_member,
    make_respondent,
    make_round,
    make_user,
    make_workspace,
)


@dataclass
class Place:
    """A workspace, its people and one of everything that belongs to it."""

    workspace: object
    owner: object
    advisor: object
    viewer: object
    removed: object
    client: object
    diagnosis: object
    round: object
    fay: SimpleNamespace
    guy: SimpleNamespace
    invitation: object
    invitation_token: str
    batch: object


def furnish(name):
    """One place, as its people leave it: everybody and everything is called after it."""
    from hireguide.advising.models import FollowUp, PortfolioImport, PortfolioRow, Reminder, Settled
    from hireguide.diagnoses.services import override_diagnosis
    from hireguide.workspaces.services import invite, remove_member

    now = timezone.now()
    owner = make_user(f"owner@{name}.example")
    workspace = make_workspace(name, owner=owner, at=now)
    advisor, viewer, removed = (
        make_member(workspace, f"{who}@{name}.example", role, at=now)
        for who, role in (("advisor", "advisor"), ("viewer", "viewer"), ("removed", "advisor"))
    )
    client = make_client(workspace, f"Client of {name}", tags=("fintech",), at=now, notes="Ours alone.")
    diagnosis = make_client_diagnosis(client, now=now, by=advisor)
    diagnosis.draft.answers = {"delivery_pain": "high", "engineer_count": "20", "engineers_next_year": "30"}
    diagnosis.draft.save()
    override_diagnosis(diagnosis, verdict="pairing", reason="I know them.", by=removed, now=now)
    FollowUp.objects.create(diagnosis=diagnosis, months=6, hired="both", worked="yes", by=advisor, at=now)
    Reminder.objects.create(user=advisor, diagnosis=diagnosis, sent_at=now)
    round_ = make_round(client, at=now, by=advisor)
    fay, guy = (asked(round_, who, now) for who in ("Fay", "Guy"))
    Settled.objects.create(round=round_, field="stage", value="seed", voice=fay.respondent, by=removed, at=now)
    invitation, token = invite(workspace, email=f"guest@{name}.example", role="advisor", by=owner, at=now)
    batch = PortfolioImport.objects.create(workspace=workspace, name="all.csv", by=advisor, begun_at=now)
    PortfolioRow.objects.create(batch=batch, number=1, details={"name": "Another"}, faults=[["stage", "is no stage"]])
    remove_member(workspace.memberships.get(user=removed), by=owner, at=now)
    return Place(
        workspace, owner, advisor, viewer, removed, client, diagnosis, round_, fay, guy, invitation, token, batch
    )


def asked(round_, name, now):
    """Somebody asked, with their token and their draft."""
    from hireguide.diagnoses.services import start_for_respondent
    from hireguide.web.keys import new_token, token_hash

    respondent, token = make_respondent(round_, name, at=now), new_token()
    respondent.token_hash = token_hash(token)
    respondent.draft = start_for_respondent(
        round_.client,
        round_.edition,
        answers={"delivery_pain": "high"},
        key_hash=respondent.token_hash,
        key_until=now + timedelta(days=9),
        now=now,
    )
    respondent.save()
    return SimpleNamespace(respondent=respondent, token=token, key=respondent.token_hash, draft=respondent.draft)


def build():
    """Both places, somebody with an account of their own, and a diagnosis and a draft of nobody's."""
    make_edition()
    ben = make_user()
    kept = make_diagnosis(draft=make_draft(owner=ben, created_at=timezone.now()), now=timezone.now())
    nobodys = make_diagnosis(now=timezone.now())
    return SimpleNamespace(a=furnish("alpha"), b=furnish("beta"), ben=ben, bens=kept, nobodys=nobodys)

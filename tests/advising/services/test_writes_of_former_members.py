"""Whoever was removed, or may only look from now, writes nothing more with what they were shown before."""

from copy import deepcopy
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404

from hireguide.accounts.models import User
from hireguide.advising.models import Respondent
from hireguide.advising.selectors.disagreement import table_of
from hireguide.advising.selectors.voices import working
from hireguide.advising.services import respondents, settling, voices
from hireguide.advising.services.client import ask_again
from hireguide.advising.services.clients import delete_client
from hireguide.advising.services.deleting import delete_respondent, delete_round
from hireguide.advising.services.follow_ups import tell_follow_up
from hireguide.advising.services.imports import confirm_import, drop_import, stop_import
from hireguide.advising.services.people import change_role, remove_member
from hireguide.diagnoses import services as diagnoses
from hireguide.profiles.forms import check_answers
from hireguide.rulebooks.selectors import current_edition
from hireguide.web.wall import behind_the_wall
from hireguide.workspaces import services as workspaces
from tests.advising.asked import GUS
from tests.advising.tables import ANSWERED, waiting
from tests.factories import (
    DORA,
    NOW,
    make_client,
    make_client_diagnosis,
    make_draft,
    make_edition,
    make_member,
    make_profile,
    make_workspace,
)
from tests.threads import overlapping
from tests.walls import as_app
from tests.workspaces.ways import WAYS

LATER = NOW + timedelta(days=200)
CALM = {"company_name": "Acme", "delivery_pain": "none", "engineer_count": 5}
ACME, BOLT = workspaces.ClientDetails("Acme"), workspaces.ClientDetails("Bolt")
IDA = "ida@example.com"


def what_if(w, of):
    own, calm = w.kept.result, make_profile(**CALM)
    return diagnoses.keep_what_if(of=of, own_result=own, profile=calm, dont_know=(), now=NOW, by=w.emil)


# What somebody writes who may change a client.
WRITES = {
    "adding a client": lambda w: workspaces.add_client(w.workspace, BOLT, tags=[], by=w.emil, at=NOW),
    "changing a client": lambda w: workspaces.change_client(w.acme, ACME, tags=["a"], revision=0, by=w.emil, at=NOW),
    "renaming a client": lambda w: workspaces.change_client(w.acme, BOLT, tags=[], revision=0, by=w.emil, at=NOW),
    "archiving a client": lambda w: workspaces.archive_client(w.acme, by=w.emil, at=NOW),
    "bringing a client back": lambda w: workspaces.restore_client(w.old, by=w.emil, at=NOW),
    "deleting a client": lambda w: delete_client(w.acme, by=w.emil, at=NOW),
    "beginning answers": lambda w: ask_again(w.acme, last=w.kept, by=w.emil, now=NOW),
    "storing answers": lambda w: diagnoses.store_answers(
        draft=w.draft, section="company", names=["stage"], posted={"stage": "seed"}, by=w.emil, now=NOW
    ),
    "sending the way back": lambda w: diagnoses.send_resume_mail(
        draft=w.draft, address=IDA, link="https://x/", by=w.emil, now=NOW
    ),
    "deleting answers": lambda w: diagnoses.delete_draft(w.draft, by=w.emil, now=NOW),
    "keeping a diagnosis": lambda w: diagnoses.keep_diagnosis(
        draft=w.draft, profile=make_profile(**CALM), dont_know=(), now=NOW, by=w.emil
    ),
    "keeping one without answers under way": lambda w: diagnoses.keep_for_client(
        w.acme, edition=current_edition(), profile=make_profile(**CALM), dont_know=(), now=NOW, by=w.emil
    ),
    "keeping a what-if of answers": lambda w: what_if(w, w.draft),
    "keeping a what-if of a diagnosis": lambda w: what_if(w, w.kept),
    "judging again": lambda w: diagnoses.judge_again(w.kept, edition=w.newer, now=NOW, by=w.emil),
    "saying otherwise": lambda w: diagnoses.override_diagnosis(
        w.kept, verdict="neither_yet", reason="They are sold.", by=w.emil, now=NOW
    ),
    "deleting a diagnosis": lambda w: diagnoses.delete_diagnosis(w.kept, now=NOW, by=w.emil),
    "telling what came of it": lambda w: tell_follow_up(
        w.kept, months=6, hired="both", worked="yes", remark="", by=w.emil, at=LATER
    ),
    "opening a round": lambda w: voices.open_round(w.acme, (GUS,), by=w.emil, at=LATER),
    "opening a client's first round": lambda w: voices.open_round(w.old, (GUS,), by=w.emil, at=NOW),
    "asking more people": lambda w: voices.ask_more(w.round, (GUS,), by=w.emil, at=LATER),
    "making a new link": lambda w: voices.renew_link(w.gus, by=w.emil, at=NOW),
    "extending a link": lambda w: voices.extend_link(w.gus, by=w.emil, at=NOW),
    "taking a link back": lambda w: voices.revoke_link(w.gus, by=w.emil, at=NOW),
    "closing a round": lambda w: voices.close_round(w.round, by=w.emil, at=NOW),
    "reopening a round": lambda w: voices.reopen_round(w.closed, by=w.emil, at=NOW),
    "settling": lambda w: settling.settle(w.round, {"stage": "seed"}, seen=w.table.seen, by=w.emil, at=NOW),
    "keeping a round": lambda w: settling.keep_round(w.round, seen=w.table.to_keep, by=w.emil, at=NOW),
    "deleting a voice": lambda w: delete_respondent(w.gus, by=w.emil, at=NOW),
    "deleting a round": lambda w: delete_round(w.round, by=w.emil, at=NOW),
    "bringing a table": lambda w: waiting(w.workspace, w.emil, {"name": "Bolt", **ANSWERED}),
    "saying yes to a table": lambda w: confirm_import(w.job, leave_out=False, by=w.emil),
    "stopping an import": lambda w: stop_import(w.job, by=w.emil),
    "dropping an import": lambda w: drop_import(w.job, by=w.emil, at=NOW),
}
OWNERS = {
    "renaming the workspace": lambda w: workspaces.rename_workspace(w.workspace, "Southbank", by=w.emil, at=NOW),
    "inviting": lambda w: workspaces.invite(w.workspace, email=IDA, role="owner", by=w.emil, at=NOW),
    "taking an invitation back": lambda w: workspaces.revoke_invitation(w.invitation, by=w.emil, at=NOW),
    "giving a role": lambda w: change_role(w.ben, "owner", by=w.emil, at=NOW),
    "making somebody a viewer": lambda w: change_role(w.ben, "viewer", by=w.emil, at=NOW),
    "removing somebody": lambda w: remove_member(w.ben, by=w.emil, at=NOW),
}
EVERY = WRITES | OWNERS


@pytest.fixture
def world():
    """Dora's workspace with everything that is written of, and Emil, who owns it with her."""
    make_edition()
    workspace = make_workspace()
    emil = make_member(workspace, role="owner")
    make_member(workspace, "ben@example.com")
    dora = User.objects.get(email=DORA)
    acme, old = make_client(workspace), make_client(workspace, "Old")
    workspaces.archive_client(old, by=dora, at=NOW)
    kept = make_client_diagnosis(acme, by=dora)
    asked, (gus,) = voices.open_round(acme, (GUS,), by=dora, at=NOW)
    draft = respondents.begin(gus.respondent, now=NOW)
    respondents.hand_in(gus.respondent, draft, check_answers({"stage": "seed"}), now=NOW)
    closed, _ = voices.open_round(acme, (GUS,), by=dora, at=NOW + timedelta(hours=1))
    voices.close_round(closed, by=dora, at=NOW)
    invitation, _ = workspaces.invite(workspace, email="hal@example.com", role="advisor", by=dora, at=NOW)
    return SimpleNamespace(
        emil=emil,
        dora=dora,
        workspace=workspace,
        me=workspace.memberships.get(user=emil),
        ben=workspace.memberships.get(role="advisor"),
        acme=acme,
        old=type(old).objects.select_related("workspace").get(pk=old.pk),
        draft=make_draft(client=acme),
        kept=kept,
        newer=make_edition(name="Newer"),
        round=asked,
        closed=type(closed).objects.select_related("client__workspace", "edition").get(pk=closed.pk),
        gus=gus.respondent,
        table=table_of(asked),
        invitation=invitation,
        job=waiting(workspace, dora, {"name": "Bolt", **ANSWERED}),
    )


def by_emil(write, world):
    """What he does with what he was shown: whatever is done to it here, `world` keeps it as he saw it."""
    with as_app(), behind_the_wall(user_id=world.emil.pk):
        return write(deepcopy(world))


def rows():
    """All that there is of workspaces."""
    return {model: list(model.objects.order_by("pk").values()) for model in WAYS}


def is_refused(write, world, error):
    before = rows()
    with pytest.raises(error):
        by_emil(write, world)
    assert rows() == before


@pytest.mark.django_db
@pytest.mark.parametrize("write", EVERY.values(), ids=list(EVERY))
def test_nothing_is_written_by_whoever_was_removed_or_may_do_less_meanwhile(write, world):
    # While he may, it is done.
    before = rows()
    with transaction.atomic():
        by_emil(write, world)
        assert rows() != before or write is EVERY["stopping an import"]
        transaction.set_rollback(True)
    if write in OWNERS.values():
        change_role(world.me, "advisor", by=world.dora, at=NOW)
        is_refused(write, world, PermissionDenied)
    change_role(world.me, "viewer", by=world.dora, at=NOW)
    is_refused(write, world, PermissionDenied)
    remove_member(world.me, by=world.dora, at=NOW)
    is_refused(write, world, Http404)


OPENING = (
    "opening a round",
    "opening a client's first round",
    "making a new link",
    "extending a link",
    "reopening a round",
)
LINKS = {name: EVERY[name] for name in OPENING}


@pytest.mark.django_db(transaction=True)
@pytest.mark.postgres
@pytest.mark.parametrize("remove_first", [True, False])
@pytest.mark.parametrize("write", LINKS.values(), ids=list(LINKS))
def test_no_link_that_somebody_made_works_once_they_are_removed_in_the_same_moment(write, remove_first, world):
    def remove():
        with as_app(), behind_the_wall(user_id=world.dora.pk):
            return remove_member(world.me, by=world.dora, at=NOW)

    calls = [remove, lambda: by_emil(write, world)]
    removed, written = overlapping(*calls) if remove_first else overlapping(*reversed(calls))[::-1]
    assert not isinstance(removed, Exception), removed
    assert isinstance(written, Http404) if remove_first else not isinstance(written, Exception), written
    assert not working(Respondent.objects.all(), now=NOW).exists()

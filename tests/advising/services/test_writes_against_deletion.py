"""Whatever is written while what it belongs to is deleted is either done, and goes with it, or told that it has gone.

Each write meets each deletion twice: begun before it and not yet committed, and begun while it is not yet committed.
"""

from copy import copy
from datetime import timedelta
from functools import partial
from types import SimpleNamespace

import pytest
from django.core.mail import EmailMessage
from django.http import Http404
from django.utils import timezone

from hireguide.accounts.models import User
from hireguide.advising.models import FollowUp, PortfolioImport, PortfolioRow, Reminder, Respondent, Round, Settled
from hireguide.advising.selectors.disagreement import table_of
from hireguide.advising.services import respondents, settling, voices
from hireguide.advising.services.account import delete_account
from hireguide.advising.services.client import ask_again
from hireguide.advising.services.clients import delete_client
from hireguide.advising.services.deleting import delete_respondent, delete_round
from hireguide.advising.services.follow_ups import tell_follow_up
from hireguide.advising.services.importing import run_import
from hireguide.advising.services.imports import confirm_import, drop_import, stop_import
from hireguide.advising.services.people import remove_member
from hireguide.advising.services.reminders import Sent, send_reminders
from hireguide.diagnoses import services as diagnoses
from hireguide.diagnoses.models import Diagnosis, Draft, Override
from hireguide.profiles.forms import check_answers
from hireguide.profiles.models import CompanyProfile
from hireguide.rulebooks.selectors import current_edition
from hireguide.web.keys import token_hash
from hireguide.web.wall import behind_the_wall
from hireguide.workspaces import services as workspaces
from hireguide.workspaces.models import Activity, Client, Invitation, Membership, Workspace
from tests.advising.asked import FAY, GUS
from tests.advising.tables import ANSWERED, waiting
from tests.factories import (
    DORA,
    NOW,
    make_client,
    make_client_diagnosis,
    make_diagnosis,
    make_draft,
    make_edition,
    make_profile,
    make_user,
    make_workspace,
)
from tests.threads import overlapping
from tests.walls import as_app

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]

LATER = NOW + timedelta(days=200)
CALM = {"company_name": "Acme", "delivery_pain": "none", "engineer_count": 5}
OTHERWISE = {"verdict": "neither_yet", "reason": "They are about to be sold."}
ACME = workspaces.ClientDetails("Acme Works")
OF_A_CLIENT = (Client, Round, Respondent, Settled, FollowUp, Override)
OF_A_WORKSPACE = (PortfolioImport, PortfolioRow, Activity, Invitation, Membership, Workspace)


def a_world():
    """Dora's workspace with a client about which there is everything that there can be, and what she keeps herself."""
    dora = make_user(DORA)
    workspace = make_workspace(owner=dora)
    acme = make_client(workspace)
    kept = make_client_diagnosis(acme, by=dora)
    asked, links = voices.open_round(acme, (FAY, GUS), by=dora, at=NOW)
    begun = [respondents.begin(link.respondent, now=NOW) for link in links]
    respondents.hand_in(links[1].respondent, begun[1], check_answers({"stage": "seed"}), now=NOW)
    invitation, token = workspaces.invite(workspace, email="hal@example.com", role="advisor", by=dora, at=NOW)
    own = make_draft(owner=dora)
    return SimpleNamespace(
        dora=dora,
        workspace=workspace,
        acme=acme,
        draft=make_draft(client=acme),
        kept=kept,
        round=asked,
        table=table_of(asked),
        link=links[0],
        answers=begun[0],
        invitation=invitation,
        keys={links[0].respondent.token_hash, token_hash(token)},
        own_draft=own,
        own=make_diagnosis(draft=own, profile=make_profile(**CALM)),
        nobodys=make_draft(),
    )


def what_if(of, world):
    calm = make_profile(**CALM | {"engineer_count": 4})
    return diagnoses.keep_what_if(
        of=of, own_result=world.kept.result, profile=calm, dont_know=(), now=NOW, name="Calm", by=world.dora
    )


def keep(draft, world):
    calm = make_profile(**CALM)
    return diagnoses.keep_diagnosis(draft=draft, profile=calm, dont_know=(), now=NOW, by=world.dora)


def store(draft):
    return diagnoses.store_answers(
        draft=draft, section="company", names=["stage"], posted={"stage": "seed"}, by=None, now=NOW
    )


def imported(world):
    return run_import(world.job.pk, worker="test", clock=timezone.now)


def delete_acme(world):
    return delete_client(copy(world.acme), by=world.dora, at=NOW)


def delete_dora(world):
    return delete_account(copy(world.dora), at=NOW)


ABOUT_A_CLIENT = {
    "keeping a diagnosis": lambda w: keep(w.draft, w),
    "keeping a what-if of answers": lambda w: what_if(w.draft, w),
    "keeping a what-if of a diagnosis": lambda w: what_if(w.kept, w),
    "judging again": lambda w: diagnoses.judge_again(w.kept, edition=current_edition(), now=NOW, by=w.dora),
    "saying otherwise": lambda w: diagnoses.override_diagnosis(w.kept, **OTHERWISE, by=w.dora, now=NOW),
    "telling what came of it": lambda w: tell_follow_up(
        w.kept, months=6, hired="both", worked="yes", remark="", by=w.dora, at=LATER
    ),
    "deleting a diagnosis": lambda w: diagnoses.delete_diagnosis(w.kept, now=NOW, by=w.dora),
    "beginning answers": lambda w: ask_again(w.acme, last=w.kept, by=w.dora, now=NOW),
    "storing an answer": lambda w: store(w.draft),
    "deleting answers": lambda w: diagnoses.delete_draft(w.draft, by=w.dora, now=NOW),
    "changing a client": lambda w: workspaces.change_client(w.acme, ACME, tags=["new"], revision=0, by=w.dora, at=NOW),
    "archiving a client": lambda w: workspaces.archive_client(w.acme, by=w.dora, at=NOW),
    "opening a round": lambda w: voices.open_round(w.acme, (GUS,), by=w.dora, at=LATER),
    "asking more people": lambda w: voices.ask_more(w.round, (GUS,), by=w.dora, at=LATER),
    "coming by a link": lambda w: respondents.begin(w.link.respondent, now=NOW),
    "storing a voice's answer": lambda w: store(w.answers),
    "handing in": lambda w: respondents.hand_in(
        w.link.respondent, w.answers, check_answers({"stage": "seed"}), now=NOW
    ),
    "deleting a voice's answers": lambda w: diagnoses.delete_draft(w.answers, by=None, now=NOW),
    "making a new link": lambda w: voices.renew_link(w.link.respondent, by=w.dora, at=NOW),
    "extending a link": lambda w: voices.extend_link(w.link.respondent, by=w.dora, at=NOW),
    "taking a link back": lambda w: voices.revoke_link(w.link.respondent, by=w.dora, at=NOW),
    "closing a round": lambda w: voices.close_round(w.round, by=w.dora, at=NOW),
    "settling": lambda w: settling.settle(w.round, {"stage": "seed"}, seen=w.table.seen, by=w.dora, at=NOW),
    "keeping a round": lambda w: settling.keep_round(w.round, seen=w.table.to_keep, by=w.dora, at=NOW),
    "deleting a voice": lambda w: delete_respondent(w.link.respondent, by=w.dora, at=NOW),
    "deleting a round": lambda w: delete_round(w.round, by=w.dora, at=NOW),
    "deleting the client": delete_acme,
}

# The clients of a workspace are held as one is: a few of the writes about them will do.
FEW = ("keeping a diagnosis", "beginning answers", "opening a round", "handing in", "settling", "keeping a round")
IN_A_WORKSPACE = {name: ABOUT_A_CLIENT[name] for name in FEW} | {
    "adding a client": lambda w: workspaces.add_client(w.workspace, ACME, tags=["new"], by=w.dora, at=NOW),
    "renaming it": lambda w: workspaces.rename_workspace(w.workspace, "Southbank", by=w.dora, at=NOW),
    "inviting": lambda w: workspaces.invite(w.workspace, email="ida@example.com", role="viewer", by=w.dora, at=NOW),
    "taking an invitation back": lambda w: workspaces.revoke_invitation(w.invitation, by=w.dora, at=NOW),
    "turning reminders off": lambda w: workspaces.set_reminders(w.workspace.memberships.get(), wanted=False),
    "bringing a table": lambda w: waiting(w.workspace, w.dora, {"name": "Bolt", **ANSWERED}),
    "saying yes to a table": lambda w: confirm_import(w.job, leave_out=False, by=w.dora),
    "stopping an import": lambda w: stop_import(w.job, by=w.dora),
    "dropping an import": lambda w: drop_import(w.job, by=w.dora, at=NOW),
    "importing": imported,
    "opening another workspace": lambda w: workspaces.make_workspace("Southbank", by=w.dora, at=NOW),
    "beginning one's own": lambda w: diagnoses.start_draft(answers={}, origin="", now=NOW, owner=w.dora),
    "keeping one's own": lambda w: keep(w.own_draft, w),
    "keeping one's own what-if": lambda w: what_if(w.own, w),
    "saying otherwise of one's own": lambda w: diagnoses.override_diagnosis(
        w.own, verdict="pairing", reason="So it is.", by=w.dora, now=NOW
    ),
    "deleting one's own": lambda w: diagnoses.delete_diagnosis(w.own, now=NOW, by=w.dora),
    "claiming answers": lambda w: diagnoses.claim_draft(w.nobodys, owner=w.dora, now=NOW),
    "deleting the account": delete_dora,
}

GONE = (
    Http404,
    Client.DoesNotExist,
    PortfolioImport.DoesNotExist,
    respondents.LinkHasEndedError,
    # Said of what was read before the deletion, and no longer so
    voices.RoundIsClosedError,
)


def meet(world, write, delete, *, delete_first):
    """Both at once, as the visitor whom the second wall lets through; returns the outcomes of write and deletion."""

    def visited(call):
        with as_app(), behind_the_wall(user_id=world.dora.pk, keys=world.keys):
            return call(world)

    calls = [lambda: visited(write), lambda: visited(delete)]
    if delete_first:
        return overlapping(*reversed(calls))[::-1]
    return overlapping(*calls)


def are_done_or_told(outcomes):
    for outcome in outcomes:
        if isinstance(outcome, Exception) and not isinstance(outcome, GONE):
            raise outcome


def left_of(*models):
    return {model.__name__ for model in models if model.objects.exists()}


@pytest.mark.parametrize("write", ABOUT_A_CLIENT.values(), ids=list(ABOUT_A_CLIENT))
def test_what_is_written_of_a_client_while_it_is_deleted_goes_with_it(write):
    make_edition()
    for delete_first in (False, True):
        world = a_world()
        make_edition(name=f"Newer {delete_first}")
        are_done_or_told(meet(world, write, delete_acme, delete_first=delete_first))
        assert not left_of(*OF_A_CLIENT)
        assert set(Draft.objects.all()) == {world.own_draft, world.nobodys}
        assert Diagnosis.objects.get() == world.own
        assert CompanyProfile.objects.get() == world.own.profile
        delete_account(world.dora, at=NOW)
        world.nobodys.delete()


@pytest.mark.parametrize("write", IN_A_WORKSPACE.values(), ids=list(IN_A_WORKSPACE))
def test_what_is_written_while_the_last_member_deletes_their_account_goes_with_it(write):
    make_edition()
    for delete_first in (False, True):
        world = a_world()
        make_edition(name=f"Newer {delete_first}")
        world.job = waiting(world.workspace, world.dora, {"name": "Bolt", **ANSWERED})
        if write is imported:
            confirm_import(world.job, leave_out=False, by=world.dora)
        are_done_or_told(meet(world, write, delete_dora, delete_first=delete_first))
        assert not left_of(*OF_A_CLIENT, *OF_A_WORKSPACE, Diagnosis, CompanyProfile, User)
        assert set(Draft.objects.all()) <= {world.nobodys}
        world.nobodys.delete()


def test_whoever_joins_while_the_last_member_deletes_their_account_keeps_the_workspace_or_finds_none():
    for delete_first in (False, True):
        world, hal = a_world(), make_user("hal@example.com")
        join = partial(workspaces.accept_invitation, world.invitation, by=hal, at=NOW)
        leave = partial(delete_account, copy(world.dora), at=NOW)
        first, second = overlapping(leave, join) if delete_first else overlapping(join, leave)
        if delete_first:
            assert (first, type(second)) == (None, Http404)
            assert not Workspace.objects.exists()
        else:
            assert second.workspaces == (world.workspace,)  # the only owner of one with another member
            assert first.user == hal
            remove_member(first, by=hal, at=NOW)
            delete_dora(world)
        hal.delete()
        world.nobodys.delete()


def test_what_people_are_told_of_is_noted_only_where_it_is_still_there(monkeypatch, settings):
    settings.SITE_URL = "https://hireguide.example"
    make_edition()
    world = a_world()
    sent = EmailMessage.send

    def deleted_meanwhile(mail):
        delete_acme(world)
        return sent(mail)

    monkeypatch.setattr(EmailMessage, "send", deleted_meanwhile)
    assert send_reminders(now=LATER) == Sent(mails=1, failed=0)
    assert not Reminder.objects.exists()

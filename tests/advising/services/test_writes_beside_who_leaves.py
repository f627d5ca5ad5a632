"""Whoever leaves a workspace meets those who stay in the midst of what they write: neither waits for the other."""

from copy import copy
from functools import partial
from itertools import product
from types import SimpleNamespace

import pytest

from hireguide.accounts.models import User
from hireguide.advising.models import Respondent
from hireguide.advising.selectors.voices import working
from hireguide.advising.services import respondents, voices
from hireguide.advising.services.account import delete_account
from hireguide.advising.services.people import remove_member
from hireguide.diagnoses import services as diagnoses
from hireguide.web.wall import behind_the_wall
from hireguide.workspaces import services as workspaces
from hireguide.workspaces.models import Membership
from tests.advising.asked import GUS
from tests.factories import (
    DORA,
    EMIL,
    NOW,
    make_client,
    make_client_diagnosis,
    make_draft,
    make_edition,
    make_member,
    make_user,
    make_workspace,
)
from tests.threads import crossing
from tests.walls import as_app

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]

OTHERWISE = {"verdict": "neither_yet", "reason": "They are about to be sold."}
WRITES = {
    "saying otherwise": lambda w: diagnoses.override_diagnosis(w.kept, **OTHERWISE, by=w.dora, now=NOW),
    "deleting answers": lambda w: diagnoses.delete_draft(w.draft, by=w.dora, now=NOW),
    "archiving a client": lambda w: workspaces.archive_client(w.acme, by=w.dora, at=NOW),
    "taking a link back": lambda w: voices.revoke_link(w.gus, by=w.dora, at=NOW),
    "inviting": lambda w: workspaces.invite(w.workspace, email="ida@example.com", role="viewer", by=w.dora, at=NOW),
}


def a_world():
    """Dora's workspace with a client of hers. What was kept and asked about it is Emil's, and one link was shown."""
    dora = User.objects.filter(email=DORA).first() or make_user(DORA)
    workspace = make_workspace(f"Northbridge {Membership.objects.count()}", owner=dora)
    acme, emil = make_client(workspace), make_member(workspace, EMIL)
    _, (gus,) = voices.open_round(acme, (GUS,), by=emil, at=NOW)
    respondents.begin(gus.respondent, now=NOW)
    return SimpleNamespace(
        dora=dora,
        emil=emil,
        workspace=workspace,
        acme=acme,
        kept=make_client_diagnosis(acme, by=emil),
        draft=make_draft(client=acme),
        gus=gus.respondent,
    )


def visited(user, call):
    with as_app(), behind_the_wall(user_id=user.pk):
        return call()


def leave(world):
    """Emil deletes his account."""
    return visited(world.emil, partial(delete_account, copy(world.emil), at=NOW))


def be_removed(world):
    """Dora takes him out, in another tab."""
    return visited(world.dora, partial(remove_member, world.emil.memberships.get(), by=world.dora, at=NOW))


@pytest.mark.parametrize("write", WRITES.values(), ids=list(WRITES))
def test_nobody_who_writes_waits_for_a_colleague_who_leaves_and_waits_for_them(write):
    """Dora stops after each of the first things that she holds, and Emil goes as far as he can; then she goes on."""
    make_edition()
    for end, after in product((leave, be_removed), range(1, 4)):
        world = a_world()
        writing = partial(visited, world.dora, partial(write, world))
        *outcomes, stopped = crossing(writing, partial(end, world), after=after)
        assert stopped
        assert not [one for one in outcomes if isinstance(one, Exception)]
        assert not working(Respondent.objects.all(), now=NOW).exists()
        assert world.workspace.memberships.get().user == world.dora

"""What is promised when two requests come in the same moment: each in a thread and transaction of its own."""

from functools import partial

import pytest
from django.http import Http404

from hireguide.advising.services.client import ask_again
from hireguide.advising.services.clients import delete_client
from hireguide.diagnoses.models import Draft
from hireguide.workspaces.models import Client
from tests.factories import NOW, make_client, make_edition, make_workspace
from tests.threads import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def acme():
    make_edition()
    return make_client(make_workspace())


def test_a_double_click_on_start_begins_one_draft(acme):
    dora = acme.workspace.memberships.get().user
    assert set(at_once(*[partial(ask_again, acme, last=None, by=dora, now=NOW)] * 3)) == {Draft.objects.get()}


def test_answers_begun_while_their_client_is_deleted_go_with_it_or_are_told_that_it_has_gone(acme):
    dora = acme.workspace.memberships.get().user
    starts = [partial(ask_again, Client(**vars_of(acme)), last=None, by=dora, now=NOW)] * 3
    deleted, *outcomes = at_once(partial(delete_client, acme, by=dora, at=NOW), *starts)
    assert deleted == 0
    assert all(isinstance(outcome, Draft | Http404) for outcome in outcomes)
    assert not Draft.objects.exists()


def vars_of(client):
    """What another tab read of a client: deleting it here leaves that alone."""
    return {field.attname: getattr(client, field.attname) for field in Client._meta.concrete_fields}

from datetime import date, timedelta

import pytest

from hireguide.advising.selectors.due import days_of, drafts_under_way, due_diagnoses, with_reasons
from hireguide.workspaces.services import archive_client
from tests.factories import NOW, make_client, make_client_diagnosis, make_draft, make_user, make_workspace

pytestmark = pytest.mark.django_db

TODAY = NOW.date()


@pytest.fixture
def workspace():
    return make_workspace()


@pytest.fixture
def dora(workspace):
    return workspace.memberships.get().user


def kept(client, *, days_ago):
    """A diagnosis of a client whose deliveries slip: due three months on."""
    return make_client_diagnosis(client, now=NOW - timedelta(days=days_ago))


def names(found):
    return [one.client.name for one in found]


def test_the_longest_overdue_comes_first_and_what_is_not_due_stays_out(workspace, dora):
    for name, days in (("Due today", 90), ("Overdue", 200), ("Tomorrow", 89)):
        kept(make_client(workspace, name), days_ago=days)
    make_client(workspace, "Never looked at")
    assert names(due_diagnoses(dora, workspace, until=TODAY)) == ["Overdue", "Due today"]
    assert names(due_diagnoses(dora, workspace, until=TODAY + timedelta(days=1)))[-1] == "Tomorrow"


def test_a_later_diagnosis_takes_the_client_off_the_list(workspace, dora):
    client = make_client(workspace)
    kept(client, days_ago=200)
    kept(client, days_ago=10)
    assert not due_diagnoses(dora, workspace, until=TODAY)


def test_archived_clients_and_another_workspaces_are_left_out(workspace, dora):
    gone = make_client(workspace, "Gone")
    kept(gone, days_ago=200)
    archive_client(gone, by=dora, at=NOW)
    other = make_workspace("Elsewhere", owner=make_user("eve@example.com"))
    kept(make_client(other, "Theirs"), days_ago=200)
    assert not due_diagnoses(dora, workspace, until=TODAY)
    assert not due_diagnoses(dora, other, until=TODAY)


def test_a_tag_is_found_whatever_its_case(workspace, dora):
    kept(make_client(workspace, "One", tags=["Fintech"]), days_ago=200)
    kept(make_client(workspace, "Two"), days_ago=200)
    assert names(due_diagnoses(dora, workspace, until=TODAY, tag="fintech")) == ["One"]


def test_lines_come_in_the_order_asked_for_with_what_they_are_written_from(workspace, dora):
    late, soon = (kept(make_client(workspace, name), days_ago=days) for name, days in (("Late", 200), ("Soon", 90)))
    days = days_of(due_diagnoses(dora, workspace, until=TODAY))
    assert days == [(late.pk, late.due_on), (soon.pk, date(2026, 11, 21))]
    lines = with_reasons([soon.pk, late.pk])
    assert [line.pk for line in lines] == [soon.pk, late.pk]
    assert lines[0].answers == soon.result["profile"]
    assert lines[0].triggers == soon.result["triggers"]


def test_answers_under_way_are_those_that_no_verdict_was_kept_from(workspace):
    begun, done = make_client(workspace, "Begun"), make_client(workspace, "Done")
    draft = make_draft(client=begun)
    make_client_diagnosis(done)
    assert drafts_under_way([begun, done], now=NOW) == {begun.pk: draft}

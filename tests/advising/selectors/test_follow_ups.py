from datetime import timedelta

import pytest

from hireguide.advising.selectors.follow_ups import (
    asked_of_client,
    follow_ups_asked,
    months_asked,
    told_follow_ups,
    what_was_told,
    with_clients,
)
from hireguide.advising.services.follow_ups import tell_follow_up
from hireguide.workspaces.services import archive_client
from tests.factories import NOW, make_client, make_client_diagnosis, make_profile, make_user, make_workspace

pytestmark = pytest.mark.django_db

TODAY = NOW.date()
CALM = {"delivery_pain": "none", "unguided_decisions": False}


@pytest.fixture
def workspace():
    return make_workspace()


@pytest.fixture
def dora(workspace):
    return workspace.memberships.get().user


def kept(client, *, days_ago, **answers):
    profile = make_profile(**answers) if answers else None
    return make_client_diagnosis(client, now=NOW - timedelta(days=days_ago), profile=profile)


def told(diagnosis, dora, months=6, **said):
    given = {"hired": "vp_engineering", "worked": "yes", "remark": ""} | said
    return tell_follow_up(diagnosis, months=months, by=dora, at=NOW, **given)


@pytest.mark.parametrize(("days_ago", "months"), [(181, None), (182, 6), (364, 6), (365, 12), (546, 12), (547, None)])
def test_each_is_asked_for_half_a_year(workspace, dora, days_ago, months):
    diagnosis = kept(make_client(workspace), days_ago=days_ago)
    asked = months_asked(follow_ups_asked(dora, workspace, today=TODAY))
    assert asked == ([(diagnosis.pk, months)] if months else [])


def test_what_was_told_is_not_asked_and_its_second_half_year_is(workspace, dora):
    new, old = (kept(make_client(workspace, name), days_ago=days) for name, days in (("New", 200), ("Old", 400)))
    for diagnosis in (new, old):
        told(diagnosis, dora)
    assert months_asked(follow_ups_asked(dora, workspace, today=TODAY)) == [(old.pk, 12)]


def test_advice_that_was_only_repeated_is_asked_about_once(workspace, dora):
    client = make_client(workspace)
    first = kept(client, days_ago=300)
    kept(client, days_ago=250, delivery_pain="high", engineer_count=21)
    other = kept(client, days_ago=200, **CALM)
    asked = asked_of_client(client, today=TODAY)
    assert [(one.pk, one.months) for one in asked] == [(first.pk, 6), (other.pk, 6)]
    assert first.verdict != other.verdict


def test_archived_clients_and_another_workspaces_are_not_asked_about(workspace, dora):
    client = make_client(workspace)
    kept(client, days_ago=200)
    archive_client(client, by=dora, at=NOW)
    other = make_workspace("Elsewhere", owner=make_user("eve@example.com"))
    kept(make_client(other), days_ago=200)
    assert not follow_ups_asked(dora, workspace, today=TODAY)
    assert not follow_ups_asked(dora, other, today=TODAY)


def test_a_page_of_them_has_clients_and_months_in_order(workspace, dora):
    one, two = (kept(make_client(workspace, name), days_ago=200) for name in ("One", "Two"))
    found = with_clients([(two.pk, 6), (one.pk, 12)])
    assert [(kept.client.name, months) for kept, months in found] == [("Two", 6), ("One", 12)]


def test_each_diagnosis_counts_once_with_the_later_of_its_two(workspace, dora):
    diagnosis = kept(make_client(workspace), days_ago=400)
    told(diagnosis, dora, worked="early")
    told(diagnosis, dora, months=12, worked="no")
    (one,) = what_was_told(dora, workspace)
    assert (one.worked, one.verdict, one.rules) == ("no", diagnosis.verdict, ("slips", "many_engineers"))
    assert one.decided_by["cell"] == ["large", "none"]
    assert [follow_up.months for follow_up in told_follow_ups(dora, workspace)] == [12, 6]

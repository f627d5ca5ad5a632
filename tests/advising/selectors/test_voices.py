import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from hireguide.advising.selectors.voices import respondent_for, round_for, rounds_of_client
from tests.factories import (
    BEN,
    EMIL,
    make_client,
    make_member,
    make_respondent,
    make_round,
    make_user,
    make_workspace,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def round_():
    return make_round(make_client(make_workspace()))


def test_a_member_finds_rounds_and_people_of_their_workspace(round_):
    emil, fay = make_member(round_.client.workspace), make_respondent(round_)
    assert round_for(emil, round_.public_id, write=True) == round_
    assert respondent_for(emil, fay.public_id, write=True) == fay


def test_to_outsiders_and_removed_members_there_is_nothing(round_):
    fay = make_respondent(round_)
    removed = make_member(round_.client.workspace)
    removed.memberships.all().delete()
    other = make_workspace("Other", owner=make_user(BEN)).memberships.get().user
    for who in (removed, other):
        with pytest.raises(Http404):
            round_for(who, round_.public_id)
        with pytest.raises(Http404):
            respondent_for(who, fay.public_id)
        assert not rounds_of_client(who, round_.client)


def test_a_viewer_looks_and_is_told_that_they_may_not_change(round_):
    viewer, fay = make_member(round_.client.workspace, EMIL, "viewer"), make_respondent(round_)
    assert round_for(viewer, round_.public_id) == round_
    for find, it in ((round_for, round_), (respondent_for, fay)):
        with pytest.raises(PermissionDenied, match="You may look"):
            find(viewer, it.public_id, write=True)


def test_rounds_are_counted_the_newest_first(round_):
    emil = make_member(round_.client.workspace)
    make_respondent(round_)
    make_respondent(round_, "Gus", "cto", handed_in=False)
    newer = make_round(round_.client)
    assert [(one, one.asked, one.handed_in) for one in rounds_of_client(emil, round_.client)] == [
        (newer, 0, 0),
        (round_, 2, 1),
    ]

from datetime import timedelta

import pytest

from hireguide.advising.models import FollowUp
from hireguide.advising.services.follow_ups import NotAskedYetError, tell_follow_up
from hireguide.workspaces.models import Activity
from tests.factories import NOW, make_client, make_client_diagnosis, make_workspace

pytestmark = pytest.mark.django_db


@pytest.fixture
def diagnosis():
    return make_client_diagnosis(make_client(make_workspace()), now=NOW - timedelta(days=200))


def tell(diagnosis, months=6, **said):
    given = {"hired": "vp_engineering", "worked": "yes", "remark": "She came in May."} | said
    by = diagnosis.client.workspace.memberships.get().user
    return tell_follow_up(diagnosis, months=months, by=by, at=NOW, **given)


def test_it_is_stored_with_a_line_that_says_nothing_of_what_was_told(diagnosis):
    stored = tell(diagnosis)
    assert (stored.hired, stored.worked, stored.note) == ("vp_engineering", "yes", "She came in May.")
    assert Activity.objects.first().what == "told what came of the advice to Acme, after 6 months"


def test_told_again_it_takes_the_place_of_what_was_told(diagnosis):
    tell(diagnosis)
    tell(diagnosis, worked="no")
    assert FollowUp.objects.get().worked == "no"
    assert Activity.objects.first().what == "told otherwise what came of the advice to Acme, after 6 months"


def test_the_same_words_twice_leave_one_line(diagnosis):
    tell(diagnosis)
    before = Activity.objects.count()
    tell(diagnosis)
    assert (FollowUp.objects.count(), Activity.objects.count()) == (1, before)


def test_before_its_day_it_is_refused(diagnosis):
    with pytest.raises(NotAskedYetError):
        tell(diagnosis, months=12)
    assert not FollowUp.objects.exists()

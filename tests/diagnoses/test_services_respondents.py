from datetime import timedelta

import pytest
from django.http import Http404

from hireguide.diagnoses.selectors import get_draft
from hireguide.diagnoses.services import close_to_respondent, open_to_respondent, start_for_respondent
from hireguide.workspaces.selectors import Viewer
from tests.factories import NOW, make_client, make_draft, make_edition, make_workspace

pytestmark = pytest.mark.django_db
UNTIL = NOW + timedelta(days=14)


def holder(*keys):
    return Viewer(keys=frozenset(keys))


@pytest.fixture
def draft():
    asked = {"answers": {"stage": "seed"}, "key_hash": "first", "key_until": UNTIL, "now": NOW}
    return start_for_respondent(make_client(make_workspace()), make_edition(), **asked)


def test_it_opens_to_whoever_holds_the_key_until_its_day(draft):
    assert get_draft(draft.public_id, viewer=holder("first", "other"), now=NOW) == draft
    owner = Viewer(draft.client.workspace.memberships.get().user)
    for viewer, now in ((holder(), NOW), (holder("other"), NOW), (owner, NOW), (holder("first"), UNTIL)):
        with pytest.raises(Http404):
            get_draft(draft.public_id, viewer=viewer, now=now)


def test_another_key_takes_the_place_of_the_first(draft):
    open_to_respondent(draft, key_hash="second", key_until=UNTIL + timedelta(days=1))
    assert get_draft(draft.public_id, viewer=holder("second"), now=UNTIL).answers == {"stage": "seed"}
    with pytest.raises(Http404):
        get_draft(draft.public_id, viewer=holder("first"), now=NOW)


def test_it_closes_at_once(draft):
    close_to_respondent(draft, now=NOW)
    with pytest.raises(Http404):
        get_draft(draft.public_id, viewer=holder("first"), now=NOW)


def test_a_founders_draft_gets_no_key():
    own = make_draft()
    open_to_respondent(own, key_hash="first", key_until=UNTIL)
    close_to_respondent(own, now=NOW)
    own.refresh_from_db()
    assert (own.key_hash, own.key_until) == ("", None)

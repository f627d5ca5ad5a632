"""Telling PostgreSQL who asks: in every transaction, first, and never beyond its end."""

import ast
import re
from importlib import import_module
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from hireguide.diagnoses.models import Draft
from hireguide.web.wall import behind_the_wall, beyond_the_wall
from tests.factories import make_draft, make_edition, make_user
from tests.sources import places
from tests.walls import as_app

ROOT = Path(__file__).resolve().parents[2]
# Each of these does for somebody what they may do and not see. Every new one is a hole to be thought over.
BEYOND = {
    "workspaces/services/leaving.py": ["forget_address"],
    "workspaces/services/people.py": ["_end_invitations", "_hold_people"],
    "diagnoses/selectors.py": ["hold_any_draft", "_hold_client_of", "_hold_row"],
    "diagnoses/services/activity.py": ["note_done"],
    "diagnoses/services/overrides.py": ["_leave_trace"],
    "advising/selectors/respondents.py": ["respondent_of_token", "respondent_of_draft"],
    "advising/services/account.py": ["_hold_all"],
    "advising/services/deleting.py": ["delete_respondent", "delete_round"],
    "advising/services/people.py": ["_hold_what_is_written", "_end_links_shown"],
    "advising/services/respondents.py": ["begin", "hand_in"],
    "advising/services/voices.py": ["renew_link", "extend_link", "revoke_link", "close_round", "reopen_round"],
}


def told(name="user"):
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(current_setting(%s, true), '')", [f"hireguide.{name}"])
        return cursor.fetchone()[0]


def goes_beyond(node):
    """Whether it is used here, be it round a function or a few lines of one, or brought in under another name."""
    if isinstance(node, ast.alias):
        return node.name == "beyond_the_wall" and node.asname is not None
    return "beyond_the_wall" in (getattr(node, "id", None), getattr(node, "attr", None))


def test_what_goes_beyond_the_wall_is_known_by_name():
    assert places("beyond_the_wall", goes_beyond) == BEYOND


@pytest.mark.django_db(transaction=True)
@pytest.mark.postgres
def test_each_statement_and_each_transaction_is_told_and_nothing_stays_on_the_connection():
    with behind_the_wall(user_id=7, keys=["b", "a"], is_staff=True):
        assert (told(), told("keys"), told("staff"), told("beyond")) == ("7", "a,b", "on", "")
        with transaction.atomic():
            assert told() == "7"
            with transaction.atomic():
                assert told() == "7"
        with beyond_the_wall():
            assert (told(), told("beyond")) == ("7", "on")
        assert told("beyond") == ""
        with behind_the_wall(user_id=8):
            assert (told(), told("keys")) == ("8", "")
        assert told() == "7"
        assert connection.get_autocommit()
    assert told() == ""


@pytest.mark.django_db
@pytest.mark.postgres
def test_a_transaction_that_is_under_way_is_told_at_once_and_set_back():
    with behind_the_wall(user_id=7):
        assert told() == "7"
        with behind_the_wall(user_id=None):
            assert told() == ""
        assert told() == "7"
    assert told() == ""


@pytest.mark.django_db(transaction=True)
@pytest.mark.postgres
def test_rows_are_read_piece_by_piece_behind_the_wall():
    user = make_user()
    edition = make_edition()
    drafts = [make_draft(edition=edition, owner=user) for _ in range(3)]
    with as_app(), behind_the_wall(user_id=user.pk):
        assert {one.pk for one in Draft.objects.iterator(chunk_size=1)} == {draft.pk for draft in drafts}
    with as_app():
        assert list(Draft.objects.iterator(chunk_size=1)) == []


def broken(*args, **kwargs):
    raise RuntimeError("The view breaks after the service has stored.")


def broken_in_the_database(*args, **kwargs):
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 / 0")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("breaks", [broken, broken_in_the_database])
def test_a_view_that_breaks_after_storing_keeps_what_was_stored(client, monkeypatch, breaks):
    user = make_user()
    draft = make_draft(owner=user, created_at=timezone.now())
    client.force_login(user)
    client.raise_request_exception = False
    monkeypatch.setattr(import_module("hireguide.wizard.views.section"), "rulebook_of", breaks)
    address = reverse("wizard:section", args=[draft.public_id, "company"])
    assert client.post(address, {"stage": "seed"}).status_code == 500
    draft.refresh_from_db()
    assert draft.answers == {"stage": "seed"}


@pytest.mark.django_db(transaction=True)
@pytest.mark.postgres
def test_what_is_refused_breaks_no_more_than_its_own_statement():
    user = make_user()
    with as_app(), behind_the_wall(user_id=user.pk):
        with pytest.raises(DatabaseError), connection.cursor() as cursor:
            cursor.execute("SELECT 1 / 0")
        assert told() == str(user.pk)


def test_without_a_session_none_is_read_so_that_what_is_everybodys_stays_one_page_for_caches(client, db):
    assert "Cookie" not in client.get(reverse("robots")).headers.get("Vary", "")


def test_no_policy_is_written_by_hand():
    """All of them in migrations, by `hireguide.web.policies`, which gives background work its own."""
    by_hand = re.compile(r"CREATE\s+POLICY", re.IGNORECASE)
    found = [path for path in (ROOT / "hireguide").rglob("*.py") if by_hand.search(path.read_text())]
    assert [path.name for path in found] == ["policies.py"]

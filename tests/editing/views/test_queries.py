"""How many queries the pages of a draft take: fewer than 20, the session's and the person's own counted in."""

import importlib

import pytest
from django.apps import apps
from django.contrib.auth.models import Group

from hireguide.editing.services.replay import replay_now
from hireguide.rulebooks.models import RulebookDraft
from hireguide.rulebooks.selectors import editions
from hireguide.rulebooks.services import rename_draft
from tests.editing.replaying import make_replayed_draft
from tests.factories import BEN, NOW, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("proved")]
PAGES = ("", "replay/", "check/", "impact/", "grid/", "publish/", "approve/", "compare/", "import/", "try/")

migration = importlib.import_module("hireguide.editing.migrations.0003_groups")


@pytest.fixture
def editor(client):
    """Signed in, somebody whose rights come from a group, as in use."""
    migration.make_groups(apps, None)
    user = make_user(BEN, is_staff=True)
    user.groups.add(Group.objects.get(name="Rule editors"))
    client.force_login(user)
    return client


@pytest.fixture
def _draft():
    """A draft replayed with changes, and renamed since: its version no longer says that it reads as it did then."""
    replay = replay_now(make_replayed_draft(), by=None, at=NOW)
    assert replay.changed
    draft = RulebookDraft.objects.get()
    rename_draft(draft, title="Another title", intent="", name=draft.name, by=None, at=NOW)


@pytest.mark.usefixtures("_draft")
@pytest.mark.parametrize("page", PAGES)
def test_a_page_of_a_replayed_draft_takes_fewer_than_twenty_queries(editor, page, django_assert_max_num_queries):
    editions._rulebook.cache_clear()  # as in a process that has read no edition yet
    with django_assert_max_num_queries(19):
        assert editor.get(f"/editing/{page}").status_code == 200


@pytest.mark.usefixtures("_draft")
def test_trying_a_company_takes_fewer_than_twenty_queries(editor, django_assert_max_num_queries):
    editions._rulebook.cache_clear()
    with django_assert_max_num_queries(19):
        assert editor.post("/editing/try/", {"engineer_count": "20"}).context["trial"]

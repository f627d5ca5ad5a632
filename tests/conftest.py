"""What every test may use, and which tests a database takes part in."""

import importlib
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.contrib.contenttypes.management import create_contenttypes
from django.db import connection
from django.db.models.signals import post_migrate
from hypothesis import settings as hypothesis_settings

from scripts.browser import find_browser

ROOT = Path(__file__).resolve().parents[1]
# The fixtures that every way to a database goes through
DATABASE = {"db", "transactional_db", "live_server"}

# The machine is shared by two workers and a browser: how long an example takes says nothing.
hypothesis_settings.register_profile("hireguide", deadline=None, max_examples=60)
hypothesis_settings.load_profile("hireguide")


def pytest_addoption(parser):
    parser.addoption("--all-journeys", action="store_true", help="On SQLite too, run every journey, not the smoke set.")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config, items):
    """Mark what hypothesis draws for, and choose by database: SQLite takes what it can do and the smoke set of
    journeys, PostgreSQL what knows a database. What knows none does on one what it does on the other.
    """
    for item in items:
        if getattr(item.obj, "is_hypothesis_test", False):
            item.add_marker(pytest.mark.bare)
    if connection.vendor == "sqlite":
        left_out = [
            item for item in items if not _runs_on_sqlite(item, every_journey=config.getoption("--all-journeys"))
        ]
    else:
        left_out = [item for item in items if not _knows_a_database(item)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in set(left_out)]
    journeys = [item for item in items if item.get_closest_marker("journey")]
    if journeys and find_browser() is None:
        if os.environ.get("CI") == "true":
            raise pytest.UsageError("Browser journeys cannot run: no Chromium was found. In CI that is a failure.")
        for item in journeys:
            item.add_marker(pytest.mark.skip(reason="no Chromium was found: set BROWSER_PATH or put chromium on PATH"))


def _runs_on_sqlite(item, *, every_journey):
    if item.get_closest_marker("postgres"):
        return False
    return every_journey or not item.get_closest_marker("journey") or bool(item.get_closest_marker("smoke"))


def _knows_a_database(item):
    marked = any(item.get_closest_marker(name) for name in ("django_db", "postgres"))
    return marked or bool(DATABASE & set(item.fixturenames))


@pytest.fixture(autouse=True, scope="session")
def served_as_app():
    """On PostgreSQL every page is served as the app's role: what the second wall hides wrongly, its tests miss."""
    if connection.vendor == "postgresql":
        settings.MIDDLEWARE = ["tests.walls.AppRole", *settings.MIDDLEWARE]


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The test database, which PostgreSQL drops only when nobody is connected. Playwright's event loop gives the main
    thread a second connection beside the first, and only one of them is closed in the end.
    """
    with django_db_blocker.unblock():
        fill_again_after_each_flush()
    yield
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


def fill_again_after_each_flush():
    """A test that commits empties every table after it, those too that migrating fills: kinds of records, permissions,
    groups. They are put back as they were, so that the next test finds what a fresh database has. Django would look
    for each anew, app by app, some 250 times, and know nothing of the groups.
    """
    groups = importlib.import_module("hireguide.editing.migrations.0003_groups")
    groups.make_groups(apps, None)
    kept = [(model, list(model._base_manager.all())) for model in filled_by_migrating()]

    def put_back(sender, using, plan=None, **kwargs):
        if plan is None:  # a flush; a database that is migrated is filled as Django does it
            for model, rows in kept:
                model._base_manager.using(using).bulk_create(rows)
        else:
            for app in apps.get_app_configs():
                create_contenttypes(app, verbosity=0, using=using)
                create_permissions(app, verbosity=0, using=using)

    post_migrate.disconnect(create_contenttypes)
    post_migrate.disconnect(dispatch_uid="django.contrib.auth.management.create_permissions")
    post_migrate.connect(put_back, sender=apps.get_app_config("editing"), weak=False, dispatch_uid="put_back")


def filled_by_migrating():
    """The tables that a flush must not leave empty, each after those that it points to."""
    kinds, permissions, groups = (
        apps.get_model(name) for name in ("contenttypes.ContentType", "auth.Permission", "auth.Group")
    )
    return kinds, permissions, groups, groups.permissions.through


@pytest.fixture(scope="session")
def rulebook_text():
    """The real rulebook, as its file has it."""
    return (ROOT / "fixtures" / "rulebook.json").read_text(encoding="utf-8")


@pytest.fixture
def edition(db, rulebook_text):
    """Edition 1: the real rulebook, stored. That it passes the gates of publishing has tests of its own."""
    from hireguide.rulebooks import services
    from hireguide.rules import parse_rulebook

    at = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
    return services.store_edition(
        rulebook_text, parse_rulebook(rulebook_text), at=at, note="", signed=services.Signed()
    )

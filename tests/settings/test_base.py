import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db.utils import ConnectionHandler

from hireguide.settings.base import database


@pytest.mark.django_db
def test_sqlite_queues_its_writers_and_keeps_its_keys(tmp_path):
    handler = ConnectionHandler({"default": database(f"sqlite:///{tmp_path / 'own.sqlite3'}")})
    connection = handler["default"]
    pragmas = {"journal_mode": "wal", "synchronous": 1, "foreign_keys": 1, "busy_timeout": 20_000}
    try:
        with connection.cursor() as cursor:
            assert {name: cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in pragmas} == pragmas
        assert connection.transaction_mode == "IMMEDIATE"
    finally:
        connection.close()


def test_postgresql_is_asked_whether_it_is_still_there():
    config = database("postgres://ada:s%40fe@db.example:6543/hire")
    assert config["ENGINE"] == "django.db.backends.postgresql"
    assert (config["HOST"], config["PORT"], config["NAME"], config["PASSWORD"]) == ("db.example", 6543, "hire", "s@fe")
    assert config["CONN_HEALTH_CHECKS"] is True


def test_postgresql_is_worked_on_as_the_role_that_is_named(monkeypatch):
    assert "OPTIONS" not in database("postgres://ada@db.example/hire")
    monkeypatch.setenv("DATABASE_ROLE", "hireguide_app")
    assert database("postgres://ada@db.example/hire")["OPTIONS"] == {"assume_role": "hireguide_app"}


def test_another_kind_of_database_is_refused_in_words():
    with pytest.raises(ImproperlyConfigured, match=r"DATABASE_URL: .*mysql.* is not supported\. Use sqlite:"):
        database("mysql://ada@db.example/hire")


def test_no_request_opens_a_transaction_by_itself():
    assert not settings.DATABASES["default"].get("ATOMIC_REQUESTS")


@pytest.mark.django_db
def test_a_page_may_run_and_load_our_own_files_only(client):
    headers = client.get("/admin/login/").headers
    policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
    assert policy.pop("default-src") == policy.pop("base-uri") == policy.pop("frame-ancestors") == "'none'"
    assert set(policy) == {"script-src", "style-src", "img-src", "connect-src", "manifest-src", "form-action"}
    assert set(policy.values()) == {"'self'"}
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"

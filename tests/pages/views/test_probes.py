import pytest
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder

from tests.factories import make_edition


@pytest.mark.django_db
def test_works(client):
    make_edition()
    answer = client.get("/readyz")
    assert answer.status_code == 200
    body = answer.json()
    assert body["ready"] is True
    assert {name: check["ok"] for name, check in body["checks"].items()} == {
        "database": True,
        "migrations": True,
        "edition": True,
    }
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
def test_without_an_edition_it_is_not_ready(client):
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["checks"]["database"]["ok"] is True
    assert answer.json()["checks"]["edition"]["ok"] is False


@pytest.mark.django_db
def test_with_a_migration_waiting_it_is_not_ready(client):
    make_edition()
    MigrationRecorder(connection).record_unapplied("profiles", "0001_company_profile")
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["checks"]["migrations"]["ok"] is False


def test_with_the_database_down_it_is_not_ready_and_tells_no_secret(client, monkeypatch):
    def refuse(*args, **kwargs):
        raise OperationalError('connection to "db.internal" as "hireguide" with "hunter2" failed')

    monkeypatch.setattr(connection, "cursor", refuse)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["checks"]["database"]["ok"] is False
    assert "db.internal" not in answer.content.decode()
    assert "hunter2" not in answer.content.decode()


def test_while_the_process_is_up_healthz_says_so_without_the_database(client):
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok\n")
    assert answer["Content-Type"].startswith("text/plain")


def test_crawlers_are_kept_from_answers_and_from_the_admin(client):
    answer = client.get("/robots.txt")
    lines = answer.content.decode().splitlines()
    assert answer["Content-Type"].startswith("text/plain")
    kept_out = ["/wizard/", "/diagnoses/", "/advising/", "/admin/"]
    assert lines == ["User-agent: *", *(f"Disallow: {address}" for address in kept_out)]

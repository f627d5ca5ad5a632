"""Each test starts Python as production would: the settings are read once, from the environment, at the start."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NEEDED = {
    "DJANGO_SETTINGS_MODULE": "hireguide.settings.prod",
    "SECRET_KEY": "never-served-only-long-and-varied-0123456789-abcdefghijklmnopqrstuvwxyz",
    "ALLOWED_HOSTS": "hireguide.example.com, www.hireguide.example.com",
}


def python(*arguments, **environment):
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("DATABASE_", "DJANGO_"))}
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=ROOT, env={**inherited, **NEEDED, **environment}, capture_output=True, text=True)


def manage(*arguments, **environment):
    return python("manage.py", *arguments, **environment)


def setting(expression, **environment):
    """A setting as production reads it; no app is loaded for that."""
    done = python("-c", f"from django.conf import settings; print({expression})", **environment)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.bare
@pytest.mark.parametrize("database", ["", "postgres://hireguide:secret@db.example/hireguide"])
def test_the_deployment_check_has_nothing_to_say(tmp_path, database):
    done = manage("check", "--deploy", "--fail-level", "WARNING", DATABASE_URL=database)
    assert "no issues (0 silenced)" in done.stdout, done.stderr
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("name", ["SECRET_KEY", "ALLOWED_HOSTS"])
@pytest.mark.parametrize("value", ["", "  "])
def test_without_what_it_needs_it_says_what_is_missing(name, value):
    done = manage("check", **{name: value})
    assert done.returncode != 0
    assert f"{name} is not set. Production needs it: " in done.stderr


def test_the_hosts_are_a_list_with_commas():
    assert setting("settings.ALLOWED_HOSTS") == "['hireguide.example.com', 'www.hireguide.example.com']"


def test_the_sites_address_is_for_links_and_so_has_its_scheme():
    assert setting("settings.SITE_URL", SITE_URL="https://hireguide.example.com/") == "https://hireguide.example.com"
    done = manage("check", SITE_URL="hireguide.example.com")
    assert done.returncode != 0
    assert "SITE_URL is 'hireguide.example.com': it must begin with https://" in done.stderr


def test_the_scheme_that_a_proxy_reports_is_believed_only_behind_a_proxy_of_ours():
    asked = "(settings.TRUSTED_PROXIES, settings.SECURE_PROXY_SSL_HEADER)"
    assert setting(asked) == "(0, None)"
    assert setting(asked, TRUSTED_PROXIES="1") == "(1, ('HTTP_X_FORWARDED_PROTO', 'https'))"


def test_postgresql_gets_a_pool_beside_what_its_address_asks_for():
    url = "postgres://hireguide@/hireguide?host=/run/postgresql"
    options = setting("settings.DATABASES['default']['OPTIONS']", DATABASE_URL=url, DATABASE_POOL_SIZE="3")
    assert options == "{'host': '/run/postgresql', 'pool': {'min_size': 1, 'max_size': 3}}"


def test_staff_need_a_second_factor_unless_it_is_switched_off():
    assert setting("settings.STAFF_NEED_SECOND_FACTOR") == "True"
    assert setting("settings.STAFF_NEED_SECOND_FACTOR", STAFF_NEED_SECOND_FACTOR="false") == "False"


def test_mail_is_printed_until_an_account_is_named():
    asked = "(settings.EMAIL_BACKEND, settings.EMAIL_HOST)"
    assert "console" in setting(asked)
    assert "smtp.EmailBackend', 'mail.example'" in setting(asked, EMAIL_URL="smtp+tls://ada:secret@mail.example:587")


@pytest.mark.bare
def test_every_static_file_gets_its_hashed_and_compressed_name(tmp_path):
    done = manage("collectstatic", "--noinput", STATIC_ROOT=str(tmp_path / "static"))
    assert done.returncode == 0, done.stderr
    assert list(tmp_path.glob("static/css/base.*.css.br"))
    assert list(tmp_path.glob("static/staticfiles.json"))


@pytest.mark.bare
def test_demo_accounts_are_refused(tmp_path):
    done = manage("load_demo", DATABASE_URL=f"sqlite:///{tmp_path / 'prod.sqlite3'}")
    assert done.returncode != 0
    assert "development only" in done.stderr
    assert "Traceback" not in done.stderr

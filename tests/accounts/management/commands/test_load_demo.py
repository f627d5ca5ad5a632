import re

import pytest
from django.core.management import call_command

from hireguide.accounts.models import User
from tests.commands import run

pytestmark = pytest.mark.django_db

RIGHTS = [
    *("may do everything", "Rule editors", "Rule approvers", "Support"),
    *("owns the workspace Northbridge Advisory", "advises in it", "may look at it, and not change it"),
]


def test_the_logins_that_it_prints_sign_in(settings, capsys, client):
    settings.DEMO_ACCOUNTS = True
    call_command("load_demo")
    logins = re.findall(r"^Demo login: (\S+)  password: (\S+)  \((.+)\)$", capsys.readouterr().out, re.MULTILINE)
    assert [rights for *_, rights in logins] == RIGHTS
    assert all(client.login(email=email, password=password) for email, password, _ in logins)


def test_outside_development_it_refuses_and_makes_nobody():
    done = run("load_demo")
    assert done.code == 1
    assert "development only" in done.err
    assert not User.objects.exists()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "there is no such file"),
        (b"\xff\xfe", "is not UTF-8 text"),
        (b"{", "not JSON"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(settings, tmp_path, content, said):
    settings.DEMO_ACCOUNTS = True
    path = tmp_path / "accounts.json"
    if content is not None:
        path.write_bytes(content)
    done = run("load_demo", path)
    assert done.code == 2
    assert done.err.startswith(f"{path}: ")
    assert said in done.err
    assert not User.objects.exists()

import pytest
from django.core.management import CommandError, call_command

from hireguide.accounts.models import User

pytestmark = pytest.mark.django_db


def test_the_logins_that_it_prints_sign_in(settings, capsys, client):
    settings.DEMO_ACCOUNTS = True
    call_command("load_demo")
    logins = [line.removeprefix("Demo login: ").split("  password: ") for line in capsys.readouterr().out.splitlines()]
    assert logins
    assert all(client.login(username=email, password=password) for email, password in logins)


def test_outside_development_it_refuses_and_makes_nobody():
    with pytest.raises(CommandError, match="development only"):
        call_command("load_demo")
    assert not User.objects.exists()


def test_a_file_that_is_not_there_is_named(settings, tmp_path):
    settings.DEMO_ACCOUNTS = True
    with pytest.raises(CommandError, match=r"nowhere\.json: .*No such file"):
        call_command("load_demo", str(tmp_path / "nowhere.json"))


def test_a_file_that_is_not_text_is_named(settings, tmp_path):
    settings.DEMO_ACCOUNTS = True
    (tmp_path / "bytes.json").write_bytes(b"\xff\xfe")
    with pytest.raises(CommandError, match=r"bytes\.json: "):
        call_command("load_demo", str(tmp_path / "bytes.json"))

import pytest

from hireguide.accounts.models import User
from hireguide.accounts.services import (
    DemoAccount,
    DemoFileError,
    DemoRefusedError,
    load_demo_accounts,
    parse_demo,
)

DEMO = (DemoAccount("Admin@example.com", "demo-password", superuser=True),)


@pytest.mark.django_db
def test_loading_twice_leaves_one_account_as_the_file_says(settings):
    settings.DEMO_ACCOUNTS = True
    load_demo_accounts(DEMO)
    User.objects.update(is_superuser=False, is_active=False, password="changed")
    load_demo_accounts(DEMO)
    user = User.objects.get()
    assert (user.email, user.is_superuser, user.is_staff, user.is_active) == ("admin@example.com", True, True, True)
    assert user.check_password("demo-password")


@pytest.mark.django_db
def test_demo_accounts_are_refused_unless_the_settings_allow_them():
    with pytest.raises(DemoRefusedError, match="development only"):
        load_demo_accounts(DEMO)
    assert not User.objects.exists()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "not JSON: "),
        ("[]", "expected "),
        ("null", "expected "),
        ('{"accounts": 3}', "expected "),
        ('{"accounts": ["a"]}', "expected "),
        ('{"accounts": [{"email": "a@example.com", "superuser": true}]}', "missing 'password'"),
        ('{"accounts": [{"email": 1, "password": "p", "superuser": true}]}', "expected "),
        ('{"accounts": [{"email": "a@example.com", "password": "p", "superuser": "no"}]}', "expected "),
    ],
)
def test_a_file_that_is_not_a_list_of_accounts_is_refused_in_words(text, message):
    with pytest.raises(DemoFileError, match=message):
        parse_demo(text)

import pytest
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from hireguide.accounts.models import User

pytestmark = pytest.mark.django_db


def test_a_user_signs_in_with_the_address_in_any_case():
    user = User.objects.create_user("Ada@Example.com", "correct horse battery")
    assert user.email == "ada@example.com"
    assert authenticate(None, email="ADA@example.com", password="correct horse battery") == user
    assert authenticate(None, email="ada@example.com", password="another") is None


def test_the_database_refuses_one_address_in_two_cases():
    User.objects.create_user("ada@example.com")
    with pytest.raises(IntegrityError), transaction.atomic():
        User(email="Ada@example.com").save()


def test_a_form_hears_of_the_second_case_as_a_sentence():
    User.objects.create_user("ada@example.com")
    with pytest.raises(ValidationError) as caught:
        User(email="Ada@example.com", password="!").full_clean()
    assert "A user with this e-mail address already exists." in str(caught.value)


@pytest.mark.parametrize("email", ["", "  ", None])
def test_a_user_needs_an_address(email):
    with pytest.raises(ValueError, match="needs an e-mail address"):
        User.objects.create_user(email)


def test_a_user_without_a_password_cannot_sign_in():
    assert not User.objects.create_user("ada@example.com").has_usable_password()


def test_a_superuser_may_open_the_admin():
    user = User.objects.create_superuser("root@example.com", "correct horse battery")
    assert (user.is_staff, user.is_superuser, str(user)) == (True, True, "root@example.com")

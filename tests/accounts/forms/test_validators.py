"""What is said of a password that is refused, wherever one is chosen."""

import pytest
from django.contrib.auth.password_validation import password_validators_help_texts
from django.urls import reverse

from tests.accounts.test_sign_in import PASSWORD, sign_in, text
from tests.factories import ADA, make_user

pytestmark = pytest.mark.django_db

SAID = {
    "short": "Lengthen the password to 12 characters or more; it has 5",
    "ada@example.com": "Choose a password that is less like the e-mail address",
    "password1234": "Choose another password: many people have this one, so it is tried first",
}


@pytest.mark.parametrize(("typed", "said"), SAID.items())
def test_signing_up_says_what_to_do_beside_the_field_and_in_the_summary(client, typed, said):
    answer = client.post(reverse("account_signup"), {"email": ADA, "password1": typed})
    assert answer.context["form"].errors == {"password1": [said]}
    assert text(answer).count(said) == 2


@pytest.mark.parametrize(("typed", "said"), SAID.items())
def test_changing_it_says_the_same(client, typed, said):
    make_user(ADA, password=PASSWORD)
    sign_in(client)
    form = {"oldpassword": PASSWORD, "password1": typed, "password2": typed}
    answer = client.post(reverse("account_change_password"), form)
    assert answer.context["form"].errors == {"password1": [said]}


def test_two_that_differ_are_told_beside_the_second(client):
    make_user(ADA, password=PASSWORD)
    sign_in(client)
    form = {"oldpassword": PASSWORD, "password1": "a quiet evening", "password2": "a quiet morning"}
    answer = client.post(reverse("account_change_password"), form)
    said = "The two new passwords are not the same. Enter the same one twice"
    assert answer.context["form"].errors == {"password2": [said]}


def test_what_is_asked_of_it_is_said_in_the_same_words_where_an_administrator_chooses_it(admin_client):
    page = text(admin_client.get(reverse("admin:accounts_user_add")))
    for said in password_validators_help_texts():
        assert said in page
    assert "can’t" not in " ".join(password_validators_help_texts())

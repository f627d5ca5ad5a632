"""Users in the admin: works · needs sign-in · needs a superuser's rights."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP
from django.urls import reverse

from hireguide.accounts.admin import VOUCHED_ONLY_NOW
from hireguide.accounts.models import User

pytestmark = pytest.mark.django_db
PASSWORD = "correct horse battery"


@pytest.fixture
def admin(client):
    user = User.objects.create_superuser("root@example.com", PASSWORD)
    client.force_login(user)
    return user


def test_the_list_searches_by_address(client, admin):
    User.objects.create_user("ada@example.com")
    page = client.get(reverse("admin:accounts_user_changelist"), {"q": "ada"})
    assert [user.email for user in page.context["cl"].result_list] == ["ada@example.com"]


def test_a_user_is_added_by_address_and_password_and_can_then_be_changed(client, admin):
    form = {"email": "New@Example.com", "usable_password": "true", "password1": PASSWORD, "password2": PASSWORD}
    answer = client.post(reverse("admin:accounts_user_add"), form)
    user = User.objects.get(email="new@example.com")
    assert answer.url == reverse("admin:accounts_user_change", args=[user.pk])
    assert user.check_password(PASSWORD)
    client.post(answer.url, {"email": "newer@example.com", "is_active": "on", "is_staff": "on"})
    user.refresh_from_db()
    assert (user.email, user.is_staff, user.check_password(PASSWORD)) == ("newer@example.com", True, True)


def test_an_account_that_nobody_had_shown_to_be_theirs_is_vouched_for_and_loses_the_password(client, admin):
    user = User.objects.create_user("new@example.com", PASSWORD)
    EmailAddress.objects.filter(user=user).update(verified=False)
    url = reverse("admin:accounts_user_change", args=[user.pk])
    page = client.post(url, {"email": user.email, "is_active": "on"}, follow=True)
    user.refresh_from_db()
    assert not user.has_usable_password()
    assert EmailAddress.objects.get(user=user).verified
    assert VOUCHED_ONLY_NOW in page.content.decode()


def test_a_second_user_with_the_address_in_another_case_is_refused_as_a_field_error(client, admin):
    form = {"email": "ROOT@example.com", "usable_password": "true", "password1": PASSWORD, "password2": PASSWORD}
    page = client.post(reverse("admin:accounts_user_add"), form)
    assert page.context["adminform"].form.errors["email"] == ["A user with this e-mail address already exists."]


def test_the_list_needs_a_sign_in_and_the_sign_in_takes_the_address(client):
    User.objects.create_superuser("root@example.com", PASSWORD)
    login = client.get(reverse("admin:accounts_user_changelist")).url
    assert login.startswith(reverse("admin:login"))
    assert client.post(login, {"username": "Root@Example.com", "password": PASSWORD}).status_code == 302


def test_a_user_who_is_not_staff_is_sent_to_sign_in(client):
    client.force_login(User.objects.create_user("ada@example.com"))
    assert client.get(reverse("admin:accounts_user_changelist")).url.startswith(reverse("admin:login"))


def test_a_second_factor_s_key_cannot_be_found_out_through_a_filter(client, admin):
    address = reverse("admin:mfa_authenticator_changelist")
    assert client.get(address, {"type__exact": "totp"}).status_code == 200
    assert client.get(address, {"data__secret__startswith": "A"}).status_code == 400


def test_a_lost_second_factor_is_taken_away_here_and_its_key_is_never_shown(client, admin):
    ada = User.objects.create_user("ada@example.com")
    app = TOTP.activate(ada, "JBSWY3DPEHPK3PXP").instance
    page = client.get(reverse("admin:mfa_authenticator_change", args=[app.pk]))
    assert page.status_code == 200
    assert "JBSWY3DPEHPK3PXP" not in page.content.decode()
    assert client.get(reverse("admin:mfa_authenticator_add")).status_code == 403
    assert client.post(reverse("admin:mfa_authenticator_change", args=[app.pk]), {}).status_code == 403
    client.post(reverse("admin:mfa_authenticator_delete", args=[app.pk]), {"post": "yes"})
    assert not ada.authenticator_set.exists()


def test_an_account_is_closed_here_and_never_deleted_past_what_goes_with_it(client, admin):
    ada = User.objects.create_user("ada@example.com")
    assert client.post(reverse("admin:accounts_user_delete", args=[ada.pk]), {"post": "yes"}).status_code == 403
    many = {"action": "delete_selected", "_selected_action": [str(ada.pk)], "post": "yes"}
    client.post(reverse("admin:accounts_user_changelist"), many)
    client.post(reverse("admin:accounts_user_change", args=[ada.pk]), {"email": ada.email, "is_staff": ""})
    ada.refresh_from_db()
    assert not ada.is_active

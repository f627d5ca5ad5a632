"""Users in the admin: works · needs sign-in · needs a superuser's rights."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client
from django.urls import reverse

from hireguide.accounts.admin import VOUCHED_ONLY_NOW
from hireguide.accounts.forms.users import LAST
from hireguide.accounts.models import User
from hireguide.accounts.services import begin_account
from tests.accounts.test_sign_in import sign_in
from tests.factories import NOW, make_user
from tests.threads import overlapping

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


@pytest.fixture
def waiting():
    """An account that waits for its owner."""
    return begin_account("new@example.com", at=NOW)


def is_proven(user):
    return EmailAddress.objects.filter(user=user, email=user.email, verified=True).exists()


def test_who_sets_a_password_for_an_account_that_waits_vouches_for_its_address(client, admin, waiting):
    url = reverse("admin:auth_user_password_change", args=[waiting.pk])
    form = {"password1": PASSWORD, "password2": PASSWORD, "usable_password": "true"}
    assert "Password changed" in client.post(url, form, follow=True).content.decode()
    assert is_proven(waiting)
    assert sign_in(Client(), waiting.email, PASSWORD).status_code == 302


def test_who_takes_the_password_from_an_account_that_waits_vouches_for_nothing(client, admin, waiting):
    url = reverse("admin:auth_user_password_change", args=[waiting.pk])
    client.post(url, {"usable_password": "false", "unset-password": "on"})
    assert not is_proven(waiting)


def test_who_closes_an_account_that_waits_vouches_for_nobody_until_it_is_opened_again(client, admin, waiting):
    closed = keep(client, waiting, follow=True)
    assert VOUCHED_ONLY_NOW not in closed.content.decode()
    waiting.refresh_from_db()
    assert (waiting.is_active, is_proven(waiting)) == (False, False)
    assert VOUCHED_ONLY_NOW in keep(client, waiting, "is_active", follow=True).content.decode()
    assert is_proven(waiting)


def test_a_closed_account_that_was_somebodys_is_vouched_for_under_its_new_address(client, admin):
    ben = make_user("ben@example.com")
    url = reverse("admin:accounts_user_change", args=[ben.pk])
    client.post(url, {"email": "newer@example.com"})
    ben.refresh_from_db()
    assert (ben.email, ben.is_active, is_proven(ben)) == ("newer@example.com", False, True)
    assert EmailAddress.objects.filter(user=ben).count() == 1


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


RIGHTS = ("is_active", "is_staff", "is_superuser")


def keep(client, user, *rights, follow=False):
    """What comes of saving an account in the admin with these rights alone."""
    url = reverse("admin:accounts_user_change", args=[user.pk])
    return client.post(url, {"email": user.email, **dict.fromkeys(rights, "on")}, follow=follow)


@pytest.mark.parametrize("lost", RIGHTS)
def test_the_last_administrator_stays_one_until_there_is_another(client, admin, lost):
    rights = [right for right in RIGHTS if right != lost]
    # Neither who may sign in no more, nor who cannot open the admin, nor who may do less is another.
    for number, missing in enumerate(RIGHTS):
        make_user(f"no{number}@example.com", **dict.fromkeys(RIGHTS, True) | {missing: False})
    page = keep(client, admin, *rights)
    assert page.context["adminform"].form.errors == {lost: [LAST]}
    admin.refresh_from_db()
    assert all(getattr(admin, right) for right in RIGHTS)
    User.objects.create_superuser("second@example.com", PASSWORD)
    assert keep(client, admin, *rights).status_code == 302
    admin.refresh_from_db()
    assert not getattr(admin, lost)


def test_the_last_administrator_may_be_changed_in_other_ways(client, admin):
    assert keep(client, admin, *RIGHTS).status_code == 302


@pytest.mark.django_db(transaction=True)
@pytest.mark.postgres
def test_of_the_last_two_administrators_who_take_it_from_each_other_at_once_one_stays(client, admin):
    ben = User.objects.create_superuser("ben@example.com", PASSWORD)
    his = type(client)()
    his.force_login(ben)
    overlapping(lambda: keep(client, ben, "is_active"), lambda: keep(his, admin, "is_active"))
    assert User.objects.filter(is_superuser=True).count() == 1

"""Every page of signing in and of one's own account: one heading, nothing inline."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.urls import reverse

from tests.accounts.test_sign_in import PASSWORD, SECRET, code_now, sign_in
from tests.factories import ADA, make_user
from tests.test_admin_pages import Page

pytestmark = pytest.mark.django_db

ANYBODY = (
    "account_login",
    "account_signup",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key_done",
    "account_inactive",
)
ONES_OWN = (
    "account_logout",
    "account_change_password",
    "account_reauthenticate",
    "second_factor",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_list_webauthn",
)
WITH_AN_APP = (
    "mfa_index",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_reauthenticate",
)


def look(client, name):
    answer = client.get(reverse(name))
    assert answer.status_code == 200, name
    page = Page(answer.content.decode())
    assert (page.refused, page.headings) == ([], 1), name


def test_pages_for_anybody(client):
    for name in ANYBODY:
        look(client, name)


def test_pages_for_whoever_is_signed_in(client):
    make_user(ADA, password=PASSWORD)
    sign_in(client)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    for name in ONES_OWN:
        look(client, name)


def test_pages_for_whoever_has_an_app(client):
    ada = make_user(ADA, password=PASSWORD)
    TOTP.activate(ada, SECRET)
    RecoveryCodes.activate(ada)
    sign_in(client)
    look(client, "mfa_authenticate")
    client.post(reverse("mfa_authenticate"), {"code": code_now()})
    code = RecoveryCodes(ada.authenticator_set.get(type="recovery_codes")).get_unused_codes()[0]
    client.post(reverse("mfa_reauthenticate"), {"code": code})
    for name in WITH_AN_APP:
        look(client, name)
    client.post(reverse("mfa_deactivate_totp"))
    assert not ada.authenticator_set.exists()


def test_pages_of_a_passkey(client):
    ada = make_user(ADA, password=PASSWORD)
    sign_in(client)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    key = Authenticator.objects.create(user=ada, type=Authenticator.Type.WEBAUTHN, data={"name": "My laptop"})
    look(client, "mfa_list_webauthn")
    for name in ("mfa_edit_webauthn", "mfa_remove_webauthn"):
        answer = client.get(reverse(name, args=[key.pk]))
        assert (answer.status_code, Page(answer.content.decode()).refused) == (200, [])
    client.post(reverse("mfa_edit_webauthn", args=[key.pk]), {"name": "My old laptop"})
    assert "My old laptop" in client.get(reverse("mfa_list_webauthn")).content.decode()
    client.post(reverse("mfa_remove_webauthn", args=[key.pk]))
    assert "You have none yet" in client.get(reverse("mfa_list_webauthn")).content.decode()


def test_too_many_requests_are_told_how_long_to_wait(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"reset_password": "1/m/ip"}
    for status in (302, 429):
        answer = client.post(reverse("account_reset_password"), {"email": ADA})
        assert answer.status_code == status
    page = Page(answer.content.decode())
    assert (page.refused, page.headings) == ([], 1)
    assert "Wait five minutes" in answer.content.decode()

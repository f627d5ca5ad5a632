"""The second factor before the staff's pages: led to it · let in with it · who needs none · htmx learns of it, and of
a session that is over, on every page."""

from collections import defaultdict

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils.http import urlencode

from hireguide.web.keys import new_public_id
from tests import walk
from tests.accounts.test_sign_in import PASSWORD, SECRET, code_now, sign_in
from tests.factories import ADA, BEN, make_user

pytestmark = pytest.mark.django_db

USERS = reverse("admin:accounts_user_changelist")


@pytest.fixture(autouse=True)
def _needed(settings):
    settings.STAFF_NEED_SECOND_FACTOR = True


@pytest.fixture
def ada():
    return make_user(ADA, password=PASSWORD)


def may(user, *rights):
    user.user_permissions.set(Permission.objects.filter(codename__in=rights))


@pytest.mark.django_db(transaction=True)  # what is set up is noted once it is stored
def test_whoever_has_none_is_led_to_set_one_up_and_then_goes_on(client, ada):
    sign_in(client)
    led = client.get(USERS)
    assert led.url == f"{reverse('second_factor')}?next=%2Fadmin%2Faccounts%2Fuser%2F"
    assert "Set up a second factor" in client.get(led.url).content.decode()
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret
    client.post(reverse("mfa_activate_totp"), {"code": code_now(secret)})
    assert client.get(led.url).url == USERS
    assert client.get(USERS).status_code == 200


def test_a_form_that_was_posted_leads_back_to_the_first_page_not_to_its_own_address(client, ada):
    client.force_login(ada)
    assert client.post(reverse("admin:accounts_user_add")).url.endswith("?next=%2Fadmin%2F")


def test_whoever_signed_in_with_a_code_is_let_in(client, ada):
    TOTP.activate(ada, SECRET)
    sign_in(client)
    client.post(reverse("mfa_authenticate"), {"code": code_now()})
    assert client.get(USERS).status_code == 200


def test_a_session_older_than_the_second_factor_shows_it_once(client, ada):
    sign_in(client)
    TOTP.activate(ada, SECRET)
    asked = client.get(USERS)
    assert asked.url.startswith(reverse("mfa_reauthenticate"))
    assert client.post(asked.url, {"code": code_now()}).url == USERS
    assert client.get(USERS).status_code == 200


def test_recovery_codes_alone_are_no_second_factor(client, ada):
    Authenticator.objects.create(user=ada, type=Authenticator.Type.RECOVERY_CODES, data={})
    client.force_login(ada)
    assert client.get(USERS).url.startswith(reverse("second_factor"))


def test_a_right_given_to_one_person_counts_as_one_of_a_group_does(client):
    ben = make_user(BEN, is_staff=True)
    may(ben, "change_rulebookdraft")
    client.force_login(ben)
    assert client.get(reverse("admin:index")).url.startswith(reverse("second_factor"))


def test_whoever_may_only_look_needs_none(client):
    ben = make_user(BEN, is_staff=True)
    may(ben, "view_edition")
    client.force_login(ben)
    assert client.get(reverse("admin:rulebooks_edition_changelist")).status_code == 200


@pytest.mark.parametrize("path", ["/", "/accounts/2fa/", "/accounts/second-factor/", "/accounts/logout/"])
def test_other_pages_stay_open(client, ada, path):
    client.force_login(ada)
    assert client.get(path).status_code in {200, 503}


def test_signing_out_of_the_admin_stays_open(client, ada):
    client.force_login(ada)
    client.post(reverse("admin:logout"))
    assert "_auth_user_id" not in client.session


def test_where_the_setting_is_off_a_password_will_do(client, ada, settings):
    settings.STAFF_NEED_SECOND_FACTOR = False
    client.force_login(ada)
    assert client.get(USERS).status_code == 200


def test_to_set_one_up_needs_a_sign_in_and_never_leads_to_another_site(client, ada):
    assert client.get(reverse("second_factor")).url.startswith(reverse("account_login"))
    TOTP.activate(ada, SECRET)
    client.force_login(ada)
    assert client.get(reverse("second_factor"), {"next": "//evil.example/"}).url == reverse("mfa_index")


def test_htmx_is_sent_to_sign_in_as_to_a_page_of_its_own_and_back_to_the_page_that_was_open(client):
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/admin/accounts/user/?q=a"}
    for answer in (client.get(reverse("admin:index"), headers=headers), client.get(USERS, headers=headers)):
        assert answer.status_code == 204
        assert answer["HX-Redirect"] == "/admin/login/?next=%2Fadmin%2Faccounts%2Fuser%2F%3Fq%3Da"


def test_htmx_without_a_page_that_was_open_goes_on_as_the_address_says(client, ada):
    client.force_login(ada)
    answer = client.get(USERS, headers={"HX-Request": "true"})
    assert answer["HX-Redirect"] == "/accounts/second-factor/?next=%2Fadmin%2Faccounts%2Fuser%2F"


@pytest.mark.parametrize("path", ["/accounts/login/", "/admin/", "/accounts/second-factor/"])
def test_pages_of_people_are_never_stored(client, ada, path):
    client.force_login(ada)
    assert "no-store" in client.get(path)["Cache-Control"]


def test_adding_a_second_factor_to_one_that_was_not_shown_opens_nothing(client, ada, rf):
    from hireguide.accounts.services import note_second_factor

    TOTP.activate(ada, SECRET)
    key = Authenticator.objects.create(user=ada, type=Authenticator.Type.WEBAUTHN, data={})
    request = rf.get("/")
    request.session = {}
    note_second_factor(request, ada, key)
    assert request.session == {}


def test_an_outsider_is_not_asked_for_one_and_gets_no_further(client):
    client.force_login(make_user(BEN))
    assert client.get(USERS).url.startswith(reverse("admin:login"))
    assert client.get(reverse("admin:login")).status_code == 403


def test_the_short_address_leads_to_ones_own_account(client):
    assert client.get("/accounts/").url == reverse("mfa_index")


LISTED = "/advising/AAAAAAAAAAAAAAAAAAAAAA/?q=acme&sort=name"
HTMX = {"HX-Request": "true", "HX-Current-URL": f"http://testserver{LISTED}", "HX-Target": "panel"}
BEHIND_SIGN_IN = {
    *(walk.SIGNED_IN, walk.ENDING, walk.STAFF, walk.READ, walk.WRITE, walk.FORM, walk.OWNERS, walk.OWN_PLACE)
}


def behind_sign_in():
    """Each address that nobody opens without signing in, with ids of nothing."""
    values = defaultdict(new_public_id, kind="csv", part="evidence", way="up")
    numbers = "pk number replay_id object_id history_id id content_type_id invitation_id member_id"
    values |= dict.fromkeys(numbers.split(), 1)
    for name, spaces, route in walk.addresses():
        if walk.kind_of(name, spaces) in BEHIND_SIGN_IN and not name.startswith("admin:log"):
            yield name, walk.path_of(name, route, values)


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_htmx_never_gets_a_sign_in_page_into_a_part_of_another_nor_loses_what_was_typed(client, method):
    wrong, led = {}, 0
    for name, path in behind_sign_in():
        answer = client.generic(method, path, headers=HTMX)
        if answer.status_code == 302 and method == "GET" and answer.url == reverse("mfa_index"):
            continue  # one step more on the way there
        notice = answer.content.decode()
        if method == "GET":
            led_back = answer.status_code == 204 and answer.get("HX-Redirect", "").endswith(
                f"/login/?{next_of(LISTED)}"
            )
        else:
            led_back = answer.status_code == 403 and f"/login/?{next_of(LISTED)}" in notice and "<html" not in notice
        led += led_back
        if not led_back and answer.status_code not in {404, 405}:
            wrong[f"{method} {name}"] = answer.status_code
    assert wrong == {}
    assert led > 60


def next_of(path):
    return urlencode({"next": path})


def test_a_form_that_htmx_sends_while_a_second_factor_is_wanted_stays_filled_in(client, ada):
    client.force_login(ada)
    page = "http://testserver/admin/accounts/user/add/"
    answer = client.post(reverse("admin:accounts_user_add"), headers=HTMX | {"HX-Current-URL": page})
    assert (answer.status_code, answer["HX-Push-Url"]) == (403, "false")
    notice = answer.content.decode()
    assert "what you entered is still here" in notice
    assert 'href="/accounts/second-factor/?next=%2Fadmin%2Faccounts%2Fuser%2Fadd%2F" target="_blank"' in notice


def test_confirming_the_password_is_a_page_of_its_own_too(client):
    client.force_login(make_user(BEN, password=PASSWORD))
    answer = client.get(reverse("advising:delete_account"), headers=HTMX)
    assert answer.status_code == 204
    assert answer["HX-Redirect"].startswith(reverse("account_reauthenticate"))


def test_another_sites_page_is_not_led_back_to(client):
    headers = HTMX | {"HX-Current-URL": "https://evil.example/x"}
    answer = client.get(reverse("advising:desk"), headers=headers)
    assert answer["HX-Redirect"] == f"{reverse('account_login')}?{next_of('/advising/')}"

"""Where one is signed in: works · needs sign-in · another's is not there."""

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client
from django.urls import reverse

from tests.factories import make_user
from tests.signed_out import leads_to_signing_in

pytestmark = pytest.mark.django_db

PASSWORD = "a long and quiet evening"


def signed_in(user):
    browser = Client()
    browser.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    browser.get(reverse("usersessions_list"))
    return browser


@pytest.fixture
def user():
    made = make_user("ada@example.com")
    made.set_password(PASSWORD)
    made.save()
    return made


def end_url(browser, user):
    """The address that ends the session of a browser."""
    session = UserSession.objects.get(user=user, session_key=browser.session.session_key)
    return reverse("end_session", args=[session.pk])


def test_one_session_is_ended_from_another_and_no_more_than_that(user):
    here, there, elsewhere = (signed_in(user) for _ in range(3))
    where = end_url(there, user)
    assert where in here.get(reverse("usersessions_list")).content.decode()
    assert "You are signed out there." in here.post(where, follow=True).content.decode()
    assert leads_to_signing_in(there.get(reverse("usersessions_list")))
    assert elsewhere.get(reverse("usersessions_list")).status_code == 200


def test_ones_own_is_not_ended_so_nor_anybody_elses(user):
    here, other = signed_in(user), make_user("ben@example.com")
    here.post(end_url(here, user))
    stranger = Client()
    stranger.force_login(other)
    stranger.post(end_url(here, user))
    assert here.get(reverse("usersessions_list")).status_code == 200


def test_one_that_has_ended_already_is_as_well_as_ended_now(user):
    here, there = signed_in(user), signed_in(user)
    where = end_url(there, user)
    for _ in range(2):
        assert "You are signed out there." in here.post(where, follow=True).content.decode()


def test_where_the_server_knows_no_address_of_the_network_one_signs_in_all_the_same(user):
    browser = Client(REMOTE_ADDR="")
    browser.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    page = browser.get(reverse("usersessions_list"))
    assert page.status_code == 200
    assert '<td data-label="From">not known</td>' in page.content.decode()


def test_it_needs_a_sign_in_and_takes_a_form_alone(user):
    here = signed_in(user)
    where = end_url(here, user)
    assert leads_to_signing_in(Client().post(where))
    assert here.get(where).status_code == 405

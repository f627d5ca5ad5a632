"""Whom the page for a session that is over is for: who sends a form without htmx and is not signed in, and nobody else.
What the page shows, tests/advising/views/test_session_over.py says."""

import pytest
from django.urls import reverse

from tests.factories import BEN, make_user
from tests.signed_out import leads_to_signing_in

pytestmark = pytest.mark.django_db
FORM = "/advising/new/"


def is_told(answer):
    return answer.status_code == 403 and "Your session is over" in answer.content.decode()


def test_a_form_is_answered_with_the_page_and_a_visit_led_to_signing_in(client):
    assert is_told(client.post(FORM, {"name": "Northbridge"}))
    assert client.get(FORM).url.startswith(reverse("account_login"))


def test_htmx_gets_its_notice(client):
    answer = client.post(FORM, {"name": "Northbridge"}, headers={"HX-Request": "true"})
    assert leads_to_signing_in(answer)
    assert "<html" not in answer.content.decode()


@pytest.mark.parametrize("name", ["admin:login", "account_login", "admin:logout", "account_logout"])
def test_coming_in_and_going_out_are_no_forms_to_lose(client, name):
    assert not is_told(client.post(reverse(name), {"login": "nobody@example.com", "password": "wrong"}))


def test_whoever_is_signed_in_and_may_not_is_told_so_as_ever(client):
    client.force_login(make_user(BEN))
    assert client.post(reverse("admin:accounts_user_add")).url.startswith(reverse("admin:login"))
    assert client.post("/advising/nothing/").status_code == 404

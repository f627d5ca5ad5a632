"""The middleware of the wall: nobody told on SQLite; on PostgreSQL who asks, also while an answer is being sent."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.http import HttpResponse, StreamingHttpResponse
from django.urls import reverse

from hireguide.web.keys import new_token, token_hash
from hireguide.workspaces.middleware import WallMiddleware
from hireguide.workspaces.selectors import SESSION_KEYS
from tests.factories import ADA, make_user

pytestmark = pytest.mark.django_db


def told(name):
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(current_setting(%s, true), '')", [f"hireguide.{name}"])
        return cursor.fetchone()[0]


def asked(rf, path, *, user=None, keys=(), view=None):
    """What the database was told during a request for `path`."""
    request = rf.get(path)
    request.user, request.session = user or AnonymousUser(), SessionStore()
    request.session[SESSION_KEYS] = list(keys)
    request.COOKIES["sessionid"] = "one"
    view = view or (lambda _: HttpResponse("|".join(told(name) for name in ("user", "keys", "staff"))))
    return WallMiddleware(view)(request)


def test_on_any_database_the_answer_goes_through_as_it_is(client):
    assert client.get(reverse("robots")).status_code == 200
    assert client.get("/nowhere/").status_code == 404


@pytest.mark.postgres
def test_whoever_is_signed_in_is_told_with_the_keys_of_their_session_and_nothing_stays(rf):
    ben = make_user()
    assert asked(rf, "/advising/", user=ben, keys=["k"]).content.decode() == f"{ben.pk}|k|"
    assert told("user") == told("keys") == ""


@pytest.mark.postgres
def test_somebody_who_may_not_sign_in_any_more_is_nobody(rf):
    assert asked(rf, "/advising/", user=make_user(is_active=False)).content == b"||"


@pytest.mark.postgres
def test_the_token_in_an_address_is_a_key(rf):
    token = new_token()
    for name in ("advising:join", "advising:answer"):
        assert asked(rf, reverse(name, args=[token])).content.decode() == f"|{token_hash(token)}|"


@pytest.mark.postgres
def test_staff_are_staff_on_their_own_pages_alone(rf):
    ada = make_user(ADA)
    for path, staff in (("/admin/", "on"), ("/editing/", "on"), ("/advising/", ""), ("/wizard/", "")):
        assert asked(rf, path, user=ada).content.decode() == f"{ada.pk}||{staff}"
    assert asked(rf, "/admin/", user=make_user()).content.decode().endswith("|")


@pytest.mark.postgres
def test_an_answer_that_is_sent_piece_by_piece_is_made_behind_the_wall_too(rf):
    ben = make_user()

    def pieces(request):
        return StreamingHttpResponse(told("user") for _ in range(2))

    response = asked(rf, "/editing/", user=ben, view=pieces)
    sent = iter(response)
    assert next(sent) == str(ben.pk).encode()
    assert told("user") == ""
    assert list(sent) == [str(ben.pk).encode()]

"""No page breaks on a NUL, which PostgreSQL stores and compares nowhere: in an address, a cookie or a form."""

import pytest
from django.db import transaction
from django.test import Client as Browser
from django.urls import reverse

from tests import walk
from tests.factories import make_user
from tests.test_walls import house, quiet, values_of

__all__ = ["house", "quiet"]

ASKED = ("tag=%00", "a=%00&b=x")
ADMIN = ("decided=situation:%00", "reason=%00")


@pytest.fixture
def visit(house):
    """A function that opens an address as an owner of the workspace, or as whoever may do everything of the staff, and
    takes back all that it did."""
    root = make_user("root@example.com", is_superuser=True, is_staff=True)
    signed_in = {}
    for kind, user in ((True, root), (False, house.a.owner)):
        signed_in[kind] = Browser(raise_request_exception=False)
        signed_in[kind].force_login(user)

    def opened(method, path, kind, typed=None, headers=None):
        browser = Browser(raise_request_exception=False)
        browser.cookies = signed_in[kind == walk.STAFF].cookies.copy()
        with transaction.atomic():
            answer = getattr(browser, method)(path, typed, headers=headers)
            transaction.set_rollback(True)
        return answer

    return opened


def pages():
    """What takes words of visitors': all but the administration's pages of single records."""
    for name, spaces, route in walk.addresses():
        if spaces[:1] != ("admin",) or name.endswith("_changelist"):
            yield name, walk.kind_of(name, spaces), route


@pytest.mark.bare
def test_a_nul_in_an_address_is_answered_with_words_on_every_page(house, visit, quiet):
    values, wrong = values_of(house.a), []
    for name, kind, route in pages():
        for query in ADMIN if kind == walk.STAFF else ASKED:
            answer = visit("get", f"{walk.path_of(name, route, values)}?{query}", kind)
            if answer.status_code != 400 or b"We could not read that request" not in answer.content:
                wrong.append(f"{name}?{query}: {answer.status_code}")
    assert not wrong, "\n" + "\n".join(wrong)


@pytest.mark.parametrize("query", ["tag=a%00b", "%00=1", "tag=fine&tag=%00"])
def test_a_nul_anywhere_in_the_query_is_refused_and_htmx_gets_a_fragment(house, visit, query):
    where = f"{reverse('advising:clients', args=[house.a.workspace.pk])}?{query}"
    assert visit("get", where, walk.READ).status_code == 400
    answer = visit("get", where, walk.READ, headers={"HX-Request": "true"})
    assert answer.status_code == 400
    assert b"<html" not in answer.content


@pytest.mark.parametrize("name", ["sessionid", "csrftoken", "theme"])
def test_a_nul_in_a_cookie_is_as_if_it_were_not_there(db, name):
    browser = Browser(raise_request_exception=False)
    cookie = f'{name}="abcdefghijklmnopqrst\\000uvwxyzabcdef"'
    assert browser.get(reverse("account_login"), headers={"Cookie": cookie}).status_code == 200
    assert browser.get(reverse("advising:desk"), headers={"Cookie": cookie}).status_code == 302


@pytest.mark.bare
def test_a_nul_in_a_form_breaks_nothing(house, visit, quiet):
    values, wrong = values_of(house.a), []
    for name, kind, route in pages():
        answer = visit("post", walk.path_of(name, route, values), kind, dict.fromkeys(FIELDS, "a\0b"))
        if answer.status_code >= 500:
            wrong.append(f"{name}: {answer.status_code}")
    assert not wrong, "\n" + "\n".join(wrong)


FIELDS = [
    "name",
    "email",
    "role",
    "notes",
    "note",
    "tags",
    "contact_name",
    "contact_email",
    "again",
    "stage",
    "employee_count",
    "revision",
    "reason",
    "verdict",
    "hired",
    "worked",
    "wanted",
    "then",
    "seen",
    "leave_out",
    "password",
    "login",
    "code",
    "edition",
    "day",
    "theme",
    "next",
    "company_name",
    "engineer_count",
    "delivery_pain",
    "delivery_pain__own",
    "more",
    "form-TOTAL_FORMS",
    "form-0-name",
    "form-0-email",
    "form-0-seat",
    "title",
    "intent",
    "version",
]

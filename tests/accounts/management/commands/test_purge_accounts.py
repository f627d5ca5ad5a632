"""`purge_accounts`: deletes what nobody has shown to be theirs, seven days on · no other account · in few queries."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hireguide.accounts import services
from hireguide.accounts.models import User
from hireguide.accounts.services import WAITS, begin_account, purge_accounts
from tests.commands import run
from tests.factories import ADA, BEN, make_user

pytestmark = pytest.mark.django_db
NOW = timezone.now()
LATELY, LONG_AGO = NOW - WAITS + timedelta(hours=1), NOW - WAITS - timedelta(hours=1)


def left():
    return sorted(User.objects.values_list("email", flat=True))


def test_it_deletes_the_accounts_that_have_waited_too_long_and_says_how_many():
    make_user(BEN, joined_at=LONG_AGO)
    begin_account("lately@example.com", at=LATELY)
    begin_account("long-ago@example.com", at=LONG_AGO)
    done = run("purge_accounts")
    assert (done.code, done.err) == (0, "")
    assert done.out == "Deleted 1 account that nobody had shown to be theirs.\n"
    assert left() == [BEN, "lately@example.com"]
    assert EmailAddress.objects.count() == 2
    assert run("purge_accounts").out == "Deleted 0 accounts that nobody had shown to be theirs.\n"


def test_the_privacy_page_promises_it(client):
    assert WAITS.days == 7
    assert (
        "without ever entering the code that we send is deleted seven days later"
        in client.get("/privacy/").content.decode()
    )


def test_signing_up_again_starts_the_days_again():
    first = begin_account("new@example.com", at=LONG_AGO)
    assert begin_account("new@example.com", at=LATELY) == first
    assert purge_accounts(now=NOW) == 0


@pytest.mark.parametrize(
    "fields", [{"last_login": LONG_AGO}, {"is_staff": True}, {"is_active": False}], ids=["used", "staff", "closed"]
)
def test_what_was_ever_used_or_belongs_to_staff_or_was_closed_stays(fields):
    begin_account("new@example.com", at=LONG_AGO)
    User.objects.update(**fields)
    assert purge_accounts(now=NOW) == 0


def test_an_account_that_somebody_has_is_not_made_younger_by_a_sign_up():
    make_user(ADA, joined_at=LONG_AGO)
    begin_account(ADA, at=LATELY)
    assert User.objects.get().joined_at == LONG_AGO


def begin(count):
    for number in range(count):
        begin_account(f"new{number}@example.com", at=LONG_AGO)


def test_many_take_no_more_queries_than_few():
    taken = []
    for count in (3, 30):
        begin(count)
        with CaptureQueriesContext(connection) as queries:
            assert services._purge_some(NOW) == count
        taken.append(len(queries))
    assert taken[0] == taken[1]


def test_more_than_a_batch_go_too(monkeypatch):
    begin(5)
    monkeypatch.setattr(services, "_BATCH", 2)
    assert purge_accounts(now=NOW) == 5
    assert left() == []

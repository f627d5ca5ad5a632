"""What is promised when two ask in the same moment: one account and one first password for an address, and an
administrator who stays."""

from functools import partial

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.urls import reverse

from hireguide.accounts.models import User
from hireguide.accounts.services import WAITS, begin_account, purge_accounts
from hireguide.advising.services.account import LastAdministratorError, delete_account
from tests.accounts.test_sign_in import PASSWORD, SIGN_IN, signed_in
from tests.accounts.test_sign_up import CODE_PAGE, OTHER, code_in, sign_up
from tests.factories import ADA, BEN, NOW, make_user
from tests.threads import at_once, overlapping

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_sign_ups_with_one_address_begin_one_account():
    begun = at_once(*[partial(begin_account, "new@example.com", at=NOW)] * 3)
    assert set(begun) == {User.objects.get()}
    assert EmailAddress.objects.count() == 1


def test_an_account_that_is_signed_up_for_again_is_not_purged_in_that_moment():
    begin_account("new@example.com", at=NOW - WAITS)
    begun, _ = at_once(partial(begin_account, "new@example.com", at=NOW), partial(purge_accounts, now=NOW))
    assert isinstance(begun, User)
    assert set(User.objects.all()) == {begun}
    assert EmailAddress.objects.filter(user=begun).exists()


@pytest.mark.postgres
def test_of_two_codes_that_are_entered_at_once_one_sets_the_password(settings):
    settings.ACCOUNT_RATE_LIMITS = False
    first, second = Client(), Client()
    sign_up(first)
    sign_up(second, password=OTHER)
    codes = [code_in(message) for message in mail.outbox]
    answers = overlapping(
        lambda: first.post(CODE_PAGE, {"code": codes[0]}), lambda: second.post(CODE_PAGE, {"code": codes[1]})
    )
    assert [answer.url for answer in answers] == [reverse("advising:desk"), SIGN_IN]
    assert User.objects.get().check_password(PASSWORD)
    assert [signed_in(browser) for browser in (first, second)] == [True, False]


def test_of_the_last_two_administrators_one_stays():
    both = make_user(ADA), make_user(BEN, is_staff=True, is_superuser=True)
    outcomes = at_once(*[partial(delete_account, user, at=NOW) for user in both])
    assert sorted(type(outcome) for outcome in outcomes if outcome) == [LastAdministratorError]
    assert User.objects.count() == 1

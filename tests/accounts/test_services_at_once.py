"""What is promised when two ask in the same moment: one account for an address, and an administrator who stays."""

from functools import partial

import pytest
from allauth.account.models import EmailAddress

from hireguide.accounts.models import User
from hireguide.accounts.services import WAITS, begin_account, purge_accounts
from hireguide.advising.services.account import LastAdministratorError, delete_account
from tests.factories import ADA, BEN, NOW, make_user
from tests.threads import at_once

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


def test_of_the_last_two_administrators_one_stays():
    both = make_user(ADA), make_user(BEN, is_staff=True, is_superuser=True)
    outcomes = at_once(*[partial(delete_account, user, at=NOW) for user in both])
    assert sorted(type(outcome) for outcome in outcomes if outcome) == [LastAdministratorError]
    assert User.objects.count() == 1

"""Nobody learns from us who has an account: whatever the address, the same words, mails, hashings, headers, cookies,
be the limits on or off."""

import re
import time
from unittest.mock import patch

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail
from django.test import Client
from django.urls import reverse

from hireguide.accounts.models import User
from tests.accounts.test_sign_in import PASSWORD, SECRET, SIGN_IN, text
from tests.accounts.test_sign_up import CODE_PAGE, SIGN_UP

pytestmark = pytest.mark.django_db

# Every kind of address there is; "new" has no account.
KINDS = ("new", "usual", "closed", "unverified", "made-without-a-password", "staff")
RESET = reverse("account_reset_password")
MINE = "what somebody else has chosen"  # the password of whoever tries an address out
OF_THE_TIME = {"expires"}  # what a header or a cookie says of when it was sent


@pytest.fixture(autouse=True)
def people(settings):
    """One account of each kind; and nothing of these tests is counted."""
    settings.ACCOUNT_RATE_LIMITS = False
    make = User.objects.create_user
    make(address("usual"), PASSWORD)
    make(address("closed"), PASSWORD, is_active=False)
    make(address("made-without-a-password"))
    make(address("staff"), PASSWORD, is_staff=True, is_superuser=True)
    EmailAddress.objects.filter(user=make(address("unverified"), PASSWORD)).update(verified=False)


def address(kind):
    return f"{kind}@example.com"


def browser(kind):
    """A browser that was not here before. Who tries one kind of address out is not counted together with the others."""
    return Client(REMOTE_ADDR=f"192.0.2.{KINDS.index(kind)}")


def plain(answer, kind):
    """What the page says, without the address that was typed and the token of its forms."""
    return re.sub(r'value="[A-Za-z0-9]{64}"', "", text(answer).replace(address(kind), ""))


def noticed(client, kind, path, form):
    """All that whoever sends a form can notice of what was done for it."""
    mail.outbox.clear()
    hashed = []
    encode = MD5PasswordHasher.encode
    with patch.object(MD5PasswordHasher, "encode", lambda *args: hashed.append(1) or encode(*args)):
        answer = client.post(path, form)
    cookies = {
        name: {what: said for what, said in cookie.items() if what not in OF_THE_TIME}
        for name, cookie in answer.cookies.items()
    }
    # How long a page is tells how long the address is, as it stands there.
    headers = {
        name: said for name, said in answer.headers.items() if name.lower() not in {*OF_THE_TIME, "content-length"}
    }
    then = answer.get("Location", "")
    page = plain(client.get(then), kind) if then else plain(answer, kind)
    return (
        answer.status_code,
        then,
        page,
        (headers, cookies),
        len(hashed),
        [message.to == [address(kind)] for message in mail.outbox],
    )


def of_each(send):
    """What was noticed of each kind of address, and that it was the same of all. Returns it."""
    each = {kind: send(browser(kind), kind) for kind in KINDS}
    assert {kind: seen for kind, seen in each.items() if seen != each["new"]} == {}
    return each["new"]


def test_asking_for_a_new_password_sends_one_mail_whatever_the_address():
    status, then, page, _, hashed, mails = of_each(
        lambda one, kind: noticed(one, kind, RESET, {"email": address(kind)})
    )
    assert (status, then, hashed, mails) == (302, reverse("account_reset_password_done"), 0, [True])
    assert "Look at your mail" in page


def test_signing_up_sends_one_mail_and_hashes_one_password_whatever_the_address():
    status, then, page, _, hashed, mails = of_each(sign_up)
    assert (status, then, hashed, mails) == (302, CODE_PAGE, 1, [True])
    assert "Enter the code" in page


def sign_up(one, kind):
    return noticed(one, kind, SIGN_UP, {"email": address(kind), "password1": PASSWORD})


def test_another_code_is_one_more_mail_whatever_the_address():
    def again(one, kind):
        sign_up(one, kind)
        return [noticed(one, kind, CODE_PAGE, {"action": "resend"}) for _ in range(3)]

    first, second, third = of_each(again)
    assert [seen[-1] for seen in (first, second, third)] == [[True], [True], []]
    assert "Send another code" in first[2]
    assert "Send another code" not in second[2]


def test_a_wrong_code_is_refused_alike_and_so_is_a_change_of_the_address():
    def wrong(one, kind):
        sign_up(one, kind)
        forms = [{"action": "change", "email": "other@example.com"}, *[{"code": "WRONGY"}] * 3]
        return [noticed(one, kind, CODE_PAGE, form) for form in forms]

    seen = of_each(wrong)
    assert "This code is not right" in seen[1][2]
    assert [mails for *_, mails in seen] == [[]] * 4


def test_a_wrong_password_takes_one_hashing_whatever_the_address():
    status, _, page, _, hashed, mails = of_each(
        lambda one, kind: noticed(one, kind, SIGN_IN, {"login": address(kind), "password": "wrong"})
    )
    assert (status, hashed, mails) == (200, 1, [])
    assert "do not belong together" in page


def test_where_sign_up_is_closed_nothing_is_done_for_any_address(settings):
    settings.SIGN_UP_OPEN = False
    *_, page, _, hashed, mails = of_each(sign_up)
    assert (hashed, mails) == (0, [])
    assert "Accounts are made for you" in page


FORMS = {
    "sign up": lambda kind: (SIGN_UP, {"email": address(kind), "password1": MINE}),
    "sign in": lambda kind: (SIGN_IN, {"login": address(kind), "password": MINE}),
    "reset": lambda kind: (RESET, {"email": address(kind)}),
}


@pytest.mark.parametrize("is_elsewhere", [True, False], ids=["in another browser", "in the same browser"])
@pytest.mark.parametrize("second", FORMS)
def test_no_form_after_a_sign_up_tells_who_has_an_account(second, is_elsewhere):
    def chain(one, kind):
        seen = noticed(one, kind, *FORMS["sign up"](kind))
        return seen, noticed(browser(kind) if is_elsewhere else one, kind, *FORMS[second](kind))

    _, (status, then, page, _, hashed, mails) = of_each(chain)
    if is_elsewhere and second == "sign in":
        assert (status, then, hashed, mails) == (200, "", 1, [])
        assert "do not belong together" in page


ONE_EACH = dict.fromkeys(("confirm_email", "login_failed", "reset_password"), "1/h/key")


@pytest.mark.parametrize(("form", "refused"), [("sign up", 429), ("sign in", 200), ("reset", 429)])
def test_a_form_that_is_sent_too_often_is_refused_alike(form, refused, settings):
    settings.ACCOUNT_RATE_LIMITS = ONE_EACH
    first, second = of_each(lambda _, kind: [noticed(browser(kind), kind, *FORMS[form](kind)) for _ in range(2)])
    assert (second[0], second[-1]) == (refused, [])
    assert second != first


def test_another_code_that_is_asked_for_too_soon_is_refused_alike(settings):
    settings.ACCOUNT_RATE_LIMITS = ONE_EACH

    def too_soon(one, kind):
        sign_up(one, kind)
        return noticed(one, kind, CODE_PAGE, {"action": "resend"})

    status, *_, mails = of_each(too_soon)
    assert (status, mails) == (429, [])


def test_in_the_moment_in_which_a_code_lapses_nobody_is_told_either(time_machine):
    time_machine.move_to("2026-11-22 12:00", tick=False)
    signed_up = {kind: browser(kind) for kind in KINDS}
    for kind, one in signed_up.items():
        sign_up(one, kind)
        # The sign-up began a moment before its code was made.
        session = one.session
        session["account_login"] = {**session["account_login"], "initiated_at": time.time() - 1}
        session.save()
    time_machine.shift(15 * 60)
    status, then, *_ = of_each(lambda _, kind: noticed(signed_up[kind], kind, CODE_PAGE, {"code": "WRONGY"}))
    assert (status, then) == (200, "")


def test_a_closed_account_that_was_never_anybodys_is_told_by_nothing_either():
    User.objects.filter(email=address("unverified")).update(is_active=False)
    for form in FORMS.values():
        of_each(lambda one, kind, form=form: noticed(one, kind, *form(kind)))


def opened(one, kind, path):
    """What comes of opening a page, without what the last one had to say."""
    answer = one.get(path)
    return answer.status_code, answer.get("Location", ""), plain(answer, kind)


def begin_to_sign_in(one):
    """Somebody signs in to an account of their own, and is asked for the second factor."""
    mine, _ = User.objects.get_or_create(email="mine@example.com")
    mine.set_password(MINE)
    mine.save()
    User.objects.vouch_for(mine)
    if not mine.authenticator_set.exists():
        TOTP.activate(mine, SECRET)
    assert one.post(SIGN_IN, {"login": mine.email, "password": MINE}).url == reverse("mfa_authenticate")


ASIDE = {
    "sign-out": lambda one: one.post(reverse("account_logout")),
    "second factor": begin_to_sign_in,
    "other pages": lambda one: [one.get(path) for path in (SIGN_IN, SIGN_UP, "/sources/")],
}


@pytest.mark.parametrize("aside", ASIDE)
def test_no_page_after_a_sign_up_tells_either_whatever_was_done_in_between(aside):
    def chain(one, kind):
        sign_up(one, kind)
        ASIDE[aside](one)
        return [opened(one, kind, path) for path in (CODE_PAGE, SIGN_IN, SIGN_UP)]

    code, *_ = of_each(chain)
    assert code[:2] == ((200, "") if aside == "other pages" else (302, SIGN_UP))


def test_a_sign_up_that_is_sent_twice_from_one_page_leads_to_the_code_whatever_the_address(settings):
    settings.ACCOUNT_RATE_LIMITS = ONE_EACH
    first, (status, then, page, _, hashed, mails) = of_each(lambda one, kind: [sign_up(one, kind) for _ in range(2)])
    assert (status, then, hashed, mails) == (302, CODE_PAGE, 1, [])
    assert first[-1] == [True]
    assert "Enter the code" in page


def test_an_empty_code_is_no_try_whatever_the_address():
    def empty(one, kind):
        sign_up(one, kind)
        return [noticed(one, kind, CODE_PAGE, {"code": code}) for code in ("", " ", "WRONGY", "", "WRONGY", "WRONGY")]

    seen = of_each(empty)
    said = [re.findall(r"(\d tr(?:y|ies)) left", page) for _, _, page, *_ in seen]
    assert said == [["3 tries"], ["3 tries"], ["2 tries"], ["2 tries"], ["1 try"], []]
    assert seen[-1][1] == SIGN_UP


@pytest.mark.parametrize("kind", ["new", "closed", "unverified"])
def test_whoever_has_no_account_to_sign_in_to_is_told_so_in_the_mail_alone(client, kind):
    client.post(RESET, {"email": address(kind)})
    assert mail.outbox[0].subject == "Hireguide: A new password"
    assert "No account that may sign in goes by it" in mail.outbox[0].body
    assert "http://testserver/accounts/signup/" in mail.outbox[0].body


def test_where_sign_up_is_closed_the_mail_does_not_lead_there(client, settings):
    settings.SIGN_UP_OPEN = False
    client.post(RESET, {"email": address("new")})
    assert "http" not in mail.outbox[0].body


def test_whoever_was_made_an_account_sets_the_first_password_by_the_mail(client):
    client.post(RESET, {"email": address("made-without-a-password")})
    form = client.get(re.search(r"http://testserver(/\S+)", mail.outbox[0].body)[1]).url
    client.post(form, {"password1": PASSWORD, "password2": PASSWORD})
    assert User.objects.get(email=address("made-without-a-password")).check_password(PASSWORD)

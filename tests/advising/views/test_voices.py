"""Asking several people: works · needs sign-in · outsiders get 404 · viewers look and change nothing."""

import re
from smtplib import SMTPRecipientsRefused

import pytest
from django.core import mail, signing
from django.test import Client
from django.urls import reverse

from hireguide.advising.models import Respondent, Round
from hireguide.advising.services.voice_mails import TooManyLinksError
from hireguide.web.keys import token_hash
from tests.advising.asked import ask, come_in, door
from tests.advising.forms.test_voices import FAY, GUS, posted
from tests.factories import BEN, EMIL, make_client, make_edition, make_member, make_round, make_user, make_workspace
from tests.signed_out import leads_to_signing_in

pytestmark = pytest.mark.django_db
TOKEN = re.compile(r"/advising/answer/([A-Za-z0-9_-]{43})/")


@pytest.fixture
def company(client):
    """A client of Dora's workspace, with Dora signed in."""
    make_edition()
    workspace = make_workspace()
    client.force_login(workspace.memberships.get().user)
    return make_client(workspace)


def url(name, it):
    return reverse(f"advising:{name}", args=[it.public_id])


def shown_links(response):
    return dict.fromkeys(TOKEN.findall(response.content.decode()))


def test_several_people_are_asked_and_their_links_shown_once(client, company):
    page = client.get(url("new_round", company)).content.decode()
    assert "Several voices about Acme" in page
    response = client.post(url("new_round", company), posted(FAY, GUS))
    opened = Round.objects.get()
    assert response.url == url("respondent_links", opened)
    cookie = response.cookies["links"]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Strict", response.url)
    first = client.get(response.url)
    assert [token_hash(token) for token in shown_links(first)] == [Respondent.objects.get(name="Gus Lind").token_hash]
    assert "Mailed to fay@example.com" in first.content.decode()
    assert first["Cache-Control"] == "no-store"
    again = client.get(response.url)
    assert not shown_links(again)
    assert "Links are shown once" in again.content.decode()


def test_whoever_has_an_address_gets_their_own_link_by_mail(client, company):
    response = client.post(url("new_round", company), posted(FAY, GUS))
    [message] = mail.outbox
    assert message.to == ["fay@example.com"]
    [token] = TOKEN.findall(message.body)
    assert token_hash(token) == Respondent.objects.get(name="Fay Oduya").token_hash
    assert "http://testserver/advising/answer/" in message.body
    assert response.status_code == 302
    assert token not in str(signing.loads(client.cookies["links"].value, salt="hireguide.advising.links"))


@pytest.mark.parametrize(
    ("error", "words"),
    [(OSError, "Our mail server did not take the message"), (TooManyLinksError, "no more are mailed")],
)
def test_a_mail_that_is_not_sent_is_told_and_nobody_is_shown_the_link(client, company, monkeypatch, error, words):
    def refuse(*args):
        raise error

    monkeypatch.setattr("hireguide.advising.services.voice_mails.send_mail", refuse)
    page = client.post(url("new_round", company), posted(FAY), follow=True).content.decode()
    assert words in page
    assert not TOKEN.search(page)


@pytest.mark.parametrize(
    ("error", "tries"), [(TimeoutError("timed out"), 1), (SMTPRecipientsRefused({"fay@example.com": (550, b"")}), 2)]
)
def test_a_mail_server_that_is_away_is_tried_once_and_the_round_says_who_was_not_mailed(
    client, company, monkeypatch, error, tries
):
    tried = []

    def refuse(*args):
        tried.append(args)
        raise error

    monkeypatch.setattr("hireguide.advising.services.voice_mails.send_mail", refuse)
    people = FAY, GUS, {**FAY, "name": "Hal Reyes", "email": "hal@example.com"}
    page = client.post(url("new_round", company), posted(*people), follow=True)
    assert len(tried) == tries
    assert page.content.decode().count("Our mail server did not take the message") == 2
    assert len(shown_links(page)) == 1
    whole = client.get(url("round", Round.objects.get())).content.decode()
    assert whole.count("the mail was not sent: make a new link") == 2


def test_a_mail_server_that_is_slow_keeps_nobody_waiting_and_who_was_not_mailed_is_named(client, company, monkeypatch):
    monkeypatch.setattr("hireguide.advising.services.voice_mails.PATIENCE", -1)
    page = client.post(url("new_round", company), posted(FAY, GUS), follow=True)
    assert page.content.decode().count("Our mail server is slow just now") == 1
    assert len(shown_links(page)) == 1
    assert mail.outbox == []
    assert "the mail was not sent: make a new link" in client.get(url("round", Round.objects.get())).content.decode()


def test_the_round_says_when_a_link_was_mailed_and_who_was_not_mailed_when_all_broke_off(client, company, monkeypatch):
    sent = []

    def break_off(*args):
        if sent:
            raise SystemExit
        sent.append(args)

    monkeypatch.setattr("hireguide.advising.services.voice_mails.send_mail", break_off)
    with pytest.raises(SystemExit):
        client.post(url("new_round", company), posted(FAY, {**FAY, "name": "Hal Reyes"}))
    page = client.get(url("round", Round.objects.get())).content.decode()
    assert (page.count("; mailed on "), page.count("; the mail was not sent: make a new link")) == (1, 1)


def test_what_is_wrong_is_told_and_what_was_typed_kept(client, company):
    response = client.post(url("new_round", company), posted({"name": "Tom & Co", "seat": "", "email": ""}))
    page = response.content.decode()
    assert response.status_code == 422
    assert "<title>Error: Several voices about Acme" in page
    assert '<a href="#id_form-0-seat">Person 1: select where in the company they sit</a>' in page
    assert 'value="Tom &amp; Co"' in page
    assert not Round.objects.exists()


def test_more_lines_are_had_without_losing_what_was_typed(client, company):
    response = client.post(url("new_round", company), posted(GUS) | {"more": "yes"})
    page = response.content.decode()
    assert response["HX-Push-Url"] == "false"
    assert 'name="form-4-name"' in page
    assert 'value="Gus Lind"' in page
    assert "There is a problem" not in page


def test_without_a_rulebook_nobody_is_asked(client):
    workspace = make_workspace()
    client.force_login(workspace.memberships.get().user)
    where = url("new_round", make_client(workspace))
    response = client.post(where, posted(GUS), headers={"HX-Request": "true"})
    page = response.content.decode()
    assert (response.status_code, response["HX-Retarget"]) == (409, "#panel")
    assert "Nobody was asked" in page.partition('id="error-summary"')[2].partition("</div>")[0]
    assert f'hx-post="{where}" hx-target="#panel"' in page
    assert 'value="Gus Lind"' in page


def test_earlier_rounds_are_listed(client, company):
    earlier = make_round(company)
    assert f'href="{url("round", earlier)}"' in client.get(url("new_round", company)).content.decode()


def test_more_people_are_asked_in_a_round(client, company):
    opened = make_round(company)
    assert "Ask more people about Acme" in client.get(url("invite_respondent", opened)).content.decode()
    assert (
        'name="form-4-name"'
        in client.post(url("invite_respondent", opened), posted(GUS) | {"more": "yes"}).content.decode()
    )
    assert client.post(url("invite_respondent", opened), posted()).status_code == 422
    response = client.post(url("invite_respondent", opened), posted(GUS), follow=True)
    assert len(shown_links(response)) == 1
    assert opened.respondents.get().name == "Gus Lind"


def test_too_many_people_and_a_closed_round_are_refused_with_what_was_typed(client, company):
    opened = make_round(company)
    client.post(url("invite_respondent", opened), posted(*[GUS] * 20))
    full = client.post(url("invite_respondent", opened), posted(FAY))
    assert full.status_code == 422
    assert "At most 20 people" in full.content.decode()
    client.post(url("close_round", opened))
    closed = client.post(url("invite_respondent", opened), posted(FAY))
    assert closed.status_code == 409
    assert "fay@example.com" in closed.content.decode()
    assert opened.respondents.count() == 20


def test_people_asked_twice_by_a_double_click_are_asked_once(client, company):
    first, second = (client.post(url("new_round", company), posted(FAY, GUS)) for _ in range(2))
    opened = Round.objects.get()
    assert first.url == second.url == url("respondent_links", opened)
    assert len(mail.outbox) == 1
    assert len(shown_links(client.get(second.url))) == 1, "the first answer's cookie is still there"
    client.post(url("invite_respondent", opened), posted(FAY))
    assert opened.respondents.count() == 2


def test_a_new_link_is_confirmed_then_shown_and_the_old_one_opens_nothing(client, company):
    opened, (_, gus) = ask(company="Beta")
    client.force_login(opened.opened_by)
    page = client.get(url("renew_link", gus.respondent)).content.decode()
    assert "What Gus Lind has answered and not handed in is deleted" in page
    assert client.get(door(gus)).status_code == 200
    [token] = shown_links(client.post(url("renew_link", gus.respondent), follow=True))
    assert client.get(door(gus)).status_code == 404
    assert client.get(f"/advising/answer/{token}/").status_code == 200


def test_a_new_link_does_not_open_to_an_advisor_what_was_not_handed_in(client, company):
    """Neither is a mailed one shown, nor does one that is shown open what is under way."""
    opened, (fay, gus) = ask(company="Beta")
    for link in (fay, gus):
        come_in(Client(), link, delivery_pain="high")
    client.force_login(opened.opened_by)
    assert not shown_links(client.post(url("renew_link", fay.respondent), follow=True))
    [token] = shown_links(client.post(url("renew_link", gus.respondent), follow=True))
    client.post(f"/advising/answer/{token}/")
    assert Respondent.objects.get(pk=gus.respondent.pk).draft.answers == {"company_name": "Beta"}


def test_a_link_that_was_taken_back_is_not_said_to_be_extended(client):
    opened, (fay, _) = ask()
    client.force_login(opened.opened_by)
    client.post(url("revoke_respondent", fay.respondent))
    page = client.post(url("extend_link", fay.respondent), follow=True).content.decode()
    assert "was taken back: make a new one" in page


def test_taking_back_and_closing_are_confirmed_first(client):
    opened, (fay, _) = ask()
    client.force_login(opened.opened_by)
    for name, it, effect in (
        ("revoke_respondent", fay.respondent, "From then on Fay Oduya can’t answer."),
        ("close_round", opened, "From then on nobody who was asked can answer"),
    ):
        assert effect in client.get(url(name, it)).content.decode()
        assert client.get(door(fay)).status_code == 200
    assert client.post(url("revoke_respondent", fay.respondent)).url == url("round", opened)
    assert client.get(door(fay)).status_code == 410


def test_a_round_closes_and_opens_again_and_a_link_is_extended(client):
    opened, (fay, _) = ask()
    client.force_login(opened.opened_by)
    client.post(url("close_round", opened))
    assert client.get(door(fay)).status_code == 410
    for name in ("renew_link", "extend_link"):
        assert client.post(url(name, fay.respondent)).url == url("round", opened)
    client.post(url("reopen_round", opened))
    assert client.get(door(fay)).status_code == 200
    until = Respondent.objects.get(pk=fay.respondent.pk).expires_at
    client.post(url("extend_link", fay.respondent))
    assert Respondent.objects.get(pk=fay.respondent.pk).expires_at > until


def every_page(opened, person):
    """Each address of this topic, and whether it changes anything."""
    yield url("new_round", opened.client), posted(GUS)
    yield url("invite_respondent", opened), posted(GUS)
    yield url("respondent_links", opened), None
    yield url("close_round", opened), {}
    yield url("reopen_round", opened), {}
    for name in ("renew_link", "extend_link", "revoke_respondent"):
        yield url(name, person), {}


def test_it_needs_sign_in(client):
    opened, (fay, _) = ask()
    for address, typed in every_page(opened, fay.respondent):
        answer = client.get(address) if typed is None else client.post(address, typed)
        assert leads_to_signing_in(answer)


def test_outsiders_get_404_and_viewers_change_nothing(client):
    opened, (fay, _) = ask()
    make_workspace("Other", owner=make_user(BEN))
    viewer = make_member(opened.client.workspace, EMIL, "viewer")
    before = list(Respondent.objects.values())
    for who, refused in ((make_user("out@example.com"), 404), (viewer, 403)):
        client.force_login(who)
        for address, typed in every_page(opened, fay.respondent):
            answer = client.get(address) if typed is None else client.post(address, typed)
            assert answer.status_code == refused, address
    assert list(Respondent.objects.values()) == before
    assert client.get(url("new_round", opened.client)).status_code == 200
    assert "Make the links" not in client.get(url("new_round", opened.client)).content.decode()

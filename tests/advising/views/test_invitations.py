import re
from datetime import timedelta
from smtplib import SMTPException

import pytest
from django.urls import reverse
from django.utils import timezone

from hireguide.workspaces.models import Invitation
from hireguide.workspaces.services import invite, revoke_invitation
from tests.factories import BEN, EMIL, NOW, make_member, make_user, make_workspace
from tests.signed_out import leads_to_signing_in

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}


@pytest.fixture
def dora(workspace):
    return workspace.memberships.get(role="owner").user


def url(name, workspace, *more):
    return reverse(f"advising:{name}", args=[workspace.pk, *more])


def invited(workspace, email=EMIL, role="advisor", at=None):
    """An invitation that waits, and its link."""
    owner = workspace.memberships.get(role="owner").user
    invitation, token = invite(workspace, email=email, role=role, by=owner, at=at or timezone.now())
    return invitation, reverse("advising:join", args=[token])


def link_in(mail):
    (found,) = re.findall(r"http://testserver(/advising/join/\S+)", mail.body)
    return found


def test_inviting_works_and_the_mail_holds_the_only_link(client, workspace, dora, mailoutbox):
    client.force_login(dora)
    response = client.post(url("invite", workspace), {"email": "Emil@Example.com", "role": "viewer"}, follow=True)
    page = response.content.decode()
    assert "The invitation to emil@example.com is on its way." in page
    assert "opens until" in page
    (mail,) = mailoutbox
    assert mail.to == [EMIL]
    link = link_in(mail)
    assert link not in page
    client.logout()
    assert client.get(link).status_code == 200


@pytest.mark.parametrize(("name", "field"), [("invite", "email"), ("add_client", "contact_email")])
def test_an_address_longer_than_any_is_refused_and_kept_as_typed(client, workspace, dora, name, field):
    client.force_login(dora)
    typed = "a" * 300 + "@example.com"
    response = client.post(url(name, workspace), {field: typed, "role": "viewer", "name": "Acme"})
    page = response.content.decode()
    assert response.status_code == 422
    assert "Shorten the e-mail address to 254 characters; it has 312" in page
    assert f'value="{typed}"' in page
    assert not Invitation.objects.exists()
    assert not workspace.clients.exists()


def test_it_needs_an_owner(client, workspace):
    invitation, _ = invited(workspace, BEN)
    urls = [url("invite", workspace), *(url(name, workspace, invitation.pk) for name in ("resend", "revoke"))]
    typed = {"email": EMIL, "role": "viewer"}
    assert all(leads_to_signing_in(client.post(where, typed)) for where in urls)
    client.force_login(make_user(BEN))
    assert {client.post(where, typed).status_code for where in urls} == {404}
    client.force_login(make_member(workspace))
    assert {client.post(where, typed).status_code for where in urls} == {403}
    assert Invitation.objects.get().is_open(timezone.now())


def test_an_invitation_of_another_workspace_is_404(client, workspace, dora):
    theirs, _ = invited(make_workspace("Elsewhere", owner=make_user(BEN)))
    client.force_login(dora)
    for name in ("resend", "revoke"):
        assert client.post(url(name, workspace, theirs.pk)).status_code == 404
    theirs.refresh_from_db()
    assert theirs.revoked_at is None


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"email": "", "role": "viewer"}, "Enter the e-mail address of whom you invite"),
        ({"email": "emil", "role": "viewer"}, "Enter an e-mail address in the form name@example.com"),
        ({"email": "new@example.com", "role": ""}, "Select what they may do"),
        ({"email": "new@example.com", "role": "king"}, "Select what they may do"),
        ({"email": EMIL, "role": "viewer"}, "belongs to this workspace already"),
    ],
)
def test_what_is_wrong_is_told_and_what_was_typed_is_kept(client, workspace, dora, mailoutbox, typed, said):
    make_member(workspace)
    client.force_login(dora)
    response = client.post(url("invite", workspace), typed)
    page = response.content.decode()
    assert response.status_code == 422
    assert said in page
    assert f'value="{typed["email"]}"' in page or not typed["email"]
    assert not mailoutbox
    assert client.get(url("invite", workspace)).url == url("people", workspace)


def test_a_mail_that_fails_loses_nothing_and_is_said(client, workspace, dora, monkeypatch, mailoutbox):
    def fails(*_, **__):
        raise SMTPException("451 try again later")

    client.force_login(dora)
    with monkeypatch.context() as broken:
        broken.setattr("hireguide.workspaces.services.mails.send_mail", fails)
        page = client.post(url("invite", workspace), {"email": EMIL, "role": "viewer"}, follow=True).content.decode()
    assert "The mail to emil@example.com could not be sent" in page
    invitation = Invitation.objects.get()
    client.post(url("resend", workspace, invitation.pk))
    assert [mail.to for mail in mailoutbox] == [[EMIL]]


def test_sending_again_makes_a_new_link_and_closes_the_old_one(client, workspace, dora, mailoutbox):
    first, old = invited(workspace, at=timezone.now() - timedelta(days=8))
    client.force_login(dora)
    assert "<strong>lapsed</strong>" in client.get(url("people", workspace)).content.decode()
    client.post(url("resend", workspace, first.pk))
    client.logout()
    assert client.get(old).status_code == 404
    assert client.get(link_in(mailoutbox[0])).status_code == 200


def test_no_more_than_three_a_day_go_to_one_address(client, workspace, dora, mailoutbox):
    client.force_login(dora)
    for _ in range(3):
        invited(workspace, at=timezone.now() - timedelta(hours=1))
    response = client.post(url("invite", workspace), {"email": EMIL, "role": "viewer"})
    assert response.status_code == 422
    assert "Send this one tomorrow" in response.content.decode()
    last = Invitation.objects.get(revoked_at=None)
    assert client.post(url("resend", workspace, last.pk)).status_code == 422
    assert mailoutbox == []


def test_a_second_identical_post_sends_no_second_mail(client, workspace, dora, mailoutbox):
    client.force_login(dora)
    for _ in range(2):
        page = client.post(url("invite", workspace), {"email": EMIL, "role": "viewer"}, follow=True).content.decode()
    assert "emil@example.com was invited less than a minute ago: nothing was sent again." in page
    client.logout()
    assert client.get(link_in(mailoutbox[0])).status_code == 200
    assert len(mailoutbox) == 1


def test_another_role_for_whoever_was_invited_already_is_said(client, workspace, dora, mailoutbox):
    client.force_login(dora)
    pages = [
        client.post(url("invite", workspace), {"email": EMIL, "role": role}, follow=True).content.decode()
        for role in ("viewer", "advisor")
    ]
    said = "They were invited as viewer before: that link opens nothing now, and the new one makes them advisor."
    assert [said in page for page in pages] == [False, True]


def test_taking_an_invitation_back_closes_its_link(client, workspace, dora):
    invitation, link = invited(workspace)
    client.force_login(dora)
    page = client.post(url("revoke", workspace, invitation.pk), follow=True).content.decode()
    assert "The invitation of emil@example.com is taken back" in page
    client.force_login(make_user(EMIL))
    for response in (client.get(link), client.post(link)):
        assert response.status_code == 404
        assert "Northbridge" not in response.content.decode()
    assert workspace.memberships.count() == 1


def test_whoever_is_not_signed_in_is_led_there_and_back(client, workspace):
    _, link = invited(workspace)
    response = client.get(link)
    page = response.content.decode()
    assert "dora@example.com invites you to this workspace, as an advisor" in page
    for way in ("account_login", "account_signup"):
        assert f'href="{reverse(way)}?next={link}"' in page
    assert EMIL not in page
    assert response["Cache-Control"] == "no-store"
    assert response["Referrer-Policy"] == "same-origin"
    assert client.post(link).status_code == 200
    assert workspace.memberships.count() == 1


def test_htmx_gets_only_the_panel(client, workspace):
    page = client.get(invited(workspace)[1], headers=HTMX).content.decode()
    assert page.startswith("<title>")
    assert "<html" not in page


def test_the_one_who_was_invited_joins_with_a_yes(client, workspace):
    _, link = invited(workspace, role="viewer")
    emil = make_user(EMIL)
    client.force_login(emil)
    assert "Join Northbridge" in client.get(link).content.decode()
    assert workspace.memberships.count() == 1, "looking is no yes"
    page = client.post(link, follow=True).content.decode()
    assert "You belong to Northbridge now." in page
    assert workspace.memberships.get(user=emil).role == "viewer"
    again = client.get(link)
    assert again.status_code == 404
    assert reverse("advising:desk") in again.content.decode()


def test_what_the_account_has_to_say_is_said_there_and_not_again(client, workspace):
    _, link = invited(workspace)
    client.force_login(make_user(EMIL))
    client.post(reverse("end_session", args=[0]))
    page = client.get(link, headers=HTMX).content.decode()
    assert "You are signed out there." in page
    assert "notice__title" not in page, "a notice does not repeat the title of the page"
    assert "You are signed out there." not in client.post(link, follow=True).content.decode()


def test_another_address_is_told_plainly_and_nothing_of_the_invitation(client, workspace):
    _, link = invited(workspace)
    client.force_login(make_user(BEN))
    for response in (client.get(link), client.post(link)):
        page = response.content.decode()
        assert response.status_code == 403
        assert "You are signed in as ben@example.com, and the invitation went to another address" in page
        for secret in (EMIL, "Northbridge", "dora@example.com"):
            assert secret not in page
    assert workspace.memberships.count() == 1


def test_an_invitation_accepted_at_the_same_moment_elsewhere_is_closed(client, workspace, monkeypatch):
    _, link = invited(workspace)
    client.force_login(make_user(EMIL))

    def gone(*_, **__):
        raise Invitation.DoesNotExist

    monkeypatch.setattr("hireguide.workspaces.services.accept_invitation", gone)
    assert client.post(link).status_code == 404


@pytest.mark.parametrize("days", [0, 8])
def test_an_unknown_link_and_a_lapsed_one_look_the_same(client, workspace, days):
    invitation, link = invited(workspace, at=timezone.now() - timedelta(days=days))
    where = link if days else reverse("advising:join", args=["A" * 43])
    response = client.get(where)
    assert response.status_code == 404
    assert "This invitation is not open" in response.content.decode()
    if not days:
        revoke_invitation(invitation, by=workspace.memberships.get().user, at=NOW)
        assert client.get(link).status_code == 404

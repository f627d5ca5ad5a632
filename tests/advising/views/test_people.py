import pytest
from django.urls import reverse
from django.utils import timezone

from hireguide.workspaces.models import Membership
from hireguide.workspaces.services import invite
from tests.advising.asked import ask, door
from tests.factories import BEN, DORA, EMIL, NOW, make_member, make_user, make_workspace
from tests.signed_out import leads_to_signing_in

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}


@pytest.fixture
def dora(client, workspace):
    """The owner, signed in."""
    member = workspace.memberships.get(role="owner")
    client.force_login(member.user)
    return member


@pytest.fixture
def emil(workspace):
    """An advisor's membership."""
    return workspace.memberships.get(user=make_member(workspace))


def url(name, workspace, *more):
    return reverse(f"advising:{name}", args=[workspace.pk, *more])


def every_url(workspace, member):
    return [
        url("people", workspace),
        url("leave", workspace),
        *(url(n, workspace, member.pk) for n in ("role", "remove")),
    ]


def test_the_page_works(client, workspace, dora, emil):
    invite(workspace, email=BEN, role="viewer", by=dora.user, at=NOW)
    response = client.get(url("people", workspace))
    page = response.content.decode()
    assert response.status_code == 200
    assert "<title>People of Northbridge" in page
    for word in (DORA, "(you)", EMIL, BEN, "Send the invitation"):
        assert word in page


def test_it_needs_somebody_signed_in(client, workspace, emil):
    for where in every_url(workspace, emil):
        assert leads_to_signing_in(client.post(where))
    assert Membership.objects.count() == 2


def test_an_outsider_gets_404(client, workspace, emil):
    ben = make_user(BEN)
    theirs = make_workspace("Elsewhere", owner=ben)
    client.force_login(ben)
    for where in every_url(workspace, emil):
        assert client.get(where).status_code in {404, 405}
        assert client.post(where).status_code in {404, 405}
    assert client.post(url("remove", theirs, emil.pk)).status_code == 404, "a member of another workspace"
    assert workspace.memberships.count() == 2


def test_htmx_gets_only_the_panel(client, workspace, dora):
    page = client.get(url("people", workspace), headers=HTMX).content.decode()
    assert page.startswith("<title>")
    assert "<html" not in page


def test_others_than_owners_see_who_belongs_to_it_and_nothing_to_change(client, workspace, dora, emil):
    invite(workspace, email=BEN, role="viewer", by=dora.user, at=NOW)
    client.force_login(emil.user)
    page = client.get(url("people", workspace)).content.decode()
    assert DORA in page
    assert BEN not in page
    assert "<select" not in page
    for name in ("role", "remove"):
        refused = client.post(url(name, workspace, dora.pk), {"role": "viewer"})
        assert refused.status_code == 403
        assert "Only an owner" in refused.content.decode()
    dora.refresh_from_db()
    assert dora.role == "owner"


def test_an_owner_changes_a_role(client, workspace, dora, emil):
    page = client.post(url("role", workspace, emil.pk), {"role": "viewer"}, follow=True).content.decode()
    assert "emil@example.com: viewer from now on." in page
    emil.refresh_from_db()
    assert emil.role == "viewer"


def test_a_role_that_there_is_not_is_told(client, workspace, dora, emil):
    response = client.post(url("role", workspace, emil.pk), {"role": "king"})
    assert response.status_code == 422
    assert "Select owner, advisor or viewer" in response.content.decode()


def test_the_last_owner_is_told_why_they_can_neither_step_down_nor_leave(client, workspace, dora, emil):
    asked = client.get(url("leave", workspace)).content.decode()
    assert "Not yet: you are its only owner" in asked
    assert 'class="confirm"' not in asked
    for where, typed in ((url("role", workspace, dora.pk), {"role": "viewer"}), (url("leave", workspace), {})):
        response = client.post(where, typed)
        assert response.status_code == 422
        assert "Make somebody else an owner first" in response.content.decode()
    dora.refresh_from_db()
    assert dora.role == "owner"


def test_removing_asks_first_and_then_closes_every_page_at_once(client, workspace, dora, emil, django_user_model):
    theirs = type(client)()
    theirs.force_login(emil.user)
    assert theirs.get(url("clients", workspace)).status_code == 200
    assert "Remove emil@example.com?" in client.get(url("remove", workspace, emil.pk)).content.decode()
    assert theirs.get(url("clients", workspace)).status_code == 200
    page = client.post(url("remove", workspace, emil.pk), follow=True).content.decode()
    assert "emil@example.com sees nothing of it any more." in page
    for name in ("clients", "people", "activity"):
        assert theirs.get(url(name, workspace)).status_code == 404
    assert client.post(url("remove", workspace, emil.pk)).status_code == 404


def test_an_owner_who_is_alone_is_told_what_to_do_and_one_of_two_leaves(client, workspace, dora):
    assert "Nobody else belongs to it" in client.get(url("leave", workspace)).content.decode()
    make_member(workspace, BEN, "owner")
    assert 'class="confirm"' in client.get(url("leave", workspace)).content.decode()


def test_a_member_leaves(client, workspace, emil):
    client.force_login(emil.user)
    assert "Leave Northbridge?" in client.get(url("leave", workspace)).content.decode()
    response = client.post(url("leave", workspace), follow=True)
    assert "You have left Northbridge." in response.content.decode()
    assert client.get(url("people", workspace)).status_code == 404


def test_the_page_that_asks_names_the_links_that_end_with_it(client):
    opened, (fay, gus) = ask()
    workspace = opened.client.workspace
    emil = workspace.memberships.get(user=make_member(workspace))
    client.force_login(opened.opened_by)
    page = client.get(url("remove", workspace, emil.pk)).content.decode()
    assert "1 link of somebody who was asked stops working" in page
    page = client.post(url("remove", workspace, emil.pk), follow=True).content.decode()
    assert "1 link of somebody who was asked works no more" in page
    assert client.get(door(gus)).status_code == 410
    assert client.get(door(fay)).status_code == 200


@pytest.mark.parametrize("role", ["advisor", "viewer"])
def test_a_member_who_leaves_ends_the_links_that_they_may_have_been_shown(client, role):
    opened, (_, gus) = ask()
    client.force_login(make_member(opened.client.workspace, EMIL, role))
    page = client.get(url("leave", opened.client.workspace)).content.decode()
    assert ("1 link of somebody" in page) == (role == "advisor")
    client.post(url("leave", opened.client.workspace))
    assert client.get(door(gus)).status_code == {"advisor": 410, "viewer": 200}[role]


def test_a_member_who_becomes_a_viewer_ends_them_too(client):
    opened, (_, gus) = ask()
    workspace = opened.client.workspace
    emil = workspace.memberships.get(user=make_member(workspace))
    client.force_login(opened.opened_by)
    page = client.post(url("role", workspace, emil.pk), {"role": "viewer"}, follow=True).content.decode()
    assert "1 link of somebody who was asked works no more" in page
    assert client.get(door(gus)).status_code == 410


def test_invitations_of_whoever_leaves_let_nobody_in(client, workspace, dora):
    """Else an owner who is removed comes back by the one that they sent to another address of their own."""
    cora = workspace.memberships.get(user=make_member(workspace, "cora@example.com", "owner"))
    sent, token = invite(workspace, email=BEN, role="owner", by=cora.user, at=timezone.now())
    client.force_login(cora.user)
    client.post(url("leave", workspace))
    client.force_login(make_user(BEN))
    assert client.post(reverse("advising:join", args=[token])).status_code == 404
    sent.refresh_from_db()
    assert sent.revoked_at is not None


def test_somebody_who_has_gone_in_the_meantime_is_404(client, workspace, dora, emil, monkeypatch):
    def gone(*_, **__):
        raise Membership.DoesNotExist

    monkeypatch.setattr("hireguide.advising.views.people.change_role", gone)
    monkeypatch.setattr("hireguide.advising.views.people.remove_member", gone)
    assert client.post(url("role", workspace, emil.pk), {"role": "viewer"}).status_code == 404
    assert client.post(url("remove", workspace, emil.pk)).status_code == 404


def test_fifty_members_take_no_more_queries_than_two(client, workspace, dora, django_assert_max_num_queries):
    for number in range(50):
        make_member(workspace, f"member{number}@example.com")
    with django_assert_max_num_queries(6):
        client.get(url("people", workspace))

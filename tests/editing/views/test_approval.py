import pytest

from hireguide.editing.models import Approval
from hireguide.editing.selectors.gates import content_of
from hireguide.editing.services.publishing import approve, publish
from tests.editing.people import make_staff, sign_in
from tests.editing.views.pages import assert_for_staff_alone, edit, inputs, ready_draft, text, url
from tests.factories import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("proved")]

PAGE = "/editing/approve/"


@pytest.fixture
def draft(db, proved, settings):
    settings.PUBLISHING_NEEDS_APPROVAL = True
    return ready_draft()


def test_somebody_who_had_no_hand_in_it_approves_and_it_can_be_published(client, draft):
    approver = sign_in(client, "approver")
    page = client.get(PAGE)
    assert page.status_code == 200
    assert "Nobody has approved it yet" in text(page)
    assert "Evidence: 1 changed" in text(page)
    assert "Approved." in text(client.post(PAGE, inputs(page), follow=True))
    assert Approval.objects.get().by == approver
    edition = publish(draft, by=make_staff("publisher"), at=NOW, note="", digest=content_of(draft).digest)
    assert edition.approved_by == approver


def test_it_needs_staff_with_rights(client):
    assert_for_staff_alone(client, PAGE)


def test_whoever_may_not_approve_is_told_who_has_to_and_cannot(client, draft):
    sign_in(client, "publisher")
    assert "Somebody with the right to approve has to open this page" in text(client.get(PAGE))
    posted = {"draft": draft.pk, "digest": content_of(draft).digest, "seen": NOW.isoformat()}
    assert client.post(PAGE, posted).status_code == 404


def test_an_approver_who_edited_the_draft_is_refused_plainly(client, draft):
    approver = sign_in(client, "approver")
    page = client.get(PAGE)
    edit(draft, by=approver, points=2)
    assert '<button class="button">Approve' not in text(client.get(PAGE))
    response = client.post(PAGE, inputs(page) | {"digest": content_of(draft).digest})
    assert response.status_code == 409
    assert "You have worked on this draft, so somebody else has to approve it." in text(response)
    assert not Approval.objects.exists()


def test_an_edit_voids_an_approval_and_both_pages_say_so(client, draft):
    approve(draft, by=sign_in(client, "approver"), at=NOW, digest=content_of(draft).digest)
    assert "counts" in text(client.get(PAGE))
    edit(draft, points=2)
    assert "so it no longer counts" in text(client.get(PAGE))
    assert "What was approved has been edited since" in text(client.get(url("draft")))


def test_what_was_edited_since_the_page_was_opened_is_not_approved(client, draft):
    sign_in(client, "approver")
    page = client.get(PAGE)
    edit(draft, by=make_staff("editor"), points=2)
    response = client.post(PAGE, inputs(page))
    assert response.status_code == 409
    assert "changed by editor@example.com" in text(response)
    assert not Approval.objects.exists()


def test_an_approval_can_be_withdrawn(client, draft):
    approve(draft, by=sign_in(client, "approver"), at=NOW, digest=content_of(draft).digest)
    page = client.get(PAGE)
    assert "Withdraw my approval" in text(page)
    assert "withdrawn" in text(client.post(PAGE, inputs(page) | {"withdraw": "yes"}, follow=True))
    assert not Approval.objects.exists()


def test_without_a_draft_or_once_it_is_published_there_is_a_word_for_it(client, settings):
    draft = ready_draft()
    sign_in(client, "approver")
    page = client.get(PAGE)
    publish(draft, by=None, at=NOW, note="", digest=content_of(draft).digest)
    assert "No draft is open" in text(client.get(PAGE))
    response = client.post(PAGE, inputs(page))
    assert response.status_code == 409
    assert "It became" in text(response)
    assert client.post(PAGE, {}).headers["Location"] == PAGE

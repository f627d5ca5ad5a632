import pytest
from django.db import connection

from hireguide.editing.models import Replay
from hireguide.editing.selectors.gates import content_of
from hireguide.editing.services.drafts import abandon_draft
from hireguide.editing.services.publishing import publish
from hireguide.rulebooks.models import Edition
from tests.editing.people import make_staff, sign_in
from tests.editing.views.pages import HTMX, assert_for_staff_alone, edit, inputs, ready_draft, text
from tests.factories import ADA, NOW, make_diagnosis, make_edition, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("proved")]

PAGE = "/editing/publish/"


@pytest.fixture
def draft(db, proved):
    return ready_draft()


def test_the_page_names_the_effect_and_the_post_publishes_it(client, draft):
    make_diagnosis()
    Replay.objects.create(
        draft=draft,
        body="",
        digest=content_of(draft).digest,
        against=draft.base,
        state="done",
        total=40,
        changed=3,
        begun_at=NOW,
    )
    publisher = sign_in(client, "publisher")
    page = client.get(PAGE)
    assert page.status_code == 200
    assert "It becomes edition 2, in place of edition 1" in text(page)
    assert "<strong>3 of 40 kept diagnoses</strong> would get another verdict" in text(page)
    assert "of companies would get another verdict." in text(page)
    assert "Evidence: 1 changed" in text(page)
    response = client.post(PAGE, inputs(page) | {"note": "Slips weighed too much."}, follow=True)
    assert "Edition 2 is published" in text(response)
    edition = Edition.objects.first()
    assert (edition.number, edition.published_by, edition.note) == (2, publisher, "Slips weighed too much.")


def test_it_needs_staff_with_rights(client):
    assert_for_staff_alone(client, PAGE)


def test_whoever_may_not_publish_sees_the_effect_and_can_confirm_nothing(client, draft):
    sign_in(client, "reader")
    page = client.get(PAGE)
    assert "Only somebody with the right to publish" in text(page)
    posted = {"draft": draft.pk, "digest": content_of(draft).digest, "seen": NOW.isoformat()}
    assert client.post(PAGE, posted).status_code == 404
    assert Edition.objects.count() == 1


def test_htmx_gets_only_the_panel(client, draft):
    sign_in(client, "reader")
    assert "<html" not in text(client.get(PAGE, headers=HTMX))


def test_while_a_gate_is_shut_the_reasons_stand_in_place_of_the_button(client, draft):
    make_diagnosis()
    sign_in(client, "publisher")
    page = text(client.get(PAGE))
    assert "Not yet: this stands against it" in page
    assert "has not been replayed" in page
    assert '<button class="button">Publish edition' not in page


def test_a_gate_that_shut_since_refuses_and_keeps_the_note(client, draft):
    sign_in(client, "publisher")
    page = client.get(PAGE)
    make_diagnosis()
    response = client.post(PAGE, inputs(page) | {"note": "My words"})
    assert response.status_code == 409
    assert "Nothing was published" in text(response)
    assert "has not been replayed" in text(response)
    assert Edition.objects.count() == 1


def test_what_was_edited_since_the_page_was_opened_is_named_and_nothing_is_published(client, draft):
    sign_in(client, "publisher")
    page = client.get(PAGE)
    edit(draft, by=make_staff("editor"), points=2)
    response = client.post(PAGE, inputs(page) | {"note": "My words"})
    assert response.status_code == 409
    assert "Evidence: slips: changed by editor@example.com" in text(response)
    assert "My words" in text(response)
    assert "My words" in text(response)
    assert Edition.objects.count() == 1
    again = client.post(PAGE, inputs(response) | {"note": "My words"})
    assert again.status_code == 302
    assert Edition.objects.first().note == "My words"


def test_whoever_is_second_is_told_which_edition_it_became_and_by_whom(client, draft):
    sign_in(client, "publisher")
    page = client.get(PAGE)
    publish(draft, by=make_staff("approver"), at=NOW, note="Hers", digest=content_of(draft).digest)
    response = client.post(PAGE, inputs(page))
    assert response.status_code == 409
    assert "edition 2</a>, published by approver@example.com" in text(response)
    assert "The note says: Hers" in text(response)
    assert Edition.objects.count() == 2


def test_a_draft_that_was_given_up_meanwhile_is_told_as_that(client, draft):
    sign_in(client, "publisher")
    page = client.get(PAGE)
    abandon_draft(draft, by=None, at=NOW)
    response = client.post(PAGE, inputs(page))
    assert response.status_code == 409
    assert "It was given up on" in text(response)
    assert "No draft is open" in text(client.get(PAGE))


def test_an_edition_published_meanwhile_is_replaced_only_by_somebody_who_says_that_they_looked(client, draft):
    make_edition(name="Published meanwhile")
    sign_in(client, "publisher")
    page = client.get(PAGE)
    assert "I have looked at what edition 2 changed" in text(page)
    refused = client.post(PAGE, inputs(page))
    assert refused.status_code == 409
    assert "edition 2 is current" in text(refused)
    make_edition(name="And another")
    assert client.post(PAGE, inputs(page) | {"looked": "on"}).status_code == 409
    assert client.post(PAGE, inputs(client.get(PAGE)) | {"looked": "on"}).status_code == 302
    assert Edition.objects.first().number == 4


@pytest.mark.parametrize("posted", [{}, {"draft": "x"}, {"draft": "999"}])
def test_a_post_that_names_no_draft_leads_back_to_the_page(client, draft, posted):
    sign_in(client, "publisher")
    assert client.post(PAGE, posted).headers["Location"] == PAGE


def test_a_note_that_is_too_long_is_told_and_stays(client, draft):
    sign_in(client, "publisher")
    response = client.post(PAGE, inputs(client.get(PAGE)) | {"note": "x" * 2001})
    assert response.status_code == 422
    assert "Shorten this to 2,000 characters" in text(response)
    assert "x" * 2001 in text(response)


def test_the_first_edition_is_published_with_nothing_to_compare_it_with(client, proved):
    from tests.factories import make_rulebook_draft

    make_rulebook_draft()
    sign_in(client, "publisher")
    page = client.get(PAGE)
    assert "It becomes edition 1" in text(page)
    client.post(PAGE, inputs(page))
    assert Edition.objects.get().number == 1


def test_the_page_asks_the_database_a_bounded_number_of_times(client, draft, django_assert_max_num_queries):
    sign_in(client, "publisher")
    client.get(PAGE)
    with django_assert_max_num_queries(30):
        client.get(PAGE)
    assert connection.vendor in ("sqlite", "postgresql")


@pytest.mark.parametrize("seen", ["0001-01-01T00:00:00+23:00", "9999-12-31T23:59:59-23:00", "yesterday", "\0"])
@pytest.mark.parametrize("address", [PAGE, "/editing/approve/"])
def test_a_page_that_says_no_time_confirms_nothing(client, draft, seen, address):
    client.force_login(make_user(ADA))
    posted = {"draft": draft.pk, "digest": "sha256:other", "seen": seen, "note": ""}
    response = client.post(address, posted, follow=True)
    assert response.status_code in (200, 422)
    assert Edition.objects.count() == 1
    assert not draft.approvals.exists()


def test_a_draft_that_has_closed_is_told_before_what_was_typed_is_looked_at(client, draft):
    sign_in(client, "publisher")
    shown = inputs(client.get(PAGE))
    abandon_draft(draft, by=None, at=NOW)
    response = client.post(PAGE, shown | {"note": "x" * 2001})
    assert response.status_code == 409
    assert "x" * 2001 in text(response)
    assert "is given up already" in text(response)

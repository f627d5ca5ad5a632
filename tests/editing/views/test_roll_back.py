import pytest

from hireguide.editing.models import AuditEntry
from hireguide.rulebooks.models import Edition
from tests.editing.people import sign_in
from tests.editing.views.pages import assert_for_staff_alone, inputs, ready_draft, text, url
from tests.factories import evidence, make_edition, small_rulebook

pytestmark = pytest.mark.django_db

PAGE = "/editing/roll-back/1/"


@pytest.fixture
def editions(db, proved):
    harder = [
        evidence("slips", "execution", 2, "delivery_pain", "at_least", "medium"),
        *small_rulebook()["evidence"][1:],
    ]
    return [make_edition(), make_edition(name="The second", evidence=harder)]


def test_the_page_names_what_it_undoes_and_the_post_makes_a_new_edition(client, editions):
    publisher = sign_in(client, "publisher")
    page = client.get(PAGE)
    assert page.status_code == 200
    assert "becomes edition 3, in place of edition 2" in text(page)
    assert "of companies would get another verdict." in text(page)
    assert "Evidence: 1 changed" in text(page)
    response = client.post(PAGE, inputs(page) | {"note": "Too few got a VP."}, follow=True)
    assert "it says again what edition 1 says" in text(response)
    edition = Edition.objects.first()
    assert (edition.number, edition.restores, edition.note) == (3, editions[0], "Too few got a VP.")
    assert AuditEntry.objects.get().who == publisher


def test_it_needs_staff_with_the_right_to_publish(client):
    assert_for_staff_alone(client, PAGE)
    sign_in(client, "editor")
    assert client.get(PAGE).status_code == 404


@pytest.mark.parametrize("number", [7, 10**30])
def test_an_edition_that_is_not_there_is_404(client, editions, number):
    sign_in(client, "publisher")
    assert client.get(url("roll_back", number)).status_code == 404


def test_what_is_current_cannot_be_rolled_back_to(client, editions):
    sign_in(client, "publisher")
    page = client.get(url("roll_back", 2))
    assert "Edition 2 can’t be brought back" in text(page)
    assert "<form class" not in text(page).split("<main")[-1].split('id="confirm"')[-1]
    refused = client.post(url("roll_back", 2), {"replaces": 2, "note": "My words"})
    assert refused.status_code == 409
    assert "My words" in text(refused)


def test_what_was_published_since_the_page_was_opened_is_not_undone(client, editions):
    sign_in(client, "publisher")
    page = client.get(PAGE)
    make_edition(name="The third")
    response = client.post(PAGE, inputs(page) | {"note": "My words"})
    assert response.status_code == 409
    assert "Edition 3 was published while you looked" in text(response)
    assert "My words" in text(response)
    assert client.post(PAGE, inputs(response)).status_code == 302
    assert Edition.objects.first().number == 4


def test_an_edition_that_no_longer_proves_is_refused_with_the_reasons(client):
    make_edition()
    make_edition(name="The second")
    sign_in(client, "publisher")
    page = client.get(PAGE)
    assert "What stands against it" in text(page)
    assert "claims fail" in text(page)


def test_an_open_draft_is_spoken_of(client, proved):
    ready_draft()
    make_edition(name="The second")
    sign_in(client, "publisher")
    assert "A draft is open" in text(client.get(PAGE))


def test_a_note_that_is_too_long_is_told(client, editions):
    sign_in(client, "publisher")
    response = client.post(PAGE, inputs(client.get(PAGE)) | {"note": "x" * 2001})
    assert response.status_code == 422
    assert "Shorten this to 2,000 characters" in text(response)


def test_a_bare_post_changes_nothing(client, editions):
    sign_in(client, "publisher")
    assert client.post(PAGE, {}).status_code == 422
    assert Edition.objects.count() == 2

import pytest

from hireguide.rulebooks.models import Edition
from tests.editing.people import sign_in
from tests.editing.views.pages import HTMX, assert_for_staff_alone, ready_draft, text
from tests.factories import NOW, make_edition

pytestmark = pytest.mark.django_db

PAGE = "/editing/compare/"


def test_the_draft_stands_beside_the_current_edition_unless_others_are_chosen(client):
    ready_draft()
    sign_in(client, "reader")
    page = text(client.get(PAGE))
    assert "Compare edition 1 with the draft" in page
    assert "Evidence: 1 changed" in page
    assert "<del>5 points</del>" in page
    assert "<ins>3 points</ins>" in page
    assert "of companies would get another verdict." in page
    assert "How computed" in page


def test_it_needs_staff_with_rights(client):
    assert_for_staff_alone(client, PAGE)


def test_htmx_gets_only_the_panel(client):
    ready_draft()
    sign_in(client, "reader")
    page = text(client.get(PAGE, {"a": "1", "b": "draft"}, headers=HTMX))
    assert page.startswith("<title>Compare edition 1 with the draft")
    assert "<html" not in page


def test_any_two_editions_are_compared_in_the_order_chosen(client):
    make_edition()
    make_edition(name="The second")
    sign_in(client, "reader")
    page = text(client.get(PAGE, {"a": "2", "b": "1"}))
    assert "<del>The second</del>" in page
    assert "No company would get another verdict" in page
    assert "Both say the same" in text(client.get(PAGE, {"a": "2", "b": "2"}))


def test_without_two_rulebooks_there_is_nothing_to_compare(client):
    sign_in(client, "reader")
    assert "There is nothing to compare yet" in text(client.get(PAGE))
    make_edition()
    assert "There is nothing to compare yet" in text(client.get(PAGE))


@pytest.mark.parametrize("wrong", ["7", "x", "draft", "", "1" * 99])
def test_what_is_not_there_is_told_in_words(client, wrong):
    make_edition()
    make_edition(name="The second")
    sign_in(client, "reader")
    response = client.get(PAGE, {"a": "1", "b": wrong})
    assert response.status_code == 422
    assert "There is a problem" in text(response)
    assert "select one of editions 1 to 2" in text(response) or "Select a rulebook" in text(response)


def test_an_edition_that_can_no_longer_be_read_is_told_as_that(client):
    Edition.objects.create(number=1, name="Old", body="{}", digest="sha256:old-one", published_at=NOW)
    make_edition(name="The second")
    sign_in(client, "reader")
    assert "can’t be read by the rules of today" in text(client.get(PAGE))

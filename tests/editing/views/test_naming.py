import pytest

from hireguide.editing.services.drafts import abandon_draft
from hireguide.rulebooks.models import RulebookDraft
from hireguide.rulebooks.selectors import open_draft
from hireguide.rulebooks.services import rename_draft
from tests.editing.people import make_staff, sign_in
from tests.editing.views.pages import HTMX, assert_for_staff_alone, edit, inputs, ready_draft, text, url
from tests.factories import NOW, make_rulebook_draft

pytestmark = pytest.mark.django_db

PAGE = url("rename")
MINE = {"title": "Mine", "intent": "Why, in many words.", "name": "My rulebook"}


@pytest.fixture
def draft():
    return ready_draft()


def shown_to(client):
    """What the page carries along for an editor who opens it."""
    sign_in(client, "editor")
    return inputs(client.get(PAGE))


def kept(response):
    """Whether all that was typed stands in the form again."""
    return all(typed in text(response) for typed in MINE.values())


def test_title_intent_and_the_rulebooks_name_are_stored(client, draft):
    shown = shown_to(client)
    assert 'value="A small rulebook"' in text(client.get(PAGE))
    assert client.post(PAGE, shown | MINE).headers["Location"] == url("draft")
    draft = open_draft()
    assert {name: getattr(draft, name) for name in MINE} == MINE


def test_it_needs_staff_with_rights(client, draft):
    assert_for_staff_alone(client, PAGE)
    sign_in(client, "reader")
    assert client.get(PAGE).status_code == 404


def test_htmx_gets_only_the_panel(client, draft):
    sign_in(client, "editor")
    assert "<html" not in text(client.get(PAGE, headers=HTMX))


@pytest.mark.parametrize(
    ("name", "said"), [("", "Enter the rulebook’s name"), ("a\x07b", "must be a text without control characters")]
)
def test_a_name_that_no_rulebook_may_have_is_refused_in_its_readers_words(client, draft, name, said):
    response = client.post(PAGE, shown_to(client) | {"title": "T", "intent": "", "name": name})
    assert response.status_code == 422
    assert said in text(response)
    assert open_draft().title == "Slips weigh less"


def test_what_somebody_else_named_meanwhile_is_told_and_replaced_only_knowingly(client, draft):
    mine = shown_to(client) | MINE
    rename_draft(draft, title="Theirs", intent="", name="Their rulebook", by=make_staff("publisher"), at=NOW)
    response = client.post(PAGE, mine)
    assert (response.status_code, kept(response)) == (409, True)
    assert "publisher@example.com has changed this since you opened it" in text(response)
    assert "Their rulebook" in text(response)
    assert (open_draft().title, open_draft().name) == ("Theirs", "Their rulebook")
    client.post(PAGE, mine | inputs(response))
    assert (open_draft().title, open_draft().name) == ("Mine", "My rulebook")


def test_edits_of_rows_do_not_stand_in_the_way(client, draft):
    mine = shown_to(client) | MINE
    edit(draft, points=2)
    client.post(PAGE, mine)
    assert open_draft().title == "Mine"


def test_without_a_draft_there_is_a_word_and_the_way_back(client):
    sign_in(client, "editor")
    assert "No draft is open" in text(client.get(PAGE, follow=True))
    assert "No draft is open" in text(client.post(PAGE, MINE, follow=True))


@pytest.mark.parametrize("at_the_very_moment", [False, True])
def test_what_was_typed_for_a_draft_that_has_closed_is_shown_again(client, draft, monkeypatch, at_the_very_moment):
    mine = shown_to(client) | MINE
    abandon_draft(RulebookDraft.objects.get(pk=draft.pk), by=make_staff("publisher"), at=NOW)
    if at_the_very_moment:
        answers = iter([draft, None])
        monkeypatch.setattr("hireguide.editing.views.naming.open_draft", lambda: next(answers))
    response = client.post(PAGE, mine)
    assert (response.status_code, kept(response)) == (409, True)
    assert "“Slips weigh less” was given up by publisher@example.com" in text(response)
    assert url("start") in text(response)
    draft.refresh_from_db()
    assert draft.title == "Slips weigh less"


def test_another_draft_takes_the_names_only_knowingly(client, draft):
    mine = shown_to(client) | MINE
    abandon_draft(draft, by=None, at=NOW)
    make_rulebook_draft(title="Another start")
    response = client.post(PAGE, mine)
    assert (response.status_code, kept(response)) == (409, True)
    assert "“Another start” is another draft. It is now Title: “Another start”" in text(response)
    assert open_draft().title == "Another start"
    client.post(PAGE, mine | inputs(response))
    assert open_draft().title == "Mine"

import pytest
from django.test import Client
from django.urls import reverse

from hireguide.editing.models import AuditEntry
from hireguide.editing.selectors.gates import content_of
from hireguide.editing.services.drafts import abandon_draft
from hireguide.editing.services.publishing import publish
from hireguide.rulebooks.models import ROWS, Band, Cell, RulebookDraft
from hireguide.rulebooks.selectors import open_draft
from hireguide.rulebooks.services import start_draft
from tests.editing.people import make_staff, sign_in
from tests.editing.views.pages import HTMX, assert_for_staff_alone, edit, inputs, ready_draft, text, url
from tests.factories import NOW, make_draft, make_edition, make_rulebook_draft, rulebook_text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("proved")]

NEW = {"edition": "1", "title": "Slips weigh less", "intent": "They weigh too much."}


def test_the_draft_page_works(client):
    ready_draft()
    sign_in(client, "publisher")
    response = client.get(url("draft"))
    page = text(response)
    assert response.status_code == 200
    assert "Slips weigh less" in page
    assert "from edition 1" in page
    assert "by author@example.com" in page
    assert "Nothing stands between it and publishing" in page
    assert f'href="{url("compare")}?a=1&amp;b=draft#kind-evidence">1 changed</a>' in page
    assert f'href="{url("publish")}"' in page
    for kind in ROWS:
        listed = None if kind in (Band, Cell) else reverse(f"admin:rulebooks_{kind.__name__.lower()}_changelist")
        assert f'<a href="{listed or url("grid")}">' in page


def test_a_draft_from_a_file_is_told_by_what_it_says_otherwise_than_the_current_edition(client):
    make_edition()
    text_of_file = rulebook_text(bands={"execution": [5, 9], "strategy": [4, 8]})
    start_draft(text_of_file, title="From a file", base=None, by=None, at=NOW)
    sign_in(client, "editor")
    page = text(client.get(url("draft")))
    assert "What differs from edition 1" in page
    assert f'href="{url("compare")}?a=1&amp;b=draft#kind-bands">1 changed</a>' in page
    assert "Thresholds: 1 changed" in text(client.get(url("give_up")))


def test_before_the_first_edition_a_draft_differs_from_nothing(client):
    start_draft(rulebook_text(), title="From a file", base=None, by=None, at=NOW)
    sign_in(client, "editor")
    page = text(client.get(url("draft")))
    assert "What differs</th>" in page
    assert "It was loaded from a file" in text(client.get(url("give_up")))


@pytest.mark.parametrize("name", ["draft", "start", "give_up"])
def test_it_needs_staff_with_rights(client, name):
    assert_for_staff_alone(client, url(name))


@pytest.mark.parametrize("name", ["start", "give_up"])
def test_whoever_may_only_read_does_not_find_the_pages_that_change(client, name):
    sign_in(client, "reader")
    assert client.get(url(name)).status_code == 404
    assert client.post(url(name), NEW).status_code == 404
    assert url("start") not in text(client.get(url("draft")))


def test_htmx_gets_only_the_panel(client):
    ready_draft()
    sign_in(client, "reader")
    page = text(client.get(url("draft"), headers=HTMX))
    assert page.startswith("<title>Slips weigh less")
    assert "<html" not in page


def test_without_a_draft_the_page_shows_what_is_current_and_the_way_to_begin(client):
    sign_in(client, "editor")
    assert "load_rulebook" in text(client.get(url("draft")))
    make_edition(note="The first of all.")
    page = text(client.get(url("draft")))
    assert "edition 1, “A small rulebook”" in page
    assert f'href="{url("start")}"' in page
    assert "The first of all." in page


def test_what_stands_against_publishing_is_told_with_what_to_do(client, settings):
    settings.PUBLISHING_NEEDS_APPROVAL = True
    make_rulebook_draft(base=make_edition())
    sign_in(client, "publisher")
    page = text(client.get(url("draft")))
    assert "What stands between it and publishing" in page
    assert "just what edition 1 says" in page
    assert f'href="{url("approve")}"' in page


class TestStarting:
    def test_a_draft_says_what_the_chosen_edition_says_and_the_audit_list_knows(self, client):
        make_edition()
        make_edition(name="The second")
        editor = sign_in(client, "editor")
        page = text(client.get(url("start")))
        assert page.index("Edition 2, current") < page.index("Edition 1:")
        assert client.post(url("start"), NEW).headers["Location"] == url("draft")
        draft = open_draft()
        assert (draft.title, draft.intent, draft.begun_by) == (NEW["title"], NEW["intent"], editor)
        assert (draft.base.number, draft.name) == (1, "A small rulebook")
        entry = AuditEntry.objects.get()
        assert (entry.action, entry.who, entry.draft) == ("start", editor, draft)

    @pytest.mark.parametrize(
        ("wrong", "said"),
        [
            ({"title": " "}, "Enter a title, in a few words"),
            ({"title": "x" * 121}, "Shorten the title to 120 characters; it has 121"),
            ({"edition": "7"}, "there is no edition “7”"),
            ({"intent": "x" * 2001}, "Shorten this to 2,000 characters; it has 2001"),
        ],
    )
    def test_what_is_wrong_is_told_and_what_was_typed_stays(self, client, wrong, said):
        make_edition()
        sign_in(client, "editor")
        response = client.post(url("start"), NEW | wrong)
        assert response.status_code == 422
        assert said in text(response)
        assert all(typed in text(response) for name, typed in NEW.items() if name not in wrong)
        assert open_draft() is None

    def test_a_second_draft_is_refused_with_the_way_to_the_first(self, client):
        draft = ready_draft()
        sign_in(client, "editor")
        assert f'href="{url("draft")}">“{draft.title}”</a>' in text(client.get(url("start")))
        response = client.post(url("start"), NEW | {"title": "Mine"})
        assert response.status_code == 409
        assert "started by author@example.com" in text(response)
        assert 'value="Mine"' in text(response)
        assert NEW["intent"] in text(response)
        assert RulebookDraft.objects.count() == 1

    def test_whoever_is_second_at_the_same_moment_is_refused_too(self, client, monkeypatch):
        ready_draft()
        sign_in(client, "editor")
        monkeypatch.setattr("hireguide.editing.views.draft.open_draft", lambda: None)
        assert client.post(url("start"), NEW).status_code == 409
        assert RulebookDraft.objects.count() == 1


class TestGivingUp:
    def test_what_is_lost_is_named_first_and_the_rows_stay(self, client):
        draft = ready_draft()
        editor = sign_in(client, "editor")
        page = client.get(url("give_up"))
        assert "Evidence: 1 changed" in text(page)
        response = client.post(url("give_up"), inputs(page), follow=True)
        assert "was given up" in text(response)
        draft.refresh_from_db()
        assert draft.state == RulebookDraft.State.GIVEN_UP
        assert draft.evidence_rows.count() == 4
        assert AuditEntry.objects.get().who == editor

    def test_another_draft_than_the_page_showed_is_not_given_up(self, client):
        draft = ready_draft()
        sign_in(client, "editor")
        assert client.post(url("give_up"), {"draft": "7"}).status_code == 200
        draft.refresh_from_db()
        assert draft.is_open

    def test_edits_that_the_page_did_not_name_are_not_lost_unseen(self, client):
        draft = ready_draft()
        sign_in(client, "editor")
        page = client.get(url("give_up"))
        edit(draft, by=make_staff("publisher"), points=2)
        response = client.post(url("give_up"), inputs(page))
        assert response.status_code == 409
        assert "Evidence: slips: changed by publisher@example.com" in text(response)
        assert open_draft() is not None
        client.post(url("give_up"), inputs(response))
        assert open_draft() is None

    def test_without_a_draft_there_is_a_word_and_the_way_back(self, client):
        sign_in(client, "editor")
        assert "No draft is open" in text(client.post(url("give_up"), {}, follow=True))


def test_a_draft_that_closes_at_the_very_moment_is_not_given_up_twice(client, monkeypatch):
    draft = ready_draft()
    sign_in(client, "editor")
    shown = inputs(client.get(url("give_up")))
    abandon_draft(RulebookDraft.objects.get(pk=draft.pk), by=None, at=NOW)
    monkeypatch.setattr("hireguide.editing.views.draft.open_draft", lambda: draft)
    assert client.post(url("give_up"), shown).headers["Location"] == url("draft")
    assert AuditEntry.objects.count() == 1


def test_a_draft_from_a_file_given_up_has_nothing_to_be_compared_with(client):
    make_rulebook_draft(title="From a file")
    sign_in(client, "editor")
    assert "loaded from a file" in text(client.get(url("give_up")))
    assert "started from a file" in text(client.get(url("draft"))).lower()


def test_whoever_is_under_way_keeps_their_edition_and_whoever_begins_gets_the_new_one(client):
    draft = ready_draft()
    before = make_draft()
    publish(draft, by=None, at=NOW, note="", digest=content_of(draft).digest)
    founder = Client()
    address = founder.post("/wizard/").headers["Location"]
    begun = type(before).objects.exclude(pk=before.pk).get()
    before.refresh_from_db()
    assert begun.public_id in address
    assert (before.edition.number, begun.edition.number) == (1, 2)
    assert founder.get(f"/wizard/{before.public_id}/check/").status_code == 200


def test_an_edit_since_the_page_was_opened_shows_when_it_is_opened_again(client):
    draft = ready_draft()
    sign_in(client, "reader")
    edit(draft, points=5)
    assert "just what edition 1 says" in text(client.get(url("draft")))

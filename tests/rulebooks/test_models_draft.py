import json

import pytest
from django.db import IntegrityError, transaction

from hireguide.rulebooks.models import ROWS, Evidence, RulebookDraft, Situation, Source
from hireguide.rulebooks.selectors import items_of, rows_of
from hireguide.rulebooks.services import give_up_draft, store_rows
from hireguide.rules import parse_rulebook, rulebook_json
from tests.factories import ADA, NOW, make_edition, make_rulebook_draft, make_user, small_rulebook

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    return make_rulebook_draft()


def stored(**fields):
    own = {"title": "Another", "name": "N", "begun_at": NOW, "changed_at": NOW}
    return RulebookDraft.objects.create(**own | fields)


def test_the_database_holds_one_open_draft_and_any_number_of_closed_ones(draft):
    with pytest.raises(IntegrityError, match=r"one_open|rulebookdraft\.state"), transaction.atomic():
        stored()
    stored(state="given_up")
    stored(state="given_up")
    assert RulebookDraft.objects.filter(state="open").get() == draft


@pytest.mark.parametrize("state", ["open", "given_up"])
def test_the_database_knows_an_edition_of_published_drafts_only(state):
    edition = make_edition()
    with pytest.raises(IntegrityError, match="published_as_edition"), transaction.atomic():
        stored(state=state, edition=edition)
    with pytest.raises(IntegrityError, match="published_as_edition"), transaction.atomic():
        stored(state="published")
    assert stored(state="published", edition=edition).edition == edition


def test_a_key_stands_once_in_a_draft_and_may_stand_again_in_another(draft):
    first = rows_of(draft, Evidence)[0]
    first.pk = None
    with pytest.raises(IntegrityError, match="key"), transaction.atomic():
        first.save()
    give_up_draft(draft, by=None, at=NOW)
    assert [row.key for row in rows_of(make_rulebook_draft(), Evidence)] == [
        "slips", "many_engineers", "nobody_decides", "board_asks",
    ]  # fmt: skip


@pytest.mark.parametrize("kind", ROWS, ids=lambda kind: kind.__name__)
def test_a_row_says_what_it_was_filled_with_through_the_database_too(kind, edition, rulebook_text):
    draft = make_rulebook_draft(base=edition)
    expected = items_of(json.loads(rulebook_json(parse_rulebook(rulebook_text))), kind)
    rows = list(rows_of(draft, kind))
    assert expected, "the shipped rulebook has some of every kind"
    assert [(row.key, row.item()) for row in rows] == expected
    assert [str(row) for row in rows] == [key for key, _ in expected]


def test_rows_keep_their_order_and_sources_stand_by_key():
    draft = make_rulebook_draft()
    early = Source(key="a_source").fill({**small_rulebook()["sources"]["ours"], "title": "Earlier"})
    late = Evidence(key="a_rule").fill({**small_rulebook()["evidence"][0], "key": "a_rule"})
    store_rows(draft, [early, late], by=None, at=NOW)
    assert [row.key for row in rows_of(draft, Source)] == ["a_source", "ours"]
    assert [row.key for row in rows_of(draft, Evidence)][-1] == "a_rule"
    assert [row.key for row in rows_of(draft, Situation)] == ["too_small", "nobody_hurt"]


def test_a_draft_says_what_has_become_of_it(draft):
    assert (str(draft), draft.is_open) == ("A change (open)", True)
    given_up = give_up_draft(draft, by=None, at=NOW)
    assert (str(given_up), given_up.is_open) == ("A change (given up)", False)


def test_who_wrote_to_a_draft_may_leave_and_the_draft_and_its_history_stay():
    ada = make_user(ADA)
    draft = make_rulebook_draft(by=ada)
    row = rows_of(draft, Evidence)[0]
    row.points = 1
    store_rows(draft, [row], by=ada, at=NOW)
    ada.delete()
    draft.refresh_from_db()
    assert (draft.begun_by, draft.history.get().history_user) == (None, None)
    assert row.history.first().points == 1
